import Scoring
import Survival

/// How a score is stored in one row: everything but reasons and seconds, bit for bit.
///
/// In this machine's byte order, as a cache does not travel: model name and kind, each preceded by
/// its length; the curve's form and numbers; values; cumulative rewards; the outcome's probability;
/// the rule; and a checksum of all that, the model's identity and the trajectory's digest, so that
/// anything a bad disk changed or misplaced counts as absent.
enum ScoreRecord {
  /// The numbers from which a curve is restored.
  ///
  /// A curve keeps the digits it was given, which the other two forms would round.
  private enum CurveForm: UInt8 {
    case logits, hazards, rewards
  }

  private enum RuleForm: UInt8 {
    case map, median, threshold, hazard
  }

  /// One model's part of the checksum's seed; the other part is the digest's prefix.
  static func seed(model identity: String) -> UInt64 {
    Array(identity.utf8).withUnsafeBytes { checksum(of: $0, seed: 0) }
  }

  /// The row's bytes; `nil` for a curve that no form restores exactly, and outside what a model knows.
  ///
  /// Linear in the steps.
  static func encode(_ score: TrajectoryScore, seed: UInt64) -> [UInt8]? {
    guard !score.isOutside, let (form, numbers) = exactForm(of: score.curve) else { return nil }
    var writer = RecordWriter()
    writer.append(text: score.model)
    writer.append(text: score.kind.rawValue)
    writer.append(form.rawValue)
    writer.append(numbers)
    writer.append(score.values)
    writer.append(optional: score.cumulativeRewards)
    writer.append(optional: score.outcomeProbability.map { [$0] })
    switch score.rule {
    case .map: writer.append(RuleForm.map.rawValue)
    case .median: writer.append(RuleForm.median.rawValue)
    case .threshold(let value):
      writer.append(RuleForm.threshold.rawValue)
      writer.append([value])
    case .hazard(let value):
      writer.append(RuleForm.hazard.rawValue)
      writer.append([value])
    }
    return writer.finished(checksumSeed: seed)
  }

  /// The score in a row, without reasons, with 0 seconds; `nil` for bytes that ``encode(_:seed:)``
  /// did not make with this seed.
  static func decode(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> TrajectoryScore? {
    guard var reader = RecordReader(bytes, checksumSeed: seed),
      let model = reader.text(), let kind = reader.text().flatMap(TrajectoryScore.Kind.init),
      let form = reader.byte().flatMap(CurveForm.init), let numbers = reader.numbers(),
      let curve = curve(form, numbers), let values = reader.numbers(),
      let cumulative = reader.optionalNumbers(), let outcome = reader.optionalNumbers(),
      let rule = rule(&reader), reader.isAtEnd
    else { return nil }
    var score = TrajectoryScore(model: model, kind: kind, curve: curve, rule: rule)
    score.values = values
    score.cumulativeRewards = cumulative
    score.outcomeProbability = outcome?.first
    return score
  }

  private static func exactForm(of curve: HazardCurve) -> (CurveForm, [Double])? {
    let forms: [(CurveForm, [Double])] = [
      (.logits, curve.logits), (.hazards, curve.hazards), (.rewards, curve.rewards),
    ]
    return forms.first { self.curve($0.0, $0.1) == curve }
  }

  private static func curve(_ form: CurveForm, _ numbers: [Double]) -> HazardCurve? {
    switch form {
    case .logits: try? HazardCurve(logits: numbers)
    case .hazards: try? HazardCurve(hazards: numbers)
    case .rewards: try? HazardCurve(rewards: numbers)
    }
  }

  private static func rule(_ reader: inout RecordReader) -> PredictionRule? {
    switch reader.byte().flatMap(RuleForm.init) {
    case .map: .map
    case .median: .median
    case .threshold: reader.numbers()?.first.map { .threshold($0) }
    case .hazard: reader.numbers()?.first.map { .hazard($0) }
    case nil: nil
    }
  }
}
