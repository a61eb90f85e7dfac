import Scoring
import Arithmetic
import Survival
import Trajectories
import TrajectoryFiles

/// The conditional reward model that comes with the program: h(t) = σ(w·x(t)).
///
/// x(t) are features of step t given the problem and steps before it: which equations hold, where
/// numbers came from, contradictions, wording, position, the form of the answer. Every hazard can
/// be explained by its largest terms. As long as problem and steps hold nothing that can be checked, h(t)
/// is the base rate of the training data instead. Source of the model: Zhang et al. 2025,
/// arXiv:2509.26578.
public struct BuiltInModel: DirectModel {
  /// `builtin`, or the name of the file that the weights came from.
  public let name: String
  /// Name and the first 16 digits of the SHA-256 of the model's file.
  public let identity: String
  /// Chosen on questions that the weights were not fitted to.
  public var rule: PredictionRule { description.rule }
  /// The content of the model's file: weights, rule and how it was made.
  public let description: BuiltInModelFile
  private let terms: NameTable<Term>
  private let pairs: PairTerms

  private struct Term: Sendable {
    var weight: Double
    var name: String
  }

  /// Every hazard is a sum of named terms.
  public var givesReasons: Bool { true }

  /// The reason of a hazard that is only the base rate.
  static let outsideWords = "outside what this model knows"

  /// At most this many reasons for a step.
  private static let reasonLimit = 8

  /// A model from its file's content.
  public init(_ file: BuiltInModelFile, name: String = "builtin") {
    terms = NameTable(
      file.weights.filter { PairTerms.parts(of: $0.key) == nil }.map {
        (FeatureKey.hash($0.key.utf8), Term(weight: $0.value, name: $0.key))
      })
    pairs = PairTerms(weights: file.weights)
    self.name = name
    description = file
    identity = "\(name)-\(file.digest.prefix(16))"
  }

  /// The model in a file that `misstep train` wrote.
  ///
  /// - Throws: ``BuiltInModelError`` for a file that is not one; `FileError` if it cannot be read.
  public init(path: String) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    try self.init(BuiltInModelFile(json: FileSource(path: path).bytes), name: name)
  }

  /// The model built into the program.
  ///
  /// - Throws: ``BuiltInModelError`` if the program was built with a damaged one.
  public static func bundled() throws(BuiltInModelError) -> BuiltInModel {
    BuiltInModel(try BuiltInModelFile(json: EmbeddedModel.json.withUTF8Buffer(Array.init)))
  }

  /// Scores every step, with reasons; linear in the text.
  public func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore {
    let clock = ContinuousClock()
    let start = clock.now
    var extractor = FeatureExtractor(problem: trajectory.problem)
    var logits: [Double] = []
    var reasons: [[HazardReason]] = []
    for text in trajectory.steps {
      let step = extractor.read(text)
      guard extractor.memory.hasEvidence else {
        logits.append(description.baseLogit)
        reasons.append([
          HazardReason(text: Self.outsideWords, value: 1, contribution: description.baseLogit)
        ])
        continue
      }
      let entries = extractor.features.entries
      let active = pairs.active(in: entries)
      logits.append(logit(entries) + active.reduce(0) { $0 + $1.weight })
      reasons.append(explain(entries, active, step))
    }
    let elapsed = (clock.now - start).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    do {
      var score = TrajectoryScore(
        model: name, kind: .crm, curve: try HazardCurve(logits: logits), rule: rule,
        reasons: reasons, seconds: seconds)
      score.isOutside = !extractor.memory.hasEvidence
      return score
    } catch {
      throw .failed(id: trajectory.id, reason: error.description)
    }
  }

  private func logit(_ entries: [StepFeatures.Entry]) -> Double {
    entries.reduce(0) { $0 + (terms[$1.key]?.weight ?? 0) * $1.value }
  }

  /// The largest terms of a step's logit, largest contribution first.
  private func explain(
    _ entries: [StepFeatures.Entry], _ active: [PairTerms.Pair], _ step: StepView
  ) -> [HazardReason] {
    var found: [(entry: StepFeatures.Entry, name: String, contribution: Double)] = []
    for entry in entries {
      guard let term = terms[entry.key] else { continue }
      let contribution = term.weight * entry.value
      if contribution.magnitude >= 0.05 { found.append((entry, term.name, contribution)) }
    }
    let nowhere = StepFeatures.Entry(key: 0, value: 1, place: 0..<0)
    for pair in active where pair.weight.magnitude >= 0.05 {
      found.append((nowhere, pair.name, pair.weight))
    }
    found.sort { $0.contribution.magnitude > $1.contribution.magnitude }
    return found.prefix(Self.reasonLimit).sorted { $0.contribution > $1.contribution }.map {
      let place = $0.entry.place
      let detail = place.isEmpty ? "" : ": " + step.excerpt(place)
      return HazardReason(
        text: ReasonWords.said($0.name) + detail, value: $0.entry.value,
        contribution: $0.contribution)
    }
  }
}
