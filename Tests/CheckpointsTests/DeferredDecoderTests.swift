import Foundation
import Scoring
import Testing
import Trajectories
import Transformer

@testable import Checkpoints

/// Weights are loaded by whoever asks first.
struct DeferredDecoderTests {
  private let trajectory = Trajectory(
    id: "a", problem: "What is 2 + 3?", steps: ["2 + 3 = 5", "So 5."])

  @Test func `weights are read at the first score and not before`() throws {
    let fixture = try CheckpointFixture()
    let model = try CheckpointModel.load(folder: fixture.folder, precision: .f32)
    let decoder = try #require(model.policy as? DeferredDecoder)
    #expect(!decoder.isLoaded)
    #expect(try model.score(trajectory).curve.hazards.count == 2)
    #expect(decoder.isLoaded)
  }

  @Test func `many who ask first at once get the same figures`() async throws {
    let fixture = try CheckpointFixture()
    let model = try CheckpointModel.load(folder: fixture.folder, precision: .f32)
    let hazards = try await withThrowingTaskGroup(of: [Double].self) { group in
      for _ in 0..<8 { group.addTask { try model.score(trajectory).curve.hazards } }
      return try await group.reduce(into: [[Double]]()) { $0.append($1) }
    }
    #expect(Set(hazards).count == 1)
  }

  @Test func `weights cut off after opening fail each request with the file's name`() throws {
    let fixture = try CheckpointFixture()
    let model = try CheckpointModel.load(folder: fixture.folder, precision: .f32)
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder)
    for name in names where name.hasSuffix(".safetensors") {
      let file = try #require(FileHandle(forWritingAtPath: fixture.folder + "/" + name))
      try file.truncate(atOffset: 4096)
      try file.close()
    }
    for _ in 0..<2 {
      #expect {
        _ = try model.score(trajectory)
      } throws: {
        guard case .unavailable(let reason) = $0 as? RequestFailure else { return false }
        return reason.contains(".safetensors")
      }
    }
    #expect(throws: CheckpointModelError.self) { try model.prepare() }
  }
}
