import Survival
import Testing

@testable import Learning
@testable import Transformer

/// Full gradients of small decoders against differences in doubles.
struct DecoderGradientTests {
  struct Case: CustomTestStringConvertible {
    var family: DecoderConfiguration.Family
    var window: Int?
    var recomputes = false
    var tokensPerPass = 4096
    var testDescription: String { "\(family) \(window ?? 0) \(recomputes) \(tokensPerPass)" }
  }

  static let cases = [
    Case(family: .llama), Case(family: .llama, recomputes: true), Case(family: .qwen2),
    Case(family: .qwen3), Case(family: .qwen3, recomputes: true, tokensPerPass: 8),
    Case(family: .mistral, window: 3),
  ]

  static func decoder(
    _ test: Case, heads: [HeadShape] = [], ties: Bool = true
  ) throws -> DecoderParameters {
    var configuration = try DecoderConfiguration(
      family: test.family, hiddenSize: 10, layerCount: 2, headCount: 4, keyValueHeadCount: 2,
      headDimension: test.family == .qwen3 ? 6 : 4, intermediateSize: 14, vocabularySize: 13,
      rotary: RotaryEncoding(base: 50), normEpsilon: 1e-4, tiesEmbeddings: ties)
    configuration.slidingWindows = [test.window, nil]
    var decoder = try DecoderParameters(zeros: configuration, heads: heads)
    var draws = Draws(77)
    decoder.values.withAllMutableFloats { all in
      for index in all.indices { all[index] = draws.floats(1, scale: 0.5)[0] }
    }
    return decoder
  }

  static func examples() -> [TrainingExample] {
    var draws = Draws(4)
    func example(_ length: Int, _ readouts: [Int], _ label: ObjectiveLabel) -> TrainingExample {
      TrainingExample(
        tokens: draws.tokens(length, below: 13), readouts: readouts, label: label, responseStart: 2,
        referenceLogProbabilities: (2..<length).map { -Double($0 % 5) })
    }
    return [
      example(9, [3, 8], .correct), example(5, [0, 2, 4], .firstError(1)),
      example(4, [3], .wrongSomewhere),
    ]
  }

  private static func settings(_ objective: Objective, _ test: Case) -> TrainingSettings {
    TrainingSettings(
      objective: objective, batchSize: 3, tokensPerPass: test.tokensPerPass, rate: 0.1,
      recomputesLayers: test.recomputes)
  }

  /// Compares some elements of every parameter.
  private static func compare(
    _ run: TrainingRun, _ plain: PlainDecoder, _ loss: (PlainDecoder) throws -> Double
  ) throws {
    let (found, gradient) = try run.gradient(atStep: 0)
    #expect(abs(found - (try loss(plain))) < 1e-4 * (1 + abs(found)))
    for parameter in run.parameters {
      let own = try #require(gradient[parameter.name])
      let step = max(1, parameter.count / 4)
      let indices = Array(stride(from: 0, to: parameter.count, by: step))
      let wanted = Differences.gradient(at: plain[parameter.name], of: indices) { values in
        var moved = plain
        moved.values[parameter.name] = values
        return (try? loss(moved)) ?? .nan
      }
      Differences.expect(indices.map { own[$0] }, wanted.map(\.slope), parameter.name)
    }
  }

  private static func headLoss(
    _ decoder: PlainDecoder, _ objective: Objective, head: String
  ) throws -> Double {
    try examples().reduce(0) { sum, example in
      let logits = decoder.logits(example.tokens, at: example.readouts, head: head)
      return sum + (try objective.lossAndGradient(of: logits, example).loss) / 3
    }
  }

  @Test(arguments: cases)
  func `all weights' gradients of CRM are the differences'`(test: Case) throws {
    let decoder = try Self.decoder(test, heads: [HeadShape(name: "v_head.summary", outputs: 1)])
    let run = try TrainingRun(
      .all(decoder, head: "v_head.summary"), on: Self.examples(), Self.settings(.crm, test),
      pool: WorkerPool(workers: 2))
    try Self.compare(run, PlainDecoder(decoder)) {
      try Self.headLoss($0, .crm, head: "v_head.summary")
    }
  }

  @Test(arguments: [true, false])
  func `all weights' gradients of a language model are the differences'`(ties: Bool) throws {
    let test = Case(family: .qwen2)
    let decoder = try Self.decoder(test, ties: ties)
    let run = try TrainingRun(
      .all(decoder, head: nil), on: Self.examples(), Self.settings(.lm, test),
      pool: WorkerPool(workers: 2))
    #expect(run.parameters.contains { $0.name == "lm_head.weight" } == !ties)
    let count = Double(Self.examples().reduce(0) { $0 + $1.tokens.count - 2 })
    try Self.compare(run, PlainDecoder(decoder)) { plain in
      Self.examples().reduce(0) {
        $0 - plain.logProbabilities($1.tokens, from: 2).reduce(0, +) / count
      }
    }
  }

  @Test func `all weights' gradients of an implicit model are the differences'`() throws {
    let test = Case(family: .llama)
    let objective = Objective.iprm(ImplicitObjective(factor: 0.5))
    let decoder = try Self.decoder(test)
    let run = try TrainingRun(
      .all(decoder, head: nil), on: Self.examples(), Self.settings(objective, test),
      pool: WorkerPool(workers: 2))
    try Self.compare(run, PlainDecoder(decoder)) { plain in
      try Self.examples().reduce(0) { sum, example in
        let found = plain.logProbabilities(example.tokens, from: 2)
        return sum
          + (try ImplicitObjective(factor: 0.5).lossAndSlope(
            policy: found, reference: example.referenceLogProbabilities,
            target: example.isCorrect == true ? 1 : 0
          ).loss) / 3
      }
    }
  }

  @Test(arguments: [Case(family: .llama), Case(family: .qwen2, recomputes: true)])
  func `low-rank gradients are the differences', of all seven matrices`(test: Case) throws {
    let base = try Self.decoder(test)
    let shape = LowRankShape(rank: 3, alpha: 5)
    var adapter = try NamedParameters(
      adapter: shape, of: base, head: HeadShape(name: "score", outputs: 2), seed: 2)
    var draws = Draws(9)
    for parameter in adapter.layout {
      try adapter.set(parameter.name, draws.floats(parameter.count, scale: 0.5))
    }
    let run = try TrainingRun(
      .adapter(adapter, shape, base: base, head: "score"), on: Self.examples(),
      Self.settings(.crm, test), pool: WorkerPool(workers: 2))
    var plain = PlainDecoder(base)
    for parameter in adapter.layout {
      plain.values[parameter.name] = adapter[parameter.name]?.doubles
    }
    for weight in base.parts.layers.flatMap(\.matrices) {
      plain.updates[weight] = (
        a: shape.nameOfA(weight), b: shape.nameOfB(weight), scale: 5.0 / 3
      )
    }
    #expect(run.parameters.count == 2 * 7 * 2 + 2)
    try Self.compare(run, plain) {
      try Self.headLoss($0, .crm, head: LowRankShape.prefix + "score")
    }
  }

  @Test func `logits are the plain decoder's, whatever is packed together`() throws {
    let test = Case(family: .qwen3)
    let decoder = try Self.decoder(test, heads: [HeadShape(name: "score", outputs: 1)])
    for limit in [1, 9, 100] {
      var settings = Self.settings(.crm, test)
      settings.tokensPerPass = limit
      let run = try TrainingRun(
        .all(decoder, head: "score"), on: Self.examples(), settings, pool: WorkerPool(workers: 3))
      let found = try run.logits(of: Self.examples())
      for (example, logits) in zip(Self.examples(), found) {
        Differences.expect(
          logits.map { Float($0) },
          PlainDecoder(decoder).logits(example.tokens, at: example.readouts, head: "score"),
          "logits")
      }
    }
  }
}
