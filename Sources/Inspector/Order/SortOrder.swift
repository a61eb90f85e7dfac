/// How the list is sorted: a column of it, and a direction.
struct SortOrder: Equatable, Sendable {
  enum Column: String, CaseIterable, Equatable, Sendable {
    case file, id, steps, survival, prediction, verdict, entropy, answer, generator, problem, label
  }

  var column: Column = .file
  var descending = false

  /// The direction in which a column is most often wanted.
  static func first(_ column: Column) -> SortOrder {
    switch column {
    case .steps, .entropy: SortOrder(column: column, descending: true)
    default: SortOrder(column: column)
    }
  }

  var isFileOrder: Bool { self == SortOrder() }
}

extension SortOrder.Column {
  /// What the picker and the title bar call it.
  var title: String {
    switch self {
    case .file: "file order"
    case .id: "id"
    case .steps: "T"
    case .survival: "S(T)"
    case .prediction: "ẑ"
    case .verdict: "you"
    case .entropy: "entropy"
    case .answer: "answer"
    case .generator: "generator"
    case .problem: "problem"
    case .label: "label"
    }
  }

  /// The key that picks it.
  var letter: Character {
    switch self {
    case .file: "f"
    case .id: "i"
    case .steps: "t"
    case .survival: "s"
    case .prediction: "z"
    case .verdict: "y"
    case .entropy: "e"
    case .answer: "a"
    case .generator: "g"
    case .problem: "p"
    case .label: "l"
    }
  }
}

/// A value to sort by; missing ones come last in either direction.
enum SortKey: Sendable {
  case number(Double)
  case text(String)
  case missing

  func precedes(_ other: SortKey, descending: Bool) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)): descending ? left > right : left < right
    case (.text(let left), .text(let right)): descending ? left > right : left < right
    case (.missing, _): false
    case (_, .missing): true
    default: false
    }
  }
}
