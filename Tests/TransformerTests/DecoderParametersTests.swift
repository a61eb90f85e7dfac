import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

struct DecoderParametersTests {
  /// A small decoder of a family, as a trainer makes it.
  static func configuration(
    _ family: DecoderConfiguration.Family, ties: Bool = true
  ) throws -> DecoderConfiguration {
    try DecoderConfiguration(
      family: family, hiddenSize: 24, layerCount: 3, headCount: 4, keyValueHeadCount: 2,
      headDimension: 6, intermediateSize: 40, vocabularySize: 50, maximumPositions: 128,
      tiesEmbeddings: ties)
  }

  /// What a folder holds once parameters are saved there.
  static func saved(
    _ parameters: DecoderParameters, keeping original: JSONValue? = nil,
    type: StoredType = .float32
  ) throws -> CheckpointFolder {
    let folder = try CheckpointFolder()
    try folder.write(
      parameters.configuration.json(keeping: original, type: type), to: "config.json")
    try folder.write(parameters.values.safetensors())
    return folder
  }

  // MARK: Round trips

  @Test(arguments: GoldenCheckpoint.all)
  func `a golden checkpoint that is read and saved is the same, bit for bit`(
    _ golden: GoldenCheckpoint
  ) throws {
    let files = try TensorFiles(folder: golden.folder)
    let parameters = try DecoderParameters(folder: golden.folder)
    let original = try JSONParser.value(
      of: [UInt8](Data(contentsOf: URL(filePath: golden.folder + "/config.json"))))
    let folder = try Self.saved(parameters, keeping: original)
    let again = try TensorFiles(folder: folder.path)
    #expect(again.names == files.names.filter { !DecoderWeights.isBuffer($0) })
    for name in again.names {
      #expect(again[name]?.shape == files[name]?.shape && again[name]?.type == files[name]?.type)
      #expect(try bits(again.floats(name)) == bits(files.floats(name)), "\(name)")
    }
    #expect(try DecoderConfiguration(folder: folder.path) == parameters.configuration)
    #expect(parameters.values.safetensorsByteCount == (try parameters.values.safetensors().count))
  }

  @Test(arguments: GoldenCheckpoint.own)
  func `what was saved gives the golden figures`(_ name: String) throws {
    let golden = GoldenCheckpoint(name: name)
    let folder = try Self.saved(DecoderParameters(folder: golden.folder))
    let parameters = try DecoderParameters(folder: folder.path)
    let decoder = ReferenceDecoder(parameters)
    let expected = try golden.expected()
    let head = try GoldenHead(
      expected, TensorFiles(folder: folder.path), inputs: parameters.configuration.hiddenSize)
    let shortest = try #require(expected.cases.min { $0.ids.count < $1.ids.count })
    let difference = GoldenDifference(shortest, head, decoder)
    #expect(difference.isWithinTolerance, "\(difference)")
  }

  @Test(arguments: [StoredType.bfloat16, .float16])
  func `weights saved in 16 bits are the nearest ones, whatever type they came in`(
    _ type: StoredType
  ) throws {
    var parameters = try DecoderParameters(
      random: Self.configuration(.qwen3), seed: 3, heads: [HeadShape(name: "score", outputs: 1)])
    parameters.values = parameters.values.stored(as: type)
    let folder = try Self.saved(parameters, type: type)
    let files = try TensorFiles(folder: folder.path)
    for parameter in parameters.values.layout {
      #expect(files[parameter.name]?.type == type)
      let written = try files.floats(parameter.name)
      let exact = try #require(parameters.values[parameter.name])
      let relative: Float = type == .bfloat16 ? 1 / 256 : 1 / 2048
      for (got, want) in zip(written, exact) {
        #expect(abs(got - want) <= max(relative * abs(want), 0x1p-25))
      }
      #expect(type == .bfloat16 || written == exact.map { Float(Float16($0)) })
    }
  }

  @Test func `an adapter's sums are among the parameters`() throws {
    let (tensors, configuration) = try AdapterFixture().applied()
    let parameters = try DecoderParameters(
      configuration, DecoderWeights(configuration, in: tensors), in: tensors)
    #expect(parameters.values.layout[("score.weight")] != nil)
    for parameter in parameters.values.layout {
      #expect(try parameters.values[parameter.name] == tensors.floats(parameter.name))
    }
  }

  // MARK: The file

  @Test func `numbers begin at multiples of eight bytes, and the metadata says pt`() throws {
    let bytes = try DecoderParameters(random: Self.configuration(.llama), seed: 1).values
      .safetensors()
    let length = (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    #expect(length % 8 == 0)
    let header = try JSONParser.value(of: Array(bytes[8..<8 + length]))
    #expect(header["__metadata__"]?["format"]?.string == "pt")
  }

  @Test func `wider numbers come first, so that each is aligned`() throws {
    var layout = ParameterLayout()
    try layout.append("odd", shape: [3], type: .bfloat16)
    try layout.append("wide", shape: [2], type: .float32)
    try layout.append("empty", shape: [0, 4], type: .float16)
    var parameters = try NamedParameters(zeros: layout)
    try parameters.set("odd", [1, -2, 3])
    try parameters.set("wide", [0.1, .nan])
    let folder = try CheckpointFolder()
    try folder.write(parameters.safetensors())
    let files = try TensorFiles(folder: folder.path)
    #expect(files["wide"]?.byteRange.lowerBound.isMultiple(of: 8) == true)
    #expect(try files.floats("odd") == [1, -2, 3] && files.floats("empty").isEmpty)
    #expect(try files.floats("wide")[0] == 0.1 && files.floats("wide")[1].isNaN)
    #expect(parameters.firstNotFinite?.name == "wide")
  }

  @Test func `a number that F16 cannot hold is refused by name before anything is written`() throws
  {
    var layout = ParameterLayout()
    try layout.append("large", shape: [2], type: .float16)
    var parameters = try NamedParameters(zeros: layout)
    try parameters.set("large", [1, 65519])
    #expect(try parameters.safetensors().count > 0)
    try parameters.set("large", [1, 65520])
    var calls = 0
    #expect(throws: ParameterError.overflows(name: "large", .float16)) {
      try parameters.writeSafetensors { _ in calls += 1 }
    }
    #expect(calls == 0)
    #expect(throws: ParameterError.unsuitedType(.signed8)) {
      try parameters.stored(as: .signed8).safetensors()
    }
  }

  // MARK: Fresh parameters

  @Test func `a seed gives the same numbers on every machine`() throws {
    let parameters = try DecoderParameters(random: Self.configuration(.llama), seed: 7)
    // From the definition in Python: SplitMix64 of the seed, FNV-1a of the name, four 16-bit draws.
    let embedding = try #require(parameters.values["model.embed_tokens.weight"])
    #expect(
      embedding.prefix(4).map(\.bitPattern) == [0x3D40_6336, 0x3BCF_845B, 0x3D0A_19CA, 0xBC8C_A00D])
    let headed = try DecoderParameters(
      random: Self.configuration(.llama), seed: 7, heads: [HeadShape(name: "score", outputs: 2)])
    for parameter in parameters.values.layout {
      #expect(headed.values[parameter.name] == parameters.values[parameter.name])
    }
    let other = try DecoderParameters(random: Self.configuration(.llama), seed: 8)
    #expect(other.values["model.embed_tokens.weight"] != embedding)
  }

  @Test func `drawn matrices have the deviation asked for, norms are 1 and biases 0`() throws {
    let configuration = try DecoderConfiguration(
      family: .qwen2, hiddenSize: 128, layerCount: 2, headCount: 2, intermediateSize: 256,
      vocabularySize: 300)
    let parameters = try DecoderParameters(random: configuration, seed: 5)
    for parameter in parameters.values.layout {
      let values = try #require(parameters.values[parameter.name]).map(Double.init)
      guard parameter.shape.count == 2 else {
        let wanted: Double = parameter.name.hasSuffix("bias") ? 0 : 1
        #expect(values.allSatisfy { $0 == wanted })
        continue
      }
      let isResidual = parameter.name.hasSuffix("o_proj.weight") || parameter.name.contains("down")
      let deviation = isResidual ? 0.02 / 2 : 0.02
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
      #expect(abs(mean) < 0.03 * deviation && abs(square.squareRoot() / deviation - 1) < 0.03)
    }
  }

  @Test(arguments: DecoderConfiguration.Family.allCases, [true, false])
  func `a fresh decoder of every family can be saved, read and computed with`(
    _ family: DecoderConfiguration.Family, _ ties: Bool
  ) throws {
    let parameters = try DecoderParameters(
      random: Self.configuration(family, ties: ties), seed: 2,
      heads: [HeadShape(name: "v_head.summary", outputs: 1)])
    #expect((parameters.values["lm_head.weight"] == nil) == ties)
    let folder = try Self.saved(parameters)
    let read = try DecoderParameters(folder: folder.path)
    #expect(read.configuration == parameters.configuration && read.parts == parameters.parts)
    let isSameLayout = read.values.layout == parameters.values.layout
    #expect(isSameLayout)
    let ids: [Int32] = [3, 14, 15, 9, 2, 6]
    let hidden = ReferenceDecoder(parameters).hiddenStates(ids)
    #expect(ReferenceDecoder(read).hiddenStates(ids) == hidden)
    #expect(ReferenceDecoder(read).logits(hidden).count == 6 * 50)
    let engine = try DecoderEngine(folder: folder.path, precision: .f32)
    let states = try engine.hiddenStates(batch: [ids], positions: [Array(0..<6)])[0]
    #expect(largestDifference(states, hidden) <= 1e-4)
  }

  @Test(arguments: [true, false])
  func `an engine computes with the parameters it was given, whatever becomes of them`(
    _ ties: Bool
  ) throws {
    var parameters = try DecoderParameters(
      random: Self.configuration(.qwen2, ties: ties), seed: 9)
    let reference = ReferenceDecoder(parameters)
    let engine = try DecoderEngine(
      parameters, precision: .f32, pool: WorkerPool(workers: 2))
    parameters.values.withAllMutableFloats { $0.update(repeating: 0.5) }
    let ids: [Int32] = [1, 49, 7, 7, 0]
    let hidden = reference.hiddenStates(ids)
    let got = try engine.hiddenStates(batch: [ids], positions: [Array(0..<5)])[0]
    #expect(largestDifference(got, hidden) <= 1e-4)
    #expect(largestDifference(try engine.logits(hidden), reference.logits(hidden)) <= 1e-4)
    let two = try engine.logits(of: [3, 48], hidden)
    #expect(largestDifference(two, reference.logits(of: [3, 48], hidden)) <= 1e-4)
  }

  @Test func `sizes that make no decoder are refused`() {
    #expect(throws: ConfigurationFault.self) {
      try DecoderConfiguration(
        family: .llama, hiddenSize: 10, layerCount: 1, headCount: 4, intermediateSize: 8,
        vocabularySize: 10)
    }
    #expect(throws: ConfigurationFault.self) {
      try DecoderConfiguration(
        family: .qwen2, hiddenSize: 16, layerCount: 0, headCount: 4, intermediateSize: 8,
        vocabularySize: 10)
    }
  }

  // MARK: Changing

  @Test func `changing a copy leaves the original, and a decoder computes with what it was given`()
    throws
  {
    let original = try DecoderParameters(random: Self.configuration(.mistral), seed: 4)
    let decoder = ReferenceDecoder(original)
    let before = decoder.hiddenStates([1, 2, 3])
    var changed = original
    let name = "model.layers.1.mlp.down_proj.weight"
    let parameter = try #require(changed.values.layout[name])
    changed.values.withMutableFloats(of: parameter) { $0[5] += 1 }
    #expect(changed.values[name]?[5] == original.values[name].map { $0[5] + 1 })
    #expect(decoder.hiddenStates([1, 2, 3]) == before)
    #expect(ReferenceDecoder(changed).hiddenStates([1, 2, 3]) != before)
    #expect(changed.values[name]?[4] == original.values[name]?[4])
  }

  @Test func `the gaps between parameters are zero, and every parameter is aligned`() throws {
    let parameters = try DecoderParameters(random: Self.configuration(.qwen3), seed: 6)
    let layout = parameters.values.layout
    var covered = [Bool](repeating: false, count: layout.floatCount)
    for parameter in layout {
      #expect(parameter.offset.isMultiple(of: ParameterLayout.alignment))
      for place in parameter.range {
        #expect(!covered[place])
        covered[place] = true
      }
    }
    parameters.values.withAllFloats { floats in
      #expect(floats.count == layout.floatCount)
      for (value, isCovered) in zip(floats, covered) where !isCovered { #expect(value == 0) }
    }
    #expect(layout.elementCount == covered.count { $0 })
  }

  @Test func `a head is added to a decoder that was read, and read out of it again`() throws {
    var parameters = try DecoderParameters(
      folder: GoldenCheckpoint(name: "mistral-sequence-classification").folder)
    let d = parameters.configuration.hiddenSize
    let before = parameters.values
    let shape = HeadShape(name: "hazard", outputs: 2, inner: 6)
    try parameters.addRandom(shape, seed: 1)
    for parameter in before.layout {
      #expect(parameters.values[parameter.name] == before[parameter.name])
    }
    #expect(parameters.parts.others.contains("hazard.2.bias"))
    try parameters.values.set("hazard.2.bias", [1, -1])
    let head = try RewardHead(named: "hazard", in: parameters.values, inputs: d)
    let folder = try Self.saved(parameters)
    let read = try RewardHead(named: "hazard", in: TensorFiles(folder: folder.path), inputs: d)
    #expect(head == read && head.outputCount == 2)
    #expect(throws: ParameterError.duplicate(name: "hazard.0.weight")) {
      try parameters.add(shape)
    }
  }

  @Test func `numbers that do not fit are refused`() throws {
    var parameters = try DecoderParameters(random: Self.configuration(.llama), seed: 1)
    #expect(throws: ParameterError.unknown(name: "x")) { try parameters.values.set("x", [1]) }
    #expect(
      throws: ParameterError.countDiffers(name: "model.norm.weight", found: 1, expected: 24)
    ) { try parameters.values.set("model.norm.weight", [1]) }
  }

  private func bits(_ floats: [Float]) -> [UInt32] { floats.map(\.bitPattern) }
}

struct ConfigurationWritingTests {
  @Test func `members that nothing here reads stay, and only what differs is changed`() throws {
    let text = """
      {"architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "hidden_size": 8,
       "num_hidden_layers": 1, "num_attention_heads": 2, "num_key_value_heads": 1,
       "intermediate_size": 16, "vocab_size": 10, "transformers_version": "5.0",
       "rope_parameters": {"rope_theta": 1000000.0, "rope_type": "default"}, "dtype": "bfloat16",
       "custom": {"a": [1, null]}}
      """
    let original = try JSONParser.value(of: Array(text.utf8))
    var configuration = try DecoderConfiguration(original)
    let same = try JSONParser.value(of: configuration.json(keeping: original, type: .bfloat16))
    #expect(same == original)
    configuration.architecture = "Qwen2ForTokenClassification"
    configuration.vocabularySize = 12
    configuration.rotary = RotaryEncoding(base: 500, scaling: .linear(factor: 2))
    let changed = try JSONParser.value(of: configuration.json(keeping: original))
    #expect(changed["custom"] == original["custom"] && changed["transformers_version"] != nil)
    #expect(changed["dtype"] == .string("float32") && changed["torch_dtype"] == nil)
    #expect(try DecoderConfiguration(changed) == configuration)
  }

  @Test(arguments: GoldenCheckpoint.all)
  func `a configuration written from nothing is read as the same`(
    _ golden: GoldenCheckpoint
  ) throws {
    let configuration = try DecoderConfiguration(folder: golden.folder)
    let written = try DecoderConfiguration(json: configuration.json(), path: "config.json")
    #expect(written == configuration)
  }

  @Test func `windows and scaled positions are written as they are read`() throws {
    for family in DecoderConfiguration.Family.allCases {
      var configuration = try DecoderParametersTests.configuration(family)
      configuration.rotary = RotaryEncoding(
        base: 5e5, scaling: .llama3(factor: 8, lowFactor: 1, highFactor: 4, originalLength: 64))
      configuration.endTokens = [2, 3]
      if family == .mistral { configuration.slidingWindows = [7, 7, 7] }
      if family == .qwen2 || family == .qwen3 { configuration.slidingWindows = [nil, 9, nil] }
      if family == .llama || family == .qwen3 { configuration.attentionBiases = .all }
      let written = try DecoderConfiguration(json: configuration.json(), path: "config.json")
      #expect(written == configuration, "\(family)")
    }
  }
}

struct HalfPrecisionRoundingTests {
  /// Every binary16, and what lies just below, at and above the middle between two.
  @Test func `rounding to binary16 is that of the language, for every number and every tie`() {
    var sources: [Float] = []
    for bits in UInt16.min...UInt16.max {
      let value = Float(Float16(bitPattern: bits))
      sources.append(value)
      guard value.isFinite else { continue }
      let next = Float(Float16(bitPattern: bits &+ 1))
      guard next.isFinite else { continue }
      let middle = (value + next) / 2
      sources += [middle.nextDown, middle, middle.nextUp]
    }
    sources += [65519.99, 65520, 1e30, -1e30, .infinity, -.infinity, 0x1p-25, 0x1.8p-25, -0x1p-26]
    let got = converted(sources, HalfPrecision.float16(rounding:to:))
    for (source, bits) in zip(sources, got) where !source.isNaN {
      #expect(bits == Float16(source).bitPattern, "\(source)")
    }
    let nan = converted([.nan, -.nan], HalfPrecision.float16(rounding:to:))
    #expect(nan.allSatisfy { Float16(bitPattern: $0).isNaN })
  }

  @Test func `rounding to bfloat16 goes to the nearest, ties to even, and keeps NaN`() {
    let bits: [(UInt32, UInt16)] = [
      (0x3F80_0000, 0x3F80), (0x3F80_8000, 0x3F80), (0x3F81_8000, 0x3F82), (0x3F80_8001, 0x3F81),
      (0x3F80_7FFF, 0x3F80), (0x7F7F_FFFF, 0x7F80), (0x8000_0001, 0x8000), (0xFF80_0000, 0xFF80),
    ]
    let got = converted(bits.map { Float(bitPattern: $0.0) }, HalfPrecision.bfloat16(rounding:to:))
    #expect(got == bits.map(\.1))
    let nan = converted(
      [Float(bitPattern: 0x7FFF_FFFF), Float(bitPattern: 0x7F80_0001)],
      HalfPrecision.bfloat16(rounding:to:))
    #expect(nan.allSatisfy { Float(bitPattern: UInt32($0) << 16).isNaN })
  }

  private func converted(
    _ floats: [Float],
    _ convert: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<UInt16>) -> Void
  ) -> [UInt16] {
    var halves = [UInt16](repeating: 0, count: floats.count)
    floats.withUnsafeBufferPointer { source in
      halves.withUnsafeMutableBufferPointer { convert(source, $0) }
    }
    return halves
  }
}
