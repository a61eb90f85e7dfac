import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

/// LoRA adapters: what is added to which matrix, and what is refused.
///
/// Figures are held to peft's by the golden checkpoints of CheckpointsTests.
struct AdapterTests {
  private static let layer = "model.layers.1.self_attn.k_proj"

  private func tensor(_ fixture: AdapterFixture, _ name: String) throws -> AdapterFixture.Tensor {
    try #require(fixture.tensors.first { $0.name == "base_model.model." + name })
  }

  /// W + s · B · A by the definition, in doubles.
  private func merged(
    _ fixture: AdapterFixture, _ module: String, scale: Double
  ) throws -> [Double] {
    let base = try TensorFiles(folder: fixture.base).floats(module + ".weight")
    let columns = try tensor(fixture, module + ".lora_A.weight")
    let rows = try tensor(fixture, module + ".lora_B.weight")
    let (rank, inputs) = (columns.shape[0], columns.shape[1])
    return base.indices.map { index in
      let (row, column) = (index / inputs, index % inputs)
      let sum = (0..<rank).reduce(0.0) {
        $0 + Double(rows.values[row * rank + $1]) * Double(columns.values[$1 * inputs + column])
      }
      return Double(base[index]) + scale * sum
    }
  }

  /// Modules and what alpha and rank make of B · A there.
  private static let scales: [(String, Double)] = [
    ("model.layers.0.self_attn.q_proj", 3), ("model.layers.0.self_attn.k_proj", 0.5),
    ("model.layers.0.self_attn.v_proj", 1.5), ("model.layers.0.self_attn.o_proj", 6),
    ("model.layers.1.mlp.gate_proj", 1.5), ("model.layers.1.mlp.up_proj", 2),
    ("model.layers.1.mlp.down_proj", 3), ("model.layers.0.mlp.down_proj", 2.25),
  ]

  @Test(arguments: scales)
  func `every projection becomes W + alpha B A divided by its rank, by patterns too`(
    _ module: String, _ scale: Double
  ) throws {
    let fixture = try AdapterFixture()
    let (tensors, _) = try fixture.applied()
    let got = try tensors.floats(module + ".weight")
    let want = try merged(fixture, module, scale: scale)
    for (got, want) in zip(got, want) { #expect((Double(got) - want).magnitude < 1e-5) }
    // Some rows are the same numbers.
    let inputs = got.count / (try #require(tensors[module + ".weight"])).rowCount
    #expect(
      try tensors.floats(module + ".weight", rows: 3..<5) == Array(got[3 * inputs..<5 * inputs]))
  }

  @Test func `rslora divides by the root of the rank`() throws {
    let fixture = try AdapterFixture("lora-crm")
    let (tensors, _) = try fixture.applied()
    let module = "model.layers.1.self_attn.q_proj"
    let want = try merged(fixture, module, scale: 5 / 3.0.squareRoot())
    for (got, want) in zip(try tensors.floats(module + ".weight"), want) {
      #expect((Double(got) - want).magnitude < 1e-5)
    }
    // Layers that are not named keep their weights, and biases theirs.
    for name in ["model.layers.0.self_attn.q_proj.weight", "model.layers.1.self_attn.q_proj.bias"] {
      #expect(try tensors.floats(name) == TensorFiles(folder: fixture.base).floats(name))
    }
  }

  @Test(arguments: DecoderPrecision.allCases)
  func `an adapter computes what the merged model does, in every precision`(
    _ precision: DecoderPrecision
  ) throws {
    guard (try? precision.elements()) != nil else { return }
    let fixture = try AdapterFixture()
    let (tensors, configuration) = try fixture.applied()
    let plain = try CheckpointFolder()
    try plain.write(
      Safetensors.file(
        tensors.names.map { ($0, try #require(tensors[$0]).shape, try tensors.floats($0)) }))
    let other = try TensorFiles(folder: plain.path)
    let batch: [[Int32]] = [[5, 80, 200, 31, 7], [5, 80, 12]]
    func states(_ tensors: TensorFiles) throws -> [[Float]] {
      let weights = try DecoderWeights(configuration, in: tensors)
      return try DecoderEngine(configuration, weights, in: tensors, precision: precision)
        .hiddenStates(batch: batch, positions: [[1, 4], [2]])
    }
    #expect(try states(tensors) == states(other))
    #expect(try states(tensors) != states(TensorFiles(folder: fixture.base)))
  }

  @Test func `a resized vocabulary is the adapter's`() throws {
    let (tensors, configuration) = try AdapterFixture("lora-math-psa").applied()
    #expect(configuration.vocabularySize == 331)
    #expect(tensors["model.embed_tokens.weight"]?.shape == [331, 32])
    let weights = try DecoderWeights(configuration, in: tensors)
    #expect(weights.languageHead == "lm_head.weight" && weights.others.isEmpty)
    #expect(configuration.architecture == "Qwen2ForCausalLM")
  }

  @Test func `a classifier's adapter makes a classifier of its base`() throws {
    let (tensors, configuration) = try AdapterFixture().applied()
    #expect(configuration.architecture == "Qwen2ForTokenClassification")
    #expect(tensors.names.contains("score.weight") && tensors.count == tensors.names.count)
    let head = try RewardHead(named: "score", in: tensors, inputs: 32)
    #expect(head.outputCount == 2)
  }

  // MARK: Names

  private static let names: [(String, AdapterTensorName.Part, String, String?)] = [
    ("base_model.model.a.lora_A.weight", AdapterTensorName.Part.columns, "a", nil),
    ("base_model.model.a.b.lora_B.default.weight", .rows, "a.b", "default"),
    ("a.lora_B.bias", .unsupported, "a", nil),
    ("base_model.model.a.lora_magnitude_vector", .unsupported, "a", nil),
    ("base_model.model.e.lora_embedding_A", .unsupported, "e", nil),
    ("base_model.model.score.weight", .whole, "score.weight", nil),
    ("base_model.model.score.modules_to_save.weight", .whole, "score.weight", nil),
    ("base_model.model.score.modules_to_save.default.weight", .whole, "score.weight", "default"),
    (
      "base_model.model.v_head.modules_to_save.default.summary.bias", .whole,
      "v_head.summary.bias", "default"
    ),
    (
      "base_model.model.lm_head.original_module.weight", .original,
      "lm_head.original_module.weight", nil
    ),
    ("base_model.model.e.base_layer.weight", .whole, "e.weight", nil),
  ]

  @Test(arguments: names)
  func `names are understood as peft writes them, old and new`(
    _ stored: String, _ part: AdapterTensorName.Part, _ name: String, _ adapter: String?
  ) {
    let got = AdapterTensorName(stored)
    #expect(got.part == part && got.name == name && got.adapter == adapter, "\(got)")
  }

  @Test func `tensors under an adapter's own name give the same weights`() throws {
    let fixture = try AdapterFixture()
    let name = Self.layer + ".weight"
    let want = try fixture.applied().tensors.floats(name)
    try fixture.rename {
      $0.replacing("lora_A.", with: "lora_A.default.").replacing("lora_B.", with: "lora_B.default.")
        .replacing("score.", with: "score.modules_to_save.default.")
    }
    let tensors = try fixture.applied().tensors
    #expect(try tensors.floats(name) == want)
    #expect(tensors["score.weight"]?.shape == [2, 32])
    try fixture.rename { $0.replacing("base_model.model.", with: "") }
    #expect(try fixture.applied().tensors.floats(name) == want)
  }

  // MARK: Refusals

  @Test(arguments: [
    ("use_dora", "true"), ("use_qalora", "true"), ("alora_invocation_tokens", "[1, 2]"),
    ("layer_replication", "[[0, 2]]"), ("target_parameters", "[\"x.y\"]"), ("lora_bias", "true"),
    ("trainable_token_indices", "[3]"), ("use_bdlora", "{\"nblocks\": 2}"),
    ("kasa_config", "{\"beta\": 1}"), ("init_lora_weights", "\"pissa_niter_4\""),
    ("init_lora_weights", "\"olora\""), ("what_a_later_peft_adds", "true"),
  ])
  func `a variety of LoRA that is not computed is refused by name`(
    _ key: String, _ value: String
  ) throws {
    let fixture = try AdapterFixture()
    try fixture.set(key, value)
    guard case .unsupported(key, _)? = try fixture.fault() else {
      Issue.record("\(String(describing: try fixture.refusal()))")
      return
    }
    let words = try #require(try fixture.refusal()).description
    #expect(words.contains(key) && words.contains("merge_and_unload"), "\(words)")
  }

  @Test(arguments: ["\"gaussian\"", "true", "false", "\"eva\"", "null"])
  func `how the numbers began is no matter where the base stays what it was`(
    _ value: String
  ) throws {
    let fixture = try AdapterFixture()
    try fixture.set("init_lora_weights", value)
    #expect(try fixture.refusal() == nil)
  }

  @Test func `settings that are none are refused with the key`() throws {
    let cases: [(String, String?, AdapterFault)] = [
      ("peft_type", "\"IA3\"", .otherKind("IA3")), ("peft_type", nil, .missing(key: "peft_type")),
      ("r", nil, .missing(key: "r")), ("lora_alpha", nil, .missing(key: "lora_alpha")),
      ("r", "0", .badValue(key: "r", expected: "a whole number from 1 to 65536")),
      ("use_rslora", "1", .badValue(key: "use_rslora", expected: "true or false")),
    ]
    for (key, value, fault) in cases {
      let fixture = try AdapterFixture()
      try fixture.set(key, value)
      #expect(try fixture.fault() == fault)
    }
    for (key, value) in [
      ("rank_pattern", "{\"(\": 2}"), ("rank_pattern", "{\"q_proj\": 0}"), ("rank_pattern", "[2]"),
      ("alpha_pattern", "{\"k_proj\": \"2\"}"), ("target_modules", "\"(\""),
      ("target_modules", "[1]"), ("layers_to_transform", "[-1]"), ("modules_to_save", "{}"),
    ] {
      let fixture = try AdapterFixture()
      try fixture.set(key, value)
      guard case .badValue(key, _)? = try fixture.fault() else {
        Issue.record("\(key) \(value): \(String(describing: try fixture.refusal()))")
        continue
      }
    }
  }

  @Test func `an expression that would try for ever is given up`() throws {
    let pattern = try #require(ModulePattern(whole: "(?:(?:a+)+)+[bc]"))
    let name = String(repeating: "a", count: 60)
    let time = ContinuousClock().measure {
      #expect(throws: ModulePattern.GaveUp.self) { try pattern.matches(name) }
    }
    #expect(time < .seconds(5))
    #expect(try pattern.matches("aaab"))
    let fixture = try AdapterFixture()
    try fixture.set("target_modules", "\"(?:(?:[a-z._0-9]+)+)+[A-Z]\"")
    #expect(try fixture.fault() != nil)
  }

  @Test func `tensors must be those that the settings name, all of them`() throws {
    let fixture = try AdapterFixture()
    let stored = "base_model.model." + Self.layer
    func fault(_ change: (inout [AdapterFixture.Tensor]) -> Void) throws -> AdapterFault? {
      try fixture.rewrite(change)
      return try fixture.fault()
    }
    #expect(
      try fault { $0.removeAll { $0.name == stored + ".lora_B.weight" } }
        == .unpaired(tensor: stored + ".lora_A.weight", missing: "lora_B"))
    #expect(
      try fault { $0.removeAll { $0.name.hasPrefix(stored) } } == .moduleMissing(module: Self.layer)
    )
    #expect(
      try fault { $0.removeAll { $0.name.contains("score") } } == .headMissing(task: "TOKEN_CLS"))
    #expect(try fault { $0.removeAll { $0.name.contains("lora") } } != nil)
    #expect(try fault { $0 = [] } != nil)
    #expect(
      try fault {
        $0.append((stored + ".lora_magnitude_vector", [16], [Float](repeating: 1, count: 16)))
      }
        == .unsupportedTensor(stored + ".lora_magnitude_vector"))
    #expect(
      try fault { tensors in
        for index in tensors.indices { tensors[index].name.replace("layers.1", with: "layers.7") }
      } == .unknownTensor("base_model.model.model.layers.7.mlp.down_proj.lora_A.weight"))
    #expect(
      try fault {
        $0.append((stored + ".lora_A.other.weight", [4, 32], [Float](repeating: 0, count: 128)))
      }
        != nil)
    try fixture.rewrite { _ in }
    try fixture.set("rank_pattern", "{}")
    #expect(
      try fixture.fault()
        == .rankDiffers(
          tensor: "base_model.model.model.layers.0.self_attn.o_proj.lora_A.weight", found: 1,
          expected: 4))
    try fixture.set("target_modules", "[\"q_proj\"]")
    #expect(try fixture.fault() == .notTargeted(module: "model.layers.0.mlp.down_proj"))
  }

  @Test func `an adapter of another base is refused with its shapes`() throws {
    let fixture = try AdapterFixture()
    try fixture.rewrite { tensors in
      for index in tensors.indices where tensors[index].name.hasSuffix("lora_A.weight") {
        let rank = tensors[index].shape[0]
        tensors[index].shape = [rank, 5]
        tensors[index].values = [Float](repeating: 0, count: 5 * rank)
      }
    }
    guard case .wrongShape(_, [4, 5], [4, 72])? = try fixture.fault() else {
      Issue.record("\(String(describing: try fixture.refusal()))")
      return
    }
    #expect(try #require(try fixture.refusal()).description.contains("--base"))
  }

  @Test func `layers_to_transform and layers_pattern say which layers`() throws {
    let fixture = try AdapterFixture("lora-crm")
    #expect(try fixture.refusal() == nil)
    try fixture.set("layers_to_transform", "1")
    #expect(try fixture.refusal() == nil)
    try fixture.set("layers_to_transform", "[0]")
    #expect(try fixture.fault() == .notTargeted(module: "model.layers.1.mlp.up_proj"))
    try fixture.set("layers_to_transform", "[0, 1]")
    #expect(try fixture.fault() == .moduleMissing(module: "model.layers.0.self_attn.q_proj"))
    try fixture.set("layers_to_transform", "[1]")
    try fixture.set("layers_pattern", "\"blocks\"")
    #expect(try fixture.fault() == .notTargeted(module: "model.layers.1.mlp.up_proj"))
  }

  @Test func `pickled tensors are refused, and absent ones named`() throws {
    let fixture = try AdapterFixture()
    let path = fixture.folder.path + "/" + LowRankAdapter.weightsName
    try FileManager.default.removeItem(atPath: path)
    #expect(try fixture.refusal()?.reason == .missingAdapter(pickled: nil))
    try fixture.folder.write("x", to: "adapter_model.bin")
    #expect(try fixture.refusal()?.reason == .missingAdapter(pickled: "adapter_model.bin"))
    #expect(try fixture.refusal()?.description.contains("peft") == true)
  }

  // MARK: Damage

  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func `damaged adapters are refused or taken, and never end the program`(_ seed: UInt64) throws {
    print("adapter damage, seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let names = ["lora-token-classification", "lora-crm"]
    for round in 0..<60 {
      let fixture = try AdapterFixture(names[round % 2])
      if Bool.random(using: &generator) {
        try damageSettings(fixture, &generator)
      } else {
        try damageTensors(fixture, &generator)
      }
      guard let refusal = try fixture.refusal() else { continue }
      #expect(refusal.description.hasSuffix(".") && refusal.description.count < 2000, "\(refusal)")
    }
  }

  private func damageSettings(
    _ fixture: AdapterFixture, _ generator: inout SeededGenerator
  ) throws {
    let odd = [
      "null", "true", "-1", "1e308", "0.5", "\"\"", "\"(\"", "\"a.*\"", "[]", "[[]]", "{}",
      "[0, 1]",
      "{\"q_proj\": 3}", "{\"\": 4}", "9223372036854775807", "[\"q_proj\", \"q_proj\"]",
    ]
    let object = try #require(try JSONParser.value(of: Array(fixture.configuration.utf8)).object)
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let key = try #require(object.members.randomElement(using: &generator)).key
      try fixture.set(key, odd.randomElement(using: &generator))
    }
    guard Int.random(in: 0..<4, using: &generator) == 0 else { return }
    var bytes = Array(try fixture.configuration.utf8)
    for _ in 0..<3 {
      bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
        in: 0...255, using: &generator)
    }
    try fixture.folder.write(bytes, to: AdapterConfiguration.fileName)
  }

  private func damageTensors(
    _ fixture: AdapterFixture, _ generator: inout SeededGenerator
  ) throws {
    try fixture.rewrite { tensors in
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: tensors.indices, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: tensors.remove(at: index)
        case 1: tensors[index].shape.reverse()
        case 2:
          tensors[index].name +=
            [".weight", "..", "", ".default.weight"].randomElement(using: &generator) ?? ""
        case 3:
          tensors[index].shape = [tensors[index].values.count]
        default:
          tensors[index].name = String(tensors[index].name.shuffled(using: &generator))
        }
        if tensors.isEmpty { return }
      }
    }
    guard Bool.random(using: &generator) else { return }
    let path = URL(filePath: fixture.folder.path + "/" + LowRankAdapter.weightsName)
    var bytes = [UInt8](try Data(contentsOf: path))
    let place = Int.random(in: 0..<min(2000, bytes.count), using: &generator)
    bytes[place] ^= UInt8(1) << Int.random(in: 0..<8, using: &generator)
    if Bool.random(using: &generator) {
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
    }
    try fixture.folder.write(bytes, to: LowRankAdapter.weightsName)
  }
}
