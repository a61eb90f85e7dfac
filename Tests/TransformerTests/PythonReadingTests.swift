import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

/// What other programs make of checkpoints that are saved here.
struct PythonReadingTests {
  @Test(
    .enabled(
      if: Python.has("safetensors.numpy"),
      "the module safetensors of Python is absent, so its reading is not compared"))
  func `Python's safetensors reads the same numbers`() throws {
    let parameters = try DecoderParameters(
      random: DecoderParametersTests.configuration(.qwen2, ties: false), seed: 11,
      heads: [HeadShape(name: "score", outputs: 2, inner: 8)])
    let folder = try DecoderParametersTests.saved(parameters)
    let program = """
      import sys
      from safetensors import safe_open
      with safe_open(sys.argv[1] + "/model.safetensors", "numpy") as file:
        assert file.metadata() == {"format": "pt"}
        for name in sorted(file.keys()):
          tensor = file.get_tensor(name)
          print(name, list(tensor.shape), *(float(x).hex() for x in tensor.flatten()[:3]))
      """
    let lines = try Python.run(program, [folder.path]).split(separator: "\n")
    let names = parameters.values.layout.map(\.name).sorted()
    #expect(lines.count == names.count)
    for (line, name) in zip(lines, names) {
      let parameter = try #require(parameters.values.layout[name])
      let fields = line.split(separator: " ").map(String.init)
      #expect(fields[0] == name)
      let numbers = fields.suffix(min(3, parameter.count)).compactMap(Float.init)
      #expect(numbers == Array(try #require(parameters.values[name]).prefix(3)), "\(line)")
    }
  }

  @Test(
    .enabled(
      if: Python.has("torch, transformers"),
      "torch and transformers of Python are absent, so their reading is not compared"))
  func `transformers reads every family and gives the same logits`() throws {
    let ids: [Int32] = [3, 14, 15, 9, 2, 6]
    let models = try DecoderConfiguration.Family.allCases.flatMap { family in
      try [true, false].map { ties in
        try DecoderParameters(
          random: DecoderParametersTests.configuration(family, ties: ties), seed: 2, heads: [],
          RandomInitialization(deviation: 0.3))
      }
    }
    let folders = try models.map { try DecoderParametersTests.saved($0) }
    let program = """
      import sys, torch
      from transformers import AutoModelForCausalLM
      for path in sys.argv[1:]:
        model = AutoModelForCausalLM.from_pretrained(path, dtype=torch.float32)
        with torch.no_grad():
          print(*model(torch.tensor([[3, 14, 15, 9, 2, 6]])).logits[0].flatten().tolist())
      """
    let lines = try Python.run(program, folders.map(\.path)).split(separator: "\n")
    #expect(lines.count == models.count)
    for (line, model) in zip(lines, models) {
      let decoder = ReferenceDecoder(model)
      let wanted = decoder.logits(decoder.hiddenStates(ids))
      let got = line.split(separator: " ").compactMap { Float($0) }
      #expect(largestDifference(got, wanted) <= 1e-4, "\(model.configuration.architecture)")
    }
  }
}

/// The interpreter that some tests compare with, where it is there.
enum Python {
  static func has(_ module: String) -> Bool {
    (try? run("import \(module)")) != nil
  }

  /// What a program prints.
  static func run(_ program: String, _ arguments: [String] = []) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return String(decoding: bytes, as: UTF8.self)
  }

  struct Failed: Error { var status: Int32 }
}
