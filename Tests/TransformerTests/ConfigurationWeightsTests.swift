import Testing
@testable import Transformer

struct ConfigurationWeightsTests {
  /// A decoder of one block with d 8, H 4, K 2, D 2, F 16, V 10, under a prefix; values are zero.
  private func folder(
    prefix: String = "model.", biases: Bool = true,
    changing changes: [String: [Int]?] = [:], adding more: [String: [Int]] = [:]
  ) throws -> CheckpointFolder {
    var shapes: [String: [Int]] = ["embed_tokens.weight": [10, 8], "norm.weight": [8]]
    let layer = [
      "input_layernorm.weight": [8], "post_attention_layernorm.weight": [8],
      "self_attn.q_proj.weight": [8, 8], "self_attn.k_proj.weight": [4, 8],
      "self_attn.v_proj.weight": [4, 8], "self_attn.o_proj.weight": [8, 8],
      "mlp.gate_proj.weight": [16, 8], "mlp.up_proj.weight": [16, 8],
      "mlp.down_proj.weight": [8, 16],
    ]
    for (name, shape) in layer { shapes["layers.0." + name] = shape }
    if biases {
      for (name, size) in [("q", 8), ("k", 4), ("v", 4)] {
        shapes["layers.0.self_attn.\(name)_proj.bias"] = [size]
      }
    }
    for (name, shape) in changes { shapes[name] = shape }
    var whole: [String: [Int]] = more
    for (name, shape) in shapes { whole[prefix + name] = shape }
    let folder = try CheckpointFolder()
    try folder.write(
      Safetensors.file(
        whole.sorted { $0.key < $1.key }.map { name, shape in
          (name, shape, [Float](repeating: 0, count: shape.reduce(1, *)))
        }))
    return folder
  }

  private func weights(
    _ folder: CheckpointFolder, _ changes: [String: String?] = [:]
  ) throws -> DecoderWeights {
    let layers = changes.merging(["num_hidden_layers": "1"]) { old, _ in old }
    return try DecoderWeights(
      try Configuration.read(layers), in: try TensorFiles(folder: folder.path))
  }

  private func reason(
    _ folder: CheckpointFolder, _ changes: [String: String?] = [:]
  ) throws -> CheckpointError.Reason? {
    do {
      _ = try weights(folder, changes)
      return nil
    } catch let error as CheckpointError {
      return error.reason
    }
  }

  @Test(arguments: ["model.", "", "pretrained_model.model.", "pretrained_model.", "a.b.model."])
  func `a decoder is found behind any prefix`(_ prefix: String) throws {
    let folder = try folder(prefix: prefix, adding: ["v_head.summary.weight": [1, 8]])
    let weights = try weights(folder)
    #expect(weights.prefix == prefix)
    #expect(weights.embedding == prefix + "embed_tokens.weight")
    #expect(weights.layers.count == 1)
    #expect(weights.layers[0].query.bias == prefix + "layers.0.self_attn.q_proj.bias")
    #expect(weights.layers[0].output.bias == nil && weights.layers[0].queryNorm == nil)
    #expect(weights.others == ["v_head.summary.weight"])
    #expect(weights.languageHead == nil)
  }

  @Test func `the output matrix is the embedding, lm_head, or none`() throws {
    let plain = try folder(adding: ["lm_head.weight": [10, 8]])
    #expect(try weights(plain).languageHead == "lm_head.weight")
    #expect(try weights(plain).others == [])
    let tied = ["tie_word_embeddings": "true"]
    #expect(try weights(folder(), tied).languageHead == "model.embed_tokens.weight")
    // A matrix of its own was trained, whatever the configuration says.
    #expect(try weights(plain, tied).languageHead == "lm_head.weight")
    #expect(try weights(plain, tied).others == [])
    let wrapped = try folder(
      prefix: "pretrained_model.model.", adding: ["pretrained_model.lm_head.weight": [10, 8]])
    #expect(try weights(wrapped).languageHead == "pretrained_model.lm_head.weight")
    let small = try folder(adding: ["lm_head.weight": [9, 8]])
    #expect(
      try reason(small)
        == .wrongShape(tensor: "lm_head.weight", found: [9, 8], expected: [10, 8]))
  }

  @Test func `missing tensors are named together, and counted`() throws {
    #expect(
      try reason(try folder(changing: ["norm.weight": nil]))
        == .missingTensors(["model.norm.weight"], count: 1))
    #expect(
      try reason(try folder(biases: false))
        == .missingTensors(
          ["q", "k", "v"].map { "model.layers.0.self_attn.\($0)_proj.bias" }, count: 3))
    guard
      case .missingTensors(let names, count: 24) = try reason(
        try folder(), ["num_hidden_layers": "3"])
    else {
      Issue.record("layers that are not there are not missed")
      return
    }
    #expect(names.count == 8 && names.first == "model.layers.1.input_layernorm.weight")
  }

  @Test func `a tensor of another shape or type is named`() throws {
    let name = "layers.0.self_attn.k_proj.weight"
    #expect(
      try reason(try folder(changing: [name: [8, 8]]))
        == .wrongShape(tensor: "model." + name, found: [8, 8], expected: [4, 8]))
    #expect(
      try reason(try folder(), ["vocab_size": "11"])
        == .wrongShape(tensor: "model.embed_tokens.weight", found: [10, 8], expected: [11, 8]))
    let folder = try CheckpointFolder()
    let entry = Safetensors.entry("model.embed_tokens.weight", "I8", [10, 8], 0..<80)
    try folder.write(
      Safetensors.file(header: "{\(entry)}", data: [UInt8](repeating: 0, count: 80)))
    guard case .missingTensors = try reason(folder) else {
      Issue.record("\(String(describing: try reason(folder)))")
      return
    }
  }

  @Test func `no decoder and two decoders are refused`() throws {
    let none = try CheckpointFolder()
    try none.write(Safetensors.file([("x.weight", [1], [0])]))
    #expect(try reason(none) == .noDecoder)
    let two = try folder(adding: ["reference.embed_tokens.weight": [10, 8]])
    #expect(
      try reason(two)
        == .severalDecoders(["model.embed_tokens.weight", "reference.embed_tokens.weight"]))
  }

  // MARK: Every tensor is accounted for

  @Test func `biases, layers and norms that the configuration does not know are refused`() throws {
    func unread(
      _ names: [String: [Int]], _ changes: [String: String?] = [:], biases: Bool = true
    ) throws -> UnreadTensors? {
      let more = Dictionary(uniqueKeysWithValues: names.map { ("model." + $0.key, $0.value) })
      guard
        case .unreadTensors(let kind, let found, let count)? = try reason(
          try folder(biases: biases, adding: more), changes)
      else { return nil }
      #expect(found == names.keys.sorted().map { "model." + $0 } && count == names.count)
      return kind
    }
    let layer = "layers.0."
    let llama: [String: String?] = [
      "model_type": "\"llama\"", "architectures": "[\"LlamaForCausalLM\"]",
    ]
    #expect(
      try unread(
        [
          layer + "self_attn.q_proj.bias": [8], layer + "self_attn.k_proj.bias": [4],
          layer + "self_attn.v_proj.bias": [4],
        ], llama, biases: false) == .attentionBiases)
    #expect(try unread([layer + "self_attn.o_proj.bias": [8]]) == .attentionBiases)
    #expect(try unread([layer + "mlp.up_proj.bias": [16]]) == .feedForwardBiases)
    #expect(
      try unread([layer + "self_attn.q_norm.weight": [2], layer + "self_attn.k_norm.weight": [2]])
        == .queryKeyNorms)
    #expect(
      try unread(["layers.1.mlp.up_proj.weight": [16, 8], "layers.12.x": [1]])
        == .layers(configured: 1))
    #expect(try unread(["norm.bias": [8]]) == .others)
    #expect(try unread([layer + "input_layernorm.bias": [8]]) == .others)
    #expect(try unread([layer + "post_feedforward_layernorm.weight": [8]]) == .others)
  }

  @Test func `buffers of old programs and towers beside the decoder do no harm`() throws {
    let folder = try folder(adding: [
      "model.layers.0.self_attn.rotary_emb.inv_freq": [1], "model.rotary_emb.inv_freq": [1],
      "model.vision_tower.x.weight": [1], "score.weight": [2, 8],
    ])
    #expect(
      try weights(folder).others.filter { !DecoderWeights.isBuffer($0) }
        == ["model.vision_tower.x.weight", "score.weight"])
  }

  @Test(arguments: [
    "model.layers.0.self_attn.q_proj.lora_A.default.weight",
    "model.layers.0.self_attn.q_proj.base_layer.weight",
    "score.modules_to_save.default.weight", "score.original_module.weight",
  ])
  func `an adapter that was not merged is refused by name`(_ name: String) throws {
    #expect(
      try reason(try folder(adding: [name: [1, 8]])) == .unmergedAdapter(tensor: name))
  }

  @Test(arguments: [
    ("model.layers.0.mlp.up_proj.qweight", "GPTQ or AWQ"),
    ("model.layers.0.mlp.up_proj.scales", "GPTQ or AWQ"),
    ("model.layers.0.mlp.up_proj.weight_scale_inv", "FP8 or compressed tensors"),
    ("model.layers.0.mlp.up_proj.weight.absmax", "bitsandbytes"),
    ("model.layers.0.mlp.up_proj.weight.quant_state.bitsandbytes__nf4", "bitsandbytes"),
  ])
  func `quantised weights are refused by name, whatever else is missing`(
    _ name: String, _ scheme: String
  ) throws {
    let folder = try folder(
      changing: ["layers.0.mlp.up_proj.weight": nil], adding: [name: [1]])
    #expect(try reason(folder) == .quantized(tensor: name, scheme: scheme))
  }

  // MARK: Heads

  private func head(
    _ tensors: [(name: String, shape: [Int], values: [Float])], named name: String, inputs: Int
  ) throws -> RewardHead {
    let folder = try CheckpointFolder()
    try folder.write(Safetensors.file(tensors))
    return try RewardHead(named: name, in: TensorFiles(folder: folder.path), inputs: inputs)
  }

  @Test func `a head is a matrix, with or without a bias`() throws {
    let weight = (name: "score.weight", shape: [2, 3], values: [Float]([1, 0, 0, 0, 1, 1]))
    let plain = try head([weight], named: "score", inputs: 3)
    #expect(plain.outputCount == 2 && plain.inputCount == 3)
    #expect(plain.logits([1, 2, 3, 4, 5, 6]) == [1, 5, 4, 11])
    let biased = try head([weight, ("score.bias", [2], [10, 20])], named: "score", inputs: 3)
    #expect(biased.logits([1, 2, 3]) == [11, 25])
  }

  @Test func `a head of two layers has ReLU between them`() throws {
    let both = try head(
      [
        ("score.0.weight", [2, 2], [1, 0, 0, 1]), ("score.0.bias", [2], [0, -5]),
        ("score.2.weight", [1, 2], [1, 1]), ("score.2.bias", [1], [0.5]),
      ], named: "score", inputs: 2)
    #expect(both.logits([3, 4]) == [3.5])
    #expect(both.logits([-3, 7]) == [2.5])
  }

  @Test func `a head that is absent or takes other sizes is refused`() throws {
    func reason(
      _ tensors: [(name: String, shape: [Int], values: [Float])]
    ) throws -> CheckpointError.Reason? {
      do {
        _ = try head(tensors, named: "score", inputs: 2)
        return nil
      } catch let error as CheckpointError {
        return error.reason
      }
    }
    #expect(try reason([("x", [1], [0])]) == .missingTensors(["score.weight"], count: 1))
    #expect(
      try reason([("score.weight", [1, 3], [1, 2, 3])])
        == .wrongShape(tensor: "score.weight", found: [1, 3], expected: [1, 2]))
    #expect(
      try reason([("score.weight", [1, 2], [1, 2]), ("score.bias", [2], [1, 2])])
        == .wrongShape(tensor: "score.bias", found: [2], expected: [1]))
    #expect(
      try reason([("score.0.weight", [2, 2], [1, 0, 0, 1])])
        == .missingTensors(["score.2.weight"], count: 1))
  }
}
