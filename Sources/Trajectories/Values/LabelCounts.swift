/// How many trajectories carry each label, in files or by people.
public struct LabelCounts: Equatable, Sendable {
  /// Every step is right.
  public private(set) var noError = 0
  /// Some step is the first wrong one.
  public private(set) var firstError = 0
  /// A person could not decide.
  public private(set) var unsure = 0
  /// The problem cannot be answered.
  public private(set) var badProblem = 0
  /// Nobody has labelled it.
  public private(set) var unlabelled = 0

  /// All zero.
  public init() {}

  /// Counts one trajectory; `nil` for one without a label.
  public mutating func add(_ label: Label?) {
    switch label {
    case .known(.noError): noError += 1
    case .known(.step): firstError += 1
    case .unsure: unsure += 1
    case .badProblem: badProblem += 1
    case nil: unlabelled += 1
    }
  }

  /// Adds counts made elsewhere.
  public mutating func add(_ other: LabelCounts) {
    noError += other.noError
    firstError += other.firstError
    unsure += other.unsure
    badProblem += other.badProblem
    unlabelled += other.unlabelled
  }
}
