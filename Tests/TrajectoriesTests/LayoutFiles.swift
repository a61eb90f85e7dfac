import Foundation
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

/// The files of `Layouts`: a few invented records each, in layouts of public files.
enum LayoutFiles {
  static let folder = Bundle.module.url(forResource: "Layouts", withExtension: nil)

  static func path(_ name: String) throws -> String {
    try #require(folder).appending(path: name).path
  }

  /// What a file gives; no cache is touched.
  static func read(
    _ name: String, requests: String? = nil, format: String? = nil
  ) throws -> ReadingResult {
    let options = ReadingOptions(format: format, cacheFolder: nil, requests: requests)
    return try TrajectoryReader(options: options).readAll(paths: [path(name)])
  }

  /// The trajectories of a file that reads without any fault.
  static func trajectories(_ name: String, as format: String) throws -> [Trajectory] {
    let result = try read(name)
    #expect(result.fileErrors == [] && result.issues == [])
    #expect(result.trajectories.allSatisfy { $0.source.format == format })
    return result.trajectories
  }
}
