import Foundation
import TestSupport
import Testing
import Trajectories
import Transformer

@testable import Checkpoints

/// Where an adapter's base is found, what both together are, and folders of the hub's cache.
struct CheckpointAdapterTests {
  private static let question = Trajectory.made("What is 12 - 5?", ["12 - 5 = 7", "So 7."])

  /// An adapter alone in a folder, without its base.
  private func alone(_ name: String = "lora-token-classification") throws -> CheckpointFixture {
    try CheckpointFixture(name)
  }

  private func hazards(
    _ folder: String, base: String? = nil, _ settings: CheckpointSettings = .init()
  ) throws -> [Double] {
    try CheckpointModel.load(folder: folder, base: base, precision: .f32, overrides: settings)
      .score(Self.question).curve.hazards
  }

  private func base() throws -> String {
    try #require(GoldenFolder.path("lora-crm")) + "/../lora-base"
  }

  private func expected() throws -> [Double] {
    try hazards(try #require(GoldenFolder.path("lora-token-classification")))
  }

  private func fault(
    _ folder: String, base: String? = nil, cache: String? = nil
  ) -> CheckpointModelError.Reason? {
    do throws(CheckpointModelError) {
      _ = try CheckpointPlace(
        folder: folder, base: base, cache: HubCache { $0 == "HF_HUB_CACHE" ? cache : nil })
      return nil
    } catch {
      return error.reason
    }
  }

  // MARK: The base

  @Test func `the base is beside the adapter, or given, or said by its settings`() throws {
    let want = try expected()
    let fixture = try alone()
    #expect(fault(fixture.folder) == .baseMissing(name: "example/lora-base"))
    #expect(try hazards(fixture.folder, base: base()) == want)
    try fixture.replace("example/lora-base", with: base(), in: "adapter_config.json")
    #expect(try hazards(fixture.folder) == want)
    // Beside it under any name that its settings end in, or as `base`.
    try fixture.replace(base(), with: "/nowhere/lora-base", in: "adapter_config.json")
    for place in ["/../lora-base", "/../base", "/base"] {
      let copy = fixture.folder + place
      try FileManager.default.copyItem(atPath: base(), toPath: copy)
      #expect(try hazards(fixture.folder) == want, "\(place)")
      try FileManager.default.removeItem(atPath: copy)
    }
    #expect(fault(fixture.folder) == .baseMissing(name: "/nowhere/lora-base"))
  }

  @Test func `what is missing or too much is said with the remedy`() throws {
    let fixture = try alone()
    #expect(fault(try base(), base: try base()) == .baseUnused)
    #expect(fault(fixture.folder, base: fixture.folder) == nil)
    let other = try alone("lora-crm")
    #expect(
      fault(fixture.folder, base: other.folder) == .baseIsAdapter(folder: other.folder))
    try fixture.replace("\"example/lora-base\"", with: "null", in: "adapter_config.json")
    #expect(fault(fixture.folder) == .baseMissing(name: nil))
    for file in ["config.json", "model.safetensors"] {
      try FileManager.default.copyItem(
        atPath: base() + "/" + file, toPath: fixture.folder + "/" + file)
    }
    #expect(fault(fixture.folder) == .adapterAndModel)
    try FileManager.default.copyItem(
      atPath: base() + "/tokenizer.json", toPath: fixture.folder + "/tokenizer.json")
    #expect(try hazards(fixture.folder, base: fixture.folder) == expected())
    let words = try #require(
      CheckpointDescription.faults(folder: fixture.folder).first
    ).description
    #expect(words.contains("--base") && words.contains("adapter_config.json"))
    #expect(CheckpointDescription.faults(folder: fixture.folder).count == 1)
  }

  @Test func `an adapter's own tokenizer and settings count before its base's`() throws {
    let folder = try #require(GoldenFolder.path("lora-math-psa"))
    let description = try CheckpointDescription(folder: folder)
    #expect(description.layout == .tagWords && description.kind == .prm)
    #expect(description.vocabularySize == 331 && description.tokenizerSize == 327)
    #expect(description.base?.hasSuffix("lora-base") == true)
    #expect(description.rows.contains { $0.name == "base" })
    #expect(description.json["base"]?.string == description.base)
    let crm = try CheckpointDescription(folder: try #require(GoldenFolder.path("lora-crm")))
    #expect(crm.layout == .conditional && crm.head.name == "v_head.summary")
    #expect(crm.architecture == "Qwen2ForCausalLM")
  }

  @Test func `openr's layout is told by its name, or by asking for the words`() throws {
    let fixture = try alone("lora-math-psa")
    let other = URL(filePath: fixture.folder).deletingLastPathComponent()
      .appending(path: "policy").path
    try FileManager.default.moveItem(atPath: fixture.folder, toPath: other)
    #expect(throws: CheckpointModelError.self) { try hazards(other, base: base()) }
    let asked = CheckpointSettings.with { $0.head = "lm_head" }
    let golden = try #require(GoldenFolder.path("lora-math-psa"))
    #expect(try hazards(other, base: base(), asked) == hazards(golden))
  }

  @Test func `the identity covers the adapter, its settings and its base`() throws {
    let fixture = try alone()
    let other = try CheckpointFixture("lora-crm")
    let copy = other.folder + "/../other-base"
    try FileManager.default.copyItem(atPath: base(), toPath: copy)
    func identity(_ base: String) throws -> String {
      try CheckpointModel.load(folder: fixture.folder, base: base, precision: .f32).identity
    }
    let first = try identity(base())
    #expect(try identity(base()) == first)
    try Data("{}".utf8).write(to: URL(filePath: copy + "/tokenizer_config.json"))
    #expect(try identity(copy) != first)
    try fixture.replace("\"lora_alpha\": 6", with: "\"lora_alpha\": 7", in: "adapter_config.json")
    #expect(try identity(base()) != first)
  }

  @Test func `an adapter of a policy is read against its base`() throws {
    let fixture = try alone("lora-math-psa")
    let settings = CheckpointSettings.with {
      $0.kind = .iprm
      $0.promptTemplate = "{problem}\n"
    }
    let model = try CheckpointModel.load(
      folder: fixture.folder, base: base(), reference: fixture.folder, precision: .f32,
      overrides: settings)
    let rewards = try #require(try model.score(Self.question).cumulativeRewards)
    #expect(rewards.count == 2 && rewards.allSatisfy { $0 == 0 })
  }

  // MARK: The hub's cache

  /// A cache with one model, files as links into blobs, as the hub's client makes it.
  private func cached(
    _ source: String, _ name: String, in root: String, revision: String = "abc123"
  ) throws -> String {
    let files = FileManager.default
    let model = root + "/models--" + name
    let snapshot = model + "/snapshots/" + revision
    for folder in [snapshot, model + "/blobs", model + "/refs"] {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    for file in try files.contentsOfDirectory(atPath: source) where file != "expected.json" {
      try files.copyItem(atPath: source + "/" + file, toPath: model + "/blobs/" + revision + file)
      try files.createSymbolicLink(
        atPath: snapshot + "/" + file, withDestinationPath: "../../blobs/" + revision + file)
    }
    try Data("\(revision)\n".utf8).write(to: URL(filePath: model + "/refs/main"))
    return model
  }

  @Test func `a folder of the hub's cache is its newest snapshot, and so is an adapter's base`()
    throws
  {
    let folder = try TemporaryFolder()
    let root = folder.file("hub")
    let adapter = try #require(GoldenFolder.path("lora-token-classification"))
    let model = try cached(adapter, "me--my-prm", in: root)
    let cache = HubCache { ["HF_HOME": folder.path][$0] }
    #expect(throws: CheckpointModelError.self) {
      try CheckpointPlace(folder: model, base: nil, cache: cache)
    }
    let base = try cached(base(), "example--lora-base", in: root)
    let place = try CheckpointPlace(folder: model, base: nil, cache: cache)
    #expect(place.adapter == model + "/snapshots/abc123")
    #expect(place.model == base + "/snapshots/abc123")
    #expect(try hazards(model, base: base) == expected())
    #expect(try CheckpointModel.load(folder: model, base: base).name == "my-prm")
    #expect(
      try CheckpointModel.load(folder: model + "/snapshots/abc123", base: base).name == "my-prm")
  }

  @Test func `of several snapshots refs main says which, else they are named`() throws {
    let folder = try TemporaryFolder()
    let source = try #require(GoldenFolder.path("pure"))
    let model = try cached(source, "me--prm", in: folder.path)
    _ = try cached(source, "me--prm", in: folder.path, revision: "def456")
    #expect(try HubCache.resolved(model) == model + "/snapshots/def456")
    try Data("../../elsewhere".utf8).write(to: URL(filePath: model + "/refs/main"))
    #expect(fault(model) == .snapshots(["abc123", "def456"]))
    try FileManager.default.removeItem(atPath: model + "/snapshots/abc123")
    #expect(try HubCache.resolved(model) == model + "/snapshots/def456")
    try FileManager.default.removeItem(atPath: model + "/snapshots/def456")
    #expect(fault(model) == .snapshots([]))
  }

  // MARK: Layouts

  @Test func `PQM's value head is found with and without the wrapper's prefix`() throws {
    let golden = try #require(GoldenFolder.path("pqm"))
    let fixture = try CheckpointFixture("pqm")
    let path = URL(filePath: fixture.folder + "/model.safetensors")
    let data = try Data(contentsOf: path)
    let length = data.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    let header = String(decoding: data[8..<8 + length], as: UTF8.self)
      .replacing("\"pretrained_model.", with: "\"")
    let count = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
    try (count + Data(header.utf8) + data[(8 + length)...]).write(to: path)
    #expect(try CheckpointDescription(folder: fixture.folder).layout == .processQValue)
    #expect(try hazards(fixture.folder) == hazards(golden))
  }

  // MARK: Tensors that nothing reads

  @Test func `tensors that nothing reads are told, and parts of a head that are not read refused`()
    throws
  {
    let description = try CheckpointDescription(
      folder: try #require(GoldenFolder.path("pqm")))
    #expect(description.unread.isEmpty && description.warning == nil)
    let fixture = try CheckpointFixture("pure")
    let path = URL(filePath: fixture.folder + "/model.safetensors")
    func rename(_ old: String, _ new: String) throws {
      var data = try Data(contentsOf: path)
      let range = try #require(data.range(of: Data("\"\(old)\"".utf8)))
      try #require(old.utf8.count == new.utf8.count)
      data.replaceSubrange(range, with: Data("\"\(new)\"".utf8))
      try data.write(to: path)
    }
    try rename("score.bias", "other.bias")
    let warned = try fixture.description()
    #expect(warned.unread == ["other.bias"])
    #expect(warned.warning == "1 tensor is not read: 'other.bias'")
    #expect(warned.json["unread_tensors"]?.array?.first?.string == "other.bias")
    #expect(warned.rows.contains { $0.name == "warning" })
    let model = try CheckpointModel.load(folder: fixture.folder)
    #expect(model.warning == "1 tensor is not read: 'other.bias' (\(fixture.folder))")
    try rename("other.bias", "score.beta")
    #expect(fixture.fault()?.reason == .headUnread(name: "score", tensor: "score.beta"))
  }
}
