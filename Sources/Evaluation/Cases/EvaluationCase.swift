import Scoring
import Survival
import Trajectories

/// One trajectory with a model's score and what is known of it: what every figure is counted from.
///
/// Holds no text, so that a set may be large.
public struct EvaluationCase: Equatable, Sendable {
  /// The file's own identifier; not unique.
  public var id: String
  /// The path as the user gave it.
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// Which part of a benchmark it belongs to: the file's name without folder and suffix.
  public var subset: String
  /// The same for candidates of one question, and for no others.
  public var question: UInt64
  /// The first error by the label that counts; `nil` where nobody can tell.
  public var label: FirstError?
  /// Whether the final answer is right; `nil` if the file does not say.
  public var outcome: Bool?
  /// The language model that wrote the steps.
  public var generator: String?
  /// What the model says, without its reasons.
  public var score: TrajectoryScore

  /// Takes from a trajectory what figures need.
  ///
  /// - Parameters:
  ///   - trajectory: what was scored.
  ///   - label: the label that counts, a person's verdict or else the file's.
  ///   - score: a model's figures of this trajectory.
  public init(_ trajectory: borrowing Trajectory, label: Label?, score: TrajectoryScore) {
    id = trajectory.id
    file = trajectory.source.file
    line = trajectory.source.line
    subset = Self.subset(ofFile: trajectory.source.file)
    question = TrajectoryDigest(problem: trajectory.question, steps: []).prefix
    self.label = label?.firstError
    outcome = trajectory.outcome
    generator = trajectory.generator
    self.score = score
    self.score.reasons = []
  }

  /// Whether all is right: the outcome where it is known, else that no step is wrong.
  public var isRight: Bool? { outcome ?? label.map { $0 == .noError } }

  /// S(T), or an outcome model's probability: the reward of the whole trajectory, in 0...1.
  public var reward: Double { score.outcomeProbability ?? score.curve.noneProbability }

  /// `gsm8k` of `data/gsm8k.json.gz`.
  public static func subset(ofFile path: String) -> String {
    let name = path.split(separator: "/").last ?? path[...]
    return String(name.prefix { $0 != "." })
  }
}

extension Sequence<EvaluationCase> {
  /// The subsets in the order in which they first occur.
  public var subsets: [String] {
    var seen: Set<String> = []
    return map(\.subset).filter { seen.insert($0).inserted }
  }
}
