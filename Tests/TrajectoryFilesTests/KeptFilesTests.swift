import Foundation
import TestSupport
import Testing

@testable import TrajectoryFiles

@Suite struct KeptFilesTests {
  private let condition = Array("size 3".utf8)

  @Test func `what was kept comes back under its name and condition only`() throws {
    let folder = try TemporaryFolder()
    let files = KeptFiles(folder: folder.file("kept"), byteLimit: 1 << 20)
    files.save([1, 2, 3], [7], if: condition)
    files.save([4], [8], if: condition)
    #expect(files.load([7], if: condition) == [1, 2, 3])
    #expect(files.load([8], if: condition) == [4])
    #expect(files.load([9], if: condition) == nil)
    #expect(files.load([7], if: Array("size 4".utf8)) == nil)
    #expect(files.load([7], if: condition + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) == nil)
    files.save([], [7], if: condition)
    #expect(files.load([7], if: condition) == [])
  }

  @Test func `damage of any byte counts as absent`() throws {
    let folder = try TemporaryFolder()
    let files = KeptFiles(folder: folder.file("kept"), byteLimit: 1 << 20)
    files.save(0..<50, [7], if: condition)
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("kept")).first)
    let path = URL(filePath: folder.file("kept/" + name))
    let whole = try Data(contentsOf: path)
    for place in whole.indices {
      var damaged = whole
      damaged[place] ^= 0x55
      try damaged.write(to: path)
      #expect(files.load([7], if: condition) == nil, "byte \(place)")
    }
    for count in 0..<whole.count {
      try whole.prefix(count).write(to: path)
      #expect(files.load([7], if: condition) == nil, "\(count) bytes")
    }
  }

  @Test func `those used longest ago go when there is too much`() throws {
    let folder = try TemporaryFolder()
    let files = KeptFiles(folder: folder.file("kept"), byteLimit: 1000)
    for number: UInt8 in 0..<20 {
      files.save([UInt8](repeating: number, count: 100), [number], if: condition)
      // Used again and again, so it stays.
      #expect(files.load([0], if: condition) != nil, "\(number)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("kept"))
    #expect((5...8).contains(names.count))
    #expect(files.load([19], if: condition) != nil)
    #expect(files.load([1], if: condition) == nil)
    files.save([UInt8](repeating: 1, count: 300), [30], if: condition)
    #expect(files.load([30], if: condition) == nil)
  }

  @Test func `nothing is kept where no folder can be made`() {
    let files = KeptFiles(folder: "/proc/nowhere/kept", byteLimit: 1000)
    files.save([1], [1], if: condition)
    #expect(files.load([1], if: condition) == nil)
  }
}
