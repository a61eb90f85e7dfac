import Queries

/// What the picker offers to sort by.
struct SortChoice: Equatable, Sendable {
  /// The key that picks it; with Shift it becomes a further key.
  let letter: Character
  /// What picker, title bar and list call it.
  let title: String
  /// `nil` for the order of the files.
  let field: QueryField?
  /// The direction in which it is most often wanted.
  var descending = false

  /// In the order of the picker.
  static let all = [
    SortChoice(letter: "f", title: "file order", field: nil),
    SortChoice(letter: "i", title: "id", field: .id),
    SortChoice(letter: "t", title: "T", field: .steps, descending: true),
    SortChoice(letter: "s", title: "S(T)", field: .survival),
    SortChoice(letter: "z", title: "ẑ", field: .prediction),
    SortChoice(letter: "y", title: "you", field: .verdict),
    SortChoice(letter: "l", title: "file label", field: .fileLabel),
    SortChoice(letter: "e", title: "entropy", field: .entropy, descending: true),
    SortChoice(letter: "u", title: "p label", field: .fileLabelProbability),
    SortChoice(letter: "h", title: "max h", field: .largestHazard, descending: true),
    SortChoice(letter: "r", title: "min r", field: .smallestReward),
    SortChoice(letter: "d", title: "Δh", field: .disagreement, descending: true),
    SortChoice(letter: "a", title: "answer", field: .outcome),
    SortChoice(letter: "g", title: "generator", field: .generator),
    SortChoice(letter: "n", title: "train", field: .trainingStep),
    SortChoice(letter: "p", title: "problem", field: .problem),
  ]

  /// The sort after this was picked: the same again turns round, and a further key goes behind the
  /// others.
  func picked(after sort: [SortTerm], isFurther: Bool) -> [SortTerm] {
    guard let field else { return [] }
    guard isFurther else {
      let turned = sort.first?.field == field ? sort.first.map { !$0.descending } : nil
      return [SortTerm(field: field, descending: turned ?? descending)]
    }
    var terms = sort
    if let place = terms.firstIndex(where: { $0.field == field }) {
      terms[place].descending.toggle()
    } else {
      terms.append(SortTerm(field: field, descending: descending))
    }
    return terms
  }

  /// As few words as still say it.
  var shortTitle: String { title.split(separator: " ").last.map(String.init) ?? title }

  static func title(of field: QueryField) -> String {
    all.first { $0.field == field }?.title ?? field.rawValue
  }
}

extension SortTerm {
  /// What the screen calls it: `entropy ↓`.
  var title: String { "\(SortChoice.title(of: field)) \(descending ? "↓" : "↑")" }

  /// Understands `steps down` beside `steps desc`.
  static func terms(typed source: String) throws(QueryError) -> [SortTerm] {
    let words = source.split(separator: " ", omittingEmptySubsequences: false).map { word in
      switch word {
      case "down": "desc"
      case "up": "asc"
      default: String(word)
      }
    }
    return try terms(words.joined(separator: " "))
  }
}

extension [SortTerm] {
  /// `S(T) ↑, T ↓`.
  var title: String { map(\.title).joined(separator: ", ") }
  /// `S, steps desc`.
  var source: String { map(\.description).joined(separator: ", ") }
}

extension QueryField {
  /// Shown after "by".
  var groupTitle: String { self == .trainingStep ? "training step" : rawValue }
}
