import Survival
import Trajectories

/// What is kept of every trajectory, so that filters, sorts and groups need no file: 16 bytes.
struct Facts: Equatable, Sendable {
  /// A hash of the question key, the same for all candidates of one question.
  var question: UInt64 = 0
  /// T.
  private var steps: UInt16 = 0
  private var labelCode: Int16 = Self.noLabel
  /// A number in ``GeneratorTable``.
  private(set) var generator: UInt16 = GeneratorTable.none
  private var flags: UInt8 = 0

  /// The facts of a trajectory that was not read yet.
  static let unknown = Facts()

  private static let noLabel: Int16 = -2
  private static let knownFlag: UInt8 = 1
  private static let unreadableFlag: UInt8 = 2
  private static let rightFlag: UInt8 = 4
  private static let wrongFlag: UInt8 = 8
  private static let inexactFlag: UInt8 = 16

  private init() {}

  /// Facts of a trajectory; ``setGenerator(_:)`` sets its generator.
  init(_ trajectory: Trajectory) {
    question = Self.hash(trajectory.question)
    flags = Self.knownFlag
    if let outcome = trajectory.outcome { flags |= outcome ? Self.rightFlag : Self.wrongFlag }
    steps = UInt16(clamping: trajectory.steps.count)
    labelCode = Self.code(trajectory.label)
    if stepCount != trajectory.steps.count || label != trajectory.label {
      flags |= Self.inexactFlag
    }
  }

  mutating func setGenerator(_ number: UInt16) {
    generator = number
    if number == GeneratorTable.full { flags |= Self.inexactFlag }
  }

  /// The facts of a record that cannot be read.
  static let unreadable: Facts = {
    var facts = Facts()
    facts.flags = Self.knownFlag | Self.unreadableFlag
    return facts
  }()
}

extension Facts {
  /// Whether the record was read.
  var isKnown: Bool { flags & Self.knownFlag != 0 }
  var isReadable: Bool { flags & Self.unreadableFlag == 0 }
  /// Whether these few bytes are exact; else the record must be read again.
  var isExact: Bool { flags & (Self.knownFlag | Self.inexactFlag) == Self.knownFlag }
  var stepCount: Int { Int(steps) }
  var outcome: Bool? {
    if flags & Self.rightFlag != 0 { return true }
    return flags & Self.wrongFlag != 0 ? false : nil
  }

  /// The file's label.
  var label: Label? {
    switch labelCode {
    case Self.noLabel: nil
    case -3: .unsure
    case -4: .badProblem
    default: .known(FirstError(compact: labelCode))
    }
  }

  private static func code(_ label: Label?) -> Int16 {
    switch label {
    case nil: noLabel
    case .unsure: -3
    case .badProblem: -4
    case .known(let firstError): firstError.compact
    }
  }

  /// A hash that differs for different questions and is stable within one run of the program.
  static func hash(_ question: String) -> UInt64 {
    var hasher = Hasher()
    var question = question
    question.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}

extension TrajectoryDigest {
  /// The first 8 bytes; never 0, which means that the digest is not known.
  var key: UInt64 {
    prefix == 0 ? 1 : prefix
  }
}
