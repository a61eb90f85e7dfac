import Queries

/// The values of one sort term, one for each trajectory to sort.
struct SortColumn: Sendable {
  private let term: SortTerm
  /// NaN if missing; empty for texts.
  private var numbers: [Double]
  /// Empty for numbers.
  private var texts: [String?]

  init(_ term: SortTerm, count: Int) {
    self.term = term
    let isText = term.field.isText
    numbers = [Double](repeating: .nan, count: isText ? 0 : count)
    texts = [String?](repeating: nil, count: isText ? count : 0)
  }

  /// Stores the value of the trajectory at `place`.
  mutating func set(_ row: QueryRow, at place: Int, now: Double) {
    if numbers.isEmpty {
      let text = row.text(term.field)
      texts[place] = text.isEmpty ? nil : text
    } else {
      numbers[place] = row.number(term.field, now: now)
    }
  }

  /// - Returns: `nil` if cancelled.
  func ranks(isCancelled: () -> Bool) -> [UInt64]? {
    guard term.field.isText else {
      return SortRanks.ranks(numbers, descending: term.descending)
    }
    return SortRanks.ranks(texts, descending: term.descending, isCancelled: isCancelled)
  }
}

extension SortTerm {
  /// What a row must hold for this key; "none" sorts as T + 1.
  var needs: QueryNeeds {
    field == .prediction || field == .secondPrediction ? [.figures, .facts] : field.needs
  }
}
