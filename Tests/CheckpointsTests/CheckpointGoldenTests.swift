import Testing
import Transformer

@testable import Checkpoints

/// From problem and steps to figures, on every golden checkpoint and with every variant's arguments.
struct CheckpointGoldenTests {
  @Test(arguments: CheckpointGolden.all)
  func `problem and steps become the expected ids, read at the expected positions`(
    _ golden: CheckpointGolden
  ) throws {
    let encoding = try golden.opened().encoding
    for golden in try golden.cases(upTo: 2 * CheckpointGolden.quickTokens) {
      let encoded = try encoding.encode(golden.trajectory)
      #expect(encoded.ids == golden.ids, "\(golden.name)")
      #expect(encoded.positions == golden.positions, "\(golden.name)")
      if let start = golden.value["response_start"]?.integer {
        #expect(encoded.responseStart == start)
      }
    }
  }

  @Test(arguments: CheckpointGolden.all)
  func `float32 gives the expected figures`(_ golden: CheckpointGolden) throws {
    let difference = try difference(golden, try golden.model(.f32))
    #expect(difference.probability <= 1e-4, "\(difference)")
    #expect(difference.reward <= 2e-4, "\(difference)")
  }

  @Test(arguments: CheckpointGolden.all)
  func `bfloat16 gives nearly the expected figures`(_ golden: CheckpointGolden) throws {
    let model: CheckpointModel
    do {
      model = try golden.model(.bf16)
    } catch let error as CheckpointModelError
      where error.reason == .decoder(.precisionUnavailable(.bf16))
    {
      return
    }
    let difference = try difference(golden, model)
    #expect(difference.probability <= 0.05, "\(difference)")
    #expect(difference.reward <= 0.2, "\(difference)")
  }

  @Test(
    arguments: CheckpointGolden.all.filter {
      $0.isImplicit || ["llama-plus-minus", "lora-math-psa"].contains($0.name)
    })
  func `the plain decoder gives the expected figures`(_ golden: CheckpointGolden) throws {
    let cases = try golden.cases(upTo: 112)
    let model = try golden.referenceModel()
    var difference = CheckpointDifference()
    for golden in cases { try difference.add(try model.score(golden.trajectory), golden) }
    #expect(difference.count > 0)
    #expect(difference.probability <= 1e-4, "\(difference)")
    #expect(difference.reward <= 2e-4, "\(difference)")
  }

  private func difference(
    _ golden: CheckpointGolden, _ model: CheckpointModel
  ) throws -> CheckpointDifference {
    let cases = try golden.cases(upTo: CheckpointGolden.quickTokens)
    let results = try model.outcomes(of: cases.map(\.trajectory))
    try #require(results.count == cases.count)
    var difference = CheckpointDifference()
    for (result, golden) in zip(results, cases) { try difference.add(try result.get(), golden) }
    #expect(difference.count >= 1)
    return difference
  }
}
