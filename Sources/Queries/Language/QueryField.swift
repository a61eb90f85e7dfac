/// What filters can test, sorts can order by and groups can collect by.
public enum QueryField: String, CaseIterable, Equatable, Sendable {
  // Texts.
  case id, problem, step, generator, question, file, format, reference, note, annotator
  /// Problem, steps, id, generator and note, each on its own.
  case text
  // Numbers.
  case steps
  /// The training step of a rollout dump.
  case trainingStep = "training_step"
  /// Place among all trajectories of the open files, counted from 1.
  case number
  /// S(T) in 0...1.
  case survival = "S"
  /// Predicted first error, counted from 1; T + 1 sorts "none" last.
  case prediction = "zhat"
  /// The same for a second model.
  case secondSurvival = "S2"
  case secondPrediction = "zhat2"
  case largestHazard = "h_max"
  case smallestReward = "r_min"
  /// In nats.
  case entropy
  /// The probability that a model gives the file's own label, in 0...1: small if either is wrong.
  case fileLabelProbability = "p_label"
  /// Largest difference between the hazards of two models.
  case disagreement
  /// Seconds since the verdict; arguments may be written `90s`, `5m`, `2h`, `3d`.
  case age
  /// A number drawn for the text, in 0..<1: `random < 10%` is a random tenth, the same one in every run.
  case random
  // Words.
  /// `right`, `wrong` or `unknown`.
  case outcome
  /// The effective label, a verdict else the file's: a step from 1, `none`, `error`, `unsure`,
  /// `bad_problem` or `unlabelled`.
  case label
  /// A person's verdict, in the words of ``label``.
  case verdict
  /// The file's own label, in the words of ``label``.
  case fileLabel = "file_label"
  // True or false.
  case labelled, unlabelled, marked, noted, differs
  /// Annotators disagree on it.
  case conflict
  case scored, readable
}

/// What kind of value a field has, and so which comparisons it allows.
enum FieldKind: Equatable, Sendable {
  case text, number
  /// A number in 0...1, which may be written as a percentage.
  case share
  /// Seconds, which may be written with a unit.
  case duration
  /// A step from 1, or a word.
  case label
  case outcome, flag
}

/// How a field is compared with a value; the raw value is how it is written.
public enum QueryComparison: String, CaseIterable, Equatable, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
  case contains = "~"
  case lacks = "!~"
}

extension FieldKind {
  /// The comparisons that the kind allows.
  var comparisons: [QueryComparison] {
    switch self {
    case .text: [.contains, .lacks, .equal, .notEqual]
    case .number, .share, .duration, .label:
      [.equal, .notEqual, .less, .atMost, .greater, .atLeast]
    case .outcome, .flag: [.equal, .notEqual]
    }
  }

  /// The kind, as it continues a sentence.
  var words: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .share: "a number from 0 to 1"
    case .duration: "a time"
    case .label: "a step or a word"
    case .outcome: "right, wrong or unknown"
    case .flag: "yes or no"
    }
  }

  /// What may be written as a value.
  var valueWords: String {
    switch self {
    case .text: "a word, or a text in quotes"
    case .number: "a number"
    case .share: "a number or a percentage"
    case .duration: "a number of seconds, or one with `s`, `m`, `h`, `d` or `w`"
    case .label: "a step from 1 or one of none, error, unsure, bad_problem, unlabelled"
    case .outcome: "right, wrong or unknown"
    case .flag: "yes or no"
    }
  }

  /// The words that are values of a field of this kind.
  func words(for field: QueryField) -> [String] {
    switch self {
    case .label: field.isPrediction ? ["none", "error"] : LabelWord.allCases.map(\.rawValue)
    case .outcome: ["right", "wrong", "unknown"]
    case .flag: ["yes", "no"]
    case .text, .number, .share, .duration: []
    }
  }
}

/// What a label may be called instead of a step; the raw value is how it is written.
public enum LabelWord: String, CaseIterable, Equatable, Sendable {
  case noError = "none"
  case error, unsure
  case badProblem = "bad_problem"
  case unlabelled
}

extension QueryField {
  var kind: FieldKind {
    switch self {
    case .id, .problem, .step, .generator, .question, .file, .format, .reference, .note,
      .annotator, .text:
      .text
    case .steps, .trainingStep, .number, .smallestReward, .entropy: .number
    case .survival, .secondSurvival, .largestHazard, .fileLabelProbability, .disagreement,
      .random:
      .share
    case .age: .duration
    case .prediction, .secondPrediction, .label, .verdict, .fileLabel: .label
    case .outcome: .outcome
    case .labelled, .unlabelled, .marked, .noted, .differs, .conflict, .scored, .readable: .flag
    }
  }

  /// A model's prediction of the first error, which is never unsure.
  var isPrediction: Bool { self == .prediction || self == .secondPrediction }

  /// Whether it needs two models.
  public var comparesModels: Bool {
    [.secondSurvival, .secondPrediction, .disagreement].contains(self)
  }

  /// Whether it is true or false, and so a condition by itself.
  public var isFlag: Bool { kind == .flag }
  /// Whether its value is a text; all others are numbers to ``QueryRow/number(_:now:)``.
  public var isText: Bool { kind == .text }

  /// What a row must have filled in for this field.
  public var needs: QueryNeeds {
    switch self {
    case .id, .problem, .step, .question, .format, .reference: .text
    case .text: [.text, .standing]
    case .number: []
    case .steps, .outcome, .fileLabel, .generator, .file, .trainingStep, .readable: .facts
    case .note, .annotator, .age, .verdict, .labelled, .unlabelled, .marked, .noted,
      .conflict:
      .standing
    case .label: [.facts, .standing]
    case .survival, .largestHazard, .smallestReward, .entropy, .fileLabelProbability, .prediction,
      .secondSurvival, .secondPrediction, .disagreement, .scored:
      .figures
    case .differs: [.facts, .standing, .figures]
    case .random: .rank
    }
  }

  /// A condition with this field, for messages.
  var example: String {
    switch kind {
    case .text: "\(rawValue) ~ \"two words\""
    case .number: self == .smallestReward ? "r_min < -2" : "\(rawValue) > 20"
    case .share: "\(rawValue) < 30%"
    case .duration: "\(rawValue) < 2h"
    case .label: "\(rawValue) = none"
    case .outcome: "outcome = wrong"
    case .flag: "not \(rawValue)"
    }
  }
}

extension QueryField {
  /// The field with a name, in any case; also `T` for the number of steps and `S(T)`.
  public init?(named name: String) {
    let name = name.lowercased()
    switch name {
    case "t": self = .steps
    case "s(t)": self = .survival
    case "ẑ": self = .prediction
    case "ẑ2", "ẑ₂": self = .secondPrediction
    case "s₂": self = .secondSurvival
    default:
      guard let field = QueryField.byName[name] else { return nil }
      self = field
    }
  }

  private static let byName: [String: QueryField] = Dictionary(
    allCases.map { ($0.rawValue.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })

  /// All names as written.
  static let spellings: [String] = allCases.map(\.rawValue)
  static let list = spellings.joined(separator: ", ")
}
