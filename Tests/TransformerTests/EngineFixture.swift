import TestSupport
@testable import Transformer

/// A decoder with random weights and sizes that suit no vector.
struct EngineFixture {
  let configuration: DecoderConfiguration
  let reference: ReferenceDecoder
  let tensors: TensorFiles
  let weights: DecoderWeights
  private let folder: CheckpointFolder

  /// Sizes as a configuration's keys; `generator` draws the weights.
  init(
    modelType: String = "qwen3", hidden: Int = 40, inner: Int = 72, layers: Int = 2, heads: Int = 6,
    keyHeads: Int = 2, head: Int = 12, vocabulary: Int = 67, window: Int? = nil,
    generator: inout SeededGenerator
  ) throws {
    folder = try CheckpointFolder()
    let json = """
      {"model_type": "\(modelType)", "hidden_size": \(hidden), "intermediate_size": \(inner),
       "num_hidden_layers": \(layers), "num_attention_heads": \(heads),
       "num_key_value_heads": \(keyHeads), "head_dim": \(head), "vocab_size": \(vocabulary),
       "max_position_embeddings": 4096, "rms_norm_eps": 1e-6, "rope_theta": 10000.0,
       "sliding_window": \(window.map(String.init) ?? "null"), "hidden_act": "silu",
       "tie_word_embeddings": true}
      """
    try folder.write(json, to: "config.json")
    configuration = try DecoderConfiguration(folder: folder.path)
    try folder.write(
      Safetensors.file(EngineFixture.tensors(configuration, &generator)))
    tensors = try TensorFiles(folder: folder.path)
    weights = try DecoderWeights(configuration, in: tensors)
    reference = try ReferenceDecoder(configuration, weights, in: tensors)
  }

  /// An engine with a pool of so many workers of its own.
  func engine(
    _ precision: DecoderPrecision = .f32, workers: Int = 2
  ) throws -> DecoderEngine {
    try DecoderEngine(
      configuration, weights, in: tensors, precision: precision, pool: WorkerPool(workers: workers))
  }

  /// Random ids.
  func tokens(_ count: Int, _ generator: inout SeededGenerator) -> [Int32] {
    (0..<count).map { _ in
      Int32.random(in: 0..<Int32(configuration.vocabularySize), using: &generator)
    }
  }

  /// The largest difference of hidden states at all positions from the reference.
  func difference(_ engine: DecoderEngine, _ batch: [[Int32]]) throws -> Float {
    let got = try engine.hiddenStates(batch: batch, positions: batch.map { Array($0.indices) })
    return zip(got, batch).map { largestDifference($0, reference.hiddenStates($1)) }.max() ?? 0
  }

  private static func tensors(
    _ configuration: DecoderConfiguration, _ generator: inout SeededGenerator
  ) -> [(name: String, shape: [Int], values: [Float])] {
    let d = configuration.hiddenSize
    let (queries, keys) = (configuration.querySize, configuration.keyValueSize)
    let inner = configuration.intermediateSize
    var shapes = [("model.embed_tokens.weight", [configuration.vocabularySize, d])]
    for layer in 0..<configuration.layerCount {
      let prefix = "model.layers.\(layer)."
      shapes += [
        ("input_layernorm.weight", [d]), ("post_attention_layernorm.weight", [d]),
        ("self_attn.q_proj.weight", [queries, d]), ("self_attn.k_proj.weight", [keys, d]),
        ("self_attn.v_proj.weight", [keys, d]), ("self_attn.o_proj.weight", [d, queries]),
        ("mlp.gate_proj.weight", [inner, d]), ("mlp.up_proj.weight", [inner, d]),
        ("mlp.down_proj.weight", [d, inner]),
      ].map { (prefix + $0.0, $0.1) }
      if configuration.normalizesQueriesAndKeys {
        shapes += ["q", "k"].map {
          (prefix + "self_attn.\($0)_norm.weight", [configuration.headDimension])
        }
      }
      if configuration.attentionBiases != .none {
        shapes += [("q", queries), ("k", keys), ("v", keys)].map {
          (prefix + "self_attn.\($0.0)_proj.bias", [$0.1])
        }
      }
    }
    shapes.append(("model.norm.weight", [d]))
    return shapes.map { name, shape in
      let count = shape.reduce(1, *)
      // Norms near 1, and matrices that keep the size of what goes through them.
      let (middle, width): (Float, Float) =
        name.hasSuffix("norm.weight") ? (1, 0.3) : (0, 2 / Float(shape.last ?? 1).squareRoot())
      return (
        name, shape,
        (0..<count).map { _ in middle + width * Float.random(in: -1...1, using: &generator) }
      )
    }
  }
}

/// Of all pairs; infinite when counts differ or a number is NaN.
func largestDifference(_ first: [Float], _ second: [Float]) -> Float {
  guard first.count == second.count else { return .infinity }
  return zip(first, second).reduce(0) { largest, pair in
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(largest, difference)
  }
}
