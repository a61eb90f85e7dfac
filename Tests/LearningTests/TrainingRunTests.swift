import Glibc
import Survival
import TestSupport
import Testing

@testable import Learning
@testable import Transformer

struct TrainingRunTests {
  private static let head = HeadShape(name: "score", outputs: 1)
  private static let pool = WorkerPool(workers: 2)

  /// A decoder of some thousand weights.
  private static func decoder() throws -> DecoderParameters {
    let configuration = try DecoderConfiguration(
      family: .llama, hiddenSize: 16, layerCount: 2, headCount: 4, keyValueHeadCount: 2,
      intermediateSize: 24, vocabularySize: 20)
    return try DecoderParameters(random: configuration, seed: 5, heads: [head])
  }

  /// Token 7 is the first wrong step of a trajectory, where there is one.
  private static func examples(_ count: Int = 24, seed: UInt64 = 1) -> [TrainingExample] {
    var draws = Draws(seed)
    return (0..<count).map { index in
      let length = draws.integer(4...9)
      var tokens = draws.tokens(length, below: 6)
      guard index.isMultiple(of: 2) else {
        return TrainingExample(tokens: tokens, readouts: Array(0..<length), label: .correct)
      }
      let first = draws.integer(0...length - 1)
      tokens[first] = 7
      return TrainingExample(
        tokens: tokens, readouts: Array(0..<length), label: .firstError(first), responseStart: 1)
    }
  }

  private static func settings(
    _ objective: Objective = .crm, _ change: (inout TrainingSettings) -> Void = { _ in }
  ) -> TrainingSettings {
    var settings = TrainingSettings(
      objective: objective, epochs: 4, batchSize: 8, tokensPerPass: 40, rate: 0.01, bucketBatches: 2
    )
    change(&settings)
    return settings
  }

  private static func run(
    _ settings: TrainingSettings = settings(), _ examples: [TrainingExample] = examples()
  ) throws -> TrainingRun {
    try TrainingRun(.all(try decoder(), head: "score"), on: examples, settings, pool: pool)
  }

  private static func bits(_ values: NamedParameters) -> [UInt32] {
    values.withAllFloats { $0.map(\.bitPattern) }
  }

  private static func isSame(_ a: TrainingState, _ b: TrainingState) -> Bool {
    a.step == b.step && a.tokens == b.tokens && bits(a.weights) == bits(b.weights)
      && bits(a.firstMoments) == bits(b.firstMoments)
      && bits(a.secondMoments) == bits(b.secondMoments)
  }

  // MARK: Course

  @Test func `a small decoder learns where the first wrong step is`() throws {
    let run = try Self.run(Self.settings { $0.epochs = 40 })
    let before = try run.meanLoss(of: Self.examples(40, seed: 2))
    while try run.next() != nil {}
    let after = try run.meanLoss(of: Self.examples(40, seed: 2))
    #expect(after < 0.3 * before, "\(before) to \(after)")
    let examples = Self.examples(40, seed: 3)
    let found = zip(examples, try run.logits(of: examples)).filter { example, logits in
      let likely = logits.firstIndex { $0 > 0 }
      return example.label == (likely.map { .firstError($0) } ?? .correct)
    }
    #expect(found.count >= 36, "\(found.count) of 40")
  }

  @Test func `progress counts steps, epochs and tokens, and the rate warms up and falls`() throws {
    let run = try Self.run(Self.settings { $0.warmupShare = 0.25 })
    var all: [TrainingProgress] = []
    while let progress = try run.next() { all.append(progress) }
    #expect(all.map(\.step) == Array(1...12) && all.allSatisfy { $0.stepCount == 12 })
    #expect(all.map(\.epoch) == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
    let tokens = Self.examples().reduce(0) { $0 + $1.tokens.count }
    #expect(all.last?.totalTokens == 4 * tokens)
    #expect(abs(all[0].rate - 0.01 / 3) < 1e-12 && all[2].rate == 0.01)
    #expect(zip(all[3...], all[4...]).allSatisfy { $0.rate > $1.rate })
    #expect(try run.next() == nil)
  }

  @Test func `a resumed run is an uninterrupted one to the last bit`() throws {
    let folder = try TemporaryFolder()
    let whole = try Self.run()
    while try whole.next() != nil {}
    let first = try Self.run()
    for _ in 0..<5 { _ = try first.next() }
    try first.save(to: folder.file("state"))
    let second = try Self.run()
    try second.resume(from: folder.file("state"))
    #expect(Self.isSame(first.state, second.state) && second.state.step == 5)
    while try second.next() != nil {}
    #expect(Self.isSame(whole.state, second.state))
  }

  @Test func `several passes of a step give the gradient of one`() throws {
    let one = try Self.run(Self.settings { $0.tokensPerPass = 1000 })
    let several = try Self.run(Self.settings { $0.tokensPerPass = 10 })
    let recomputed = try Self.run(Self.settings { $0.recomputesLayers = true })
    let (loss, gradient) = try one.gradient(atStep: 0)
    for run in [several, recomputed] {
      let (other, own) = try run.gradient(atStep: 0)
      #expect(abs(loss - other) < 1e-6)
      for parameter in run.parameters {
        Differences.expect(
          own[parameter.name] ?? [], (gradient[parameter.name] ?? []).doubles, parameter.name,
          tolerance: 1e-4)
      }
    }
  }

  @Test func `a head alone learns from states, linear or of two layers`() throws {
    var draws = Draws(3)
    let states = HiddenStates(values: draws.floats(120 * 6), width: 6)
    let examples = (0..<40).map { index -> TrainingExample in
      let rows = 3 * index..<3 * index + 3
      // A step is wrong where the second value is large.
      let wrong = rows.firstIndex { states.values[6 * $0 + 1] > 0.3 }
      return TrainingExample(
        rows: rows, label: wrong.map { .firstError($0 - rows.lowerBound) } ?? .correct)
    }
    for inner in [nil, 8] {
      let shape = HeadShape(name: "score", outputs: 2, inner: inner)
      let head = try NamedParameters(head: shape, inputs: 6, seed: 1)
      let settings = TrainingSettings(objective: .crm, epochs: 60, batchSize: 10, rate: 0.05)
      let run = try TrainingRun(
        .head(head, name: "score", states: states), on: examples, settings, pool: Self.pool)
      let before = try run.meanLoss(of: examples)
      while try run.next() != nil {}
      #expect(try run.meanLoss(of: examples) < 0.5 * before)
    }
  }

  @Test func `low-rank states of one part of the rows are not written over by another's`() throws {
    let base = try DecoderParameters(
      random: Self.decoder().configuration, seed: 5)
    let shape = LowRankShape(rank: 3, alpha: 30)
    var adapter = try NamedParameters(adapter: shape, of: base, head: Self.head, seed: 1)
    // Updates that change something: B is zero at first.
    var draws = Draws(9)
    for parameter in adapter.layout where parameter.name.contains("lora_B") {
      try adapter.set(parameter.name, draws.floats(parameter.count))
    }
    let examples = (0..<6).map { index in
      TrainingExample(
        tokens: draws.tokens(90, below: 20), readouts: [40, 89],
        label: index.isMultiple(of: 2) ? .correct : .firstError(1))
    }
    func losses(_ workers: Int) throws -> [Double] {
      let run = try TrainingRun(
        .adapter(adapter, shape, base: base, head: "score"), on: examples,
        Self.settings { $0.tokensPerPass = 1000 }, pool: WorkerPool(workers: workers))
      return try (0..<20).map { _ in try run.meanLoss(of: examples) }
    }
    let (one, several) = (try losses(1), try losses(4))
    #expect(Set(several).count == 1)
    #expect(abs(one[0] - several[0]) < 1e-5 * one[0])
  }

  // MARK: Data

  @Test func `classes count the same in sum, however many there are of each`() throws {
    let examples = Self.examples(2) + Self.examples(8).filter { $0.label == .correct }
    let settings = Self.settings {
      $0.balancesClasses = true
      $0.batchSize = 100
    }
    var plan = try TrainingPlan(examples, settings)
    let step = plan.step(0)
    var sums = (right: 0.0, wrong: 0.0)
    for (place, scale) in zip(step.passes.joined(), step.scales.joined()) {
      if examples[place].label == .correct { sums.right += scale } else { sums.wrong += scale }
    }
    #expect(abs(sums.right - 0.5) < 1e-12 && abs(sums.wrong - 0.5) < 1e-12)
  }

  @Test func `data that the objective cannot use is refused by what is missing`() throws {
    let examples = Self.examples()
    #expect(throws: TrainingError.noExamples) { try Self.run(Self.settings(), []) }
    let right = examples.filter { $0.label == .correct }
    #expect(throws: TrainingError.oneClass(allCorrect: true, objective: "crm")) {
      try Self.run(Self.settings(), right)
    }
    let somewhere = TrainingExample(tokens: [1, 2], readouts: [1], label: .wrongSomewhere)
    #expect(throws: TrainingError.oneClass(allCorrect: false, objective: "orm")) {
      try Self.run(Self.settings(.orm), [somewhere])
    }
    #expect(throws: TrainingError.missingLabel(objective: "prm", example: 24)) {
      try Self.run(Self.settings(.prm(.wrong)), examples + [somewhere])
    }
    let unlabelled = TrainingExample(tokens: [1, 2], readouts: [1])
    #expect(throws: TrainingError.noSuitableExamples(objective: "crm")) {
      try Self.run(Self.settings(), [unlabelled])
    }
    let outside = TrainingExample(tokens: [1, 2], readouts: [2], label: .correct)
    #expect(throws: TrainingError.readoutOutOfRange(example: 24, position: 2, count: 2)) {
      try Self.run(Self.settings(), examples + [outside])
    }
    let foreign = TrainingExample(tokens: [1, 20], readouts: [1], label: .correct)
    #expect(
      throws: TrainingError.decoder(
        .tokenOutOfRange(sequence: 24, position: 1, token: 20, vocabulary: 20))
    ) { try Self.run(Self.settings(), examples + [foreign]) }
  }

  @Test func `a first error behind the last step is an error with the trajectory's number`() throws
  {
    var examples = Self.examples(3)
    examples[0].label = .firstError(99)
    let run = try Self.run(Self.settings { $0.batchSize = 3 }, examples)
    let steps = examples[0].readouts.count
    #expect(throws: TrainingError.example(0, .noSuchStep(step: 99, stepCount: steps))) {
      try run.next()
    }
  }

  @Test func `a larger share of known first errors keeps those of a smaller one`() {
    let examples = Self.examples(40)
    func known(_ share: Double) -> Set<Int> {
      let kept = TrainingExample.keepingFirstErrors(in: examples, share: share, seed: 7)
      return Set(
        kept.indices.filter { kept[$0].label == examples[$0].label && $0.isMultiple(of: 2) })
    }
    #expect(known(0).isEmpty && known(1).count == 20)
    #expect(known(0.1).count == 2 && known(0.5).count == 10)
    #expect(known(0.1).isSubset(of: known(0.5)))
  }

  @Test func `each example comes once an epoch, those of a batch of like length`() {
    let lengths = (0..<103).map { ($0 * 37) % 50 + 1 }
    var order = BatchOrder(lengths: lengths, batchSize: 10, bucketBatches: 5, seed: 3)
    #expect(order.stepCount == 11)
    let first = (0..<11).map { order.batch(at: $0) }
    #expect(first.joined().sorted() == Array(0..<103))
    let spread = first.map { batch in
      let own = batch.map { lengths[$0] }
      return (own.max() ?? 0) - (own.min() ?? 0)
    }
    #expect(spread.reduce(0, +) / 11 < 20)
    #expect((11..<22).map { order.batch(at: $0) } != first)
    #expect((0..<11).map { order.batch(at: $0) } == first)
  }

  // MARK: Failures

  @Test func `a loss that is no number ends the run before the weights are touched`() throws {
    let folder = try TemporaryFolder()
    let run = try Self.run()
    _ = try run.next()
    try run.save(to: folder.file("state"))
    let name = "model.layers.0.mlp.up_proj.weight"
    try run.state.weights.set(name, [Float](repeating: .nan, count: 16 * 24))
    let before = run.state
    #expect(throws: TrainingError.notFinite(step: 2, what: .loss)) { try run.next() }
    #expect(Self.isSame(run.state, before))
    try run.resume(from: folder.file("state"))
    #expect(try run.next()?.step == 2)
  }

  @Test func `another run's state is refused by what differs`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("state")
    let run = try Self.run()
    try run.save(to: path)
    #expect(TrainingRun.isSaved(at: path) && !TrainingRun.isSaved(at: folder.file("none")))
    let others = [
      ("settings", try Self.run(Self.settings { $0.gradientLimit = 2 })),
      ("learning rates", try Self.run(Self.settings { $0.rate = 0.02 })),
      ("training data", try Self.run(Self.settings(), Self.examples(24, seed: 9))),
    ]
    for (what, other) in others {
      #expect(throws: TrainingError.stateDiffers(path: path, what: what)) {
        try other.resume(from: path)
      }
    }
    #expect(throws: TrainingError.self) { try run.resume(from: folder.file("none")) }
    try others[1].1.resume(from: path, allowsOtherRate: true)
  }

  @Test func `a disk that is full keeps the state that was saved before`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("state")
    let run = try Self.run()
    _ = try run.next()
    try run.save(to: path)
    _ = try run.next()
    let room = 10_000
    nonisolated(unsafe) var written = 0
    #expect(
      throws: TrainingError.cannotWrite(
        path: folder.file(".state.misstep-unfinished/weights.safetensors"), code: ENOSPC)
    ) {
      try run.save(to: path) { file, bytes, count in
        guard written + count <= room else {
          errno = ENOSPC
          return -1
        }
        written += count
        return write(file, bytes, count)
      }
    }
    #expect(try folder.names() == ["state"])
    let other = try Self.run()
    try other.resume(from: path)
    #expect(other.state.step == 1)
  }

  @Test func `a run that was killed between two renamings is found`() throws {
    let folder = try TemporaryFolder()
    let run = try Self.run()
    _ = try run.next()
    try run.save(to: folder.file("state"))
    #expect(rename(folder.file("state"), folder.file(".state.misstep-former")) == 0)
    try run.resume(from: folder.file("state"))
    #expect(run.state.step == 1)
  }

  @Test func `folders that a user named like a backup stay`() throws {
    let folder = try TemporaryFolder()
    let run = try Self.run()
    for name in ["state.old", "state.partial"] { #expect(mkdir(folder.file(name), 0o777) == 0) }
    try run.save(to: folder.file("state"))
    try run.save(to: folder.file("state"))
    #expect(try folder.names().sorted() == ["state", "state.old", "state.partial"])
  }

  // MARK: Schedules

  @Test func `early stopping waits for so many looks without a better loss`() {
    var stopping = EarlyStopping(patience: 2)
    #expect(stopping.isBest(2) && stopping.isBest(1) && !stopping.shouldStop)
    #expect(!stopping.isBest(1) && !stopping.shouldStop)
    #expect(!stopping.isBest(.nan) && stopping.shouldStop && stopping.best == 1)
  }

  @Test func `every error says what to do`() {
    let errors: [TrainingError] = [
      .noExamples, .oneClass(allCorrect: true, objective: "crm"), .noHead(name: "score"),
      .notFinite(step: 3, what: .loss), .cannotWrite(path: "x", code: ENOSPC),
      .stateDiffers(path: "x", what: "settings"), .cannotRead(path: "x", what: "gone"),
    ]
    for error in errors { #expect("\(error)".count > 20) }
  }
}
