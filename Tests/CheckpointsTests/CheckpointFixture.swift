import Foundation
import Scoring
import TestSupport
import Testing
import Trajectories

@testable import Checkpoints

/// A golden checkpoint copied to a folder of its own, where a test changes a file; deleted at the end.
final class CheckpointFixture {
  let folder: String

  /// Without `expected.json`.
  init(_ golden: String = "qwen2-crm-sharded") throws {
    let source = try #require(GoldenFolder.path(golden))
    let url = FileManager.default.temporaryDirectory.appending(path: "misstep-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.appending(path: golden).path
    try FileManager.default.copyItem(atPath: source, toPath: folder)
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: folder + "/" + path)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
  }

  deinit {
    try? FileManager.default.removeItem(
      at: URL(filePath: folder).deletingLastPathComponent())
  }

  /// Writes a file, or removes it.
  func put(_ name: String, _ content: String?) throws {
    let path = folder + "/" + name
    guard let content else { return try FileManager.default.removeItem(atPath: path) }
    try Data(content.utf8).write(to: URL(filePath: path))
  }

  /// Replaces text in a file that is text.
  func replace(_ old: String, with new: String, in name: String) throws {
    let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    #expect(text.contains(old))
    try put(name, text.replacing(old, with: new))
  }

  func description(_ overrides: CheckpointSettings = .init()) throws -> CheckpointDescription {
    try CheckpointDescription(folder: folder, overrides: overrides)
  }

  /// Why it cannot be opened; `nil` when it can.
  func fault(
    reference: String? = nil, _ overrides: CheckpointSettings = .init()
  ) -> CheckpointModelError? {
    do throws(CheckpointModelError) {
      _ = try CheckpointDescription(folder: folder, reference: reference, overrides: overrides)
      return nil
    } catch {
      return error
    }
  }
}

extension CheckpointModel {
  /// Asks for one trajectory and waits.
  func score(_ trajectory: Trajectory) throws -> TrajectoryScore {
    try #require(try outcomes(of: [trajectory]).first).get()
  }

  /// Asks and waits.
  func outcomes(of trajectories: [Trajectory]) throws -> [ScoringOutcome] {
    try waitFor {
      do throws(RequestFailure) {
        return Result<[ScoringOutcome], RequestFailure>.success(
          try await self.scores(of: trajectories))
      } catch {
        return .failure(error)
      }
    }.get()
  }
}

extension CheckpointSettings {
  /// Settings with some changes.
  static func with(_ change: (inout CheckpointSettings) -> Void) -> CheckpointSettings {
    var settings = CheckpointSettings()
    change(&settings)
    return settings
  }
}

extension Trajectory {
  static func made(_ problem: String, _ steps: [String], id: String = "a") -> Trajectory {
    Trajectory(id: id, problem: problem, steps: steps)
  }
}
