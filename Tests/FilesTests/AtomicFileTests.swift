import Foundation
import TestSupport
import Testing

@testable import Files

struct AtomicFileTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("out.jsonl")
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private func reason(_ body: () throws -> Void) -> FileWriteError.Reason? {
    do {
      try body()
      return nil
    } catch {
      return (error as? FileWriteError)?.reason
    }
  }

  @Test func `a commit replaces the file and leaves nothing else`() throws {
    try AtomicFile.write("old".utf8, to: path)
    var file = try AtomicFile(replacing: path)
    try file.append("new ".utf8)
    try file.append([UInt8](repeating: 0x78, count: 600_000))
    #expect(try text(path) == "old")
    try file.commit()
    #expect(try text(path) == "new " + String(repeating: "x", count: 600_000))
    #expect(try folder.names() == ["out.jsonl"])
  }

  @Test func `without a commit the old file stays and the temporary goes`() throws {
    try AtomicFile.write("old".utf8, to: path)
    do {
      var file = try AtomicFile(replacing: path)
      try file.append("new".utf8)
      try file.prepare()
      #expect(try folder.names().count == 2)
    }
    #expect(try folder.names() == ["out.jsonl"])
    #expect(try text(path) == "old")
  }

  @Test func `an interrupted file is continued after its last checkpoint`() throws {
    let partial = path + ".partial"
    var kept = 0
    do {
      var file = try AtomicFile(continuing: partial, replacing: path, keeping: 0)
      try file.append("one ".utf8)
      kept = try file.checkpoint()
      try file.append([UInt8](repeating: 0x78, count: 600_000))
    }
    #expect(kept == 4)
    #expect(try folder.names() == ["out.jsonl.partial"])
    var file = try AtomicFile(continuing: partial, replacing: path, keeping: kept)
    try file.append("two".utf8)
    try file.commit()
    #expect(try text(path) == "one two")
    #expect(try folder.names() == ["out.jsonl"])
  }

  @Test(.enabled(if: Self.hasNamelessFiles, "this file system has no files without names"))
  func `a program that is killed while it writes leaves nothing behind`() throws {
    try AtomicFile.write("old".utf8, to: path)
    var file = try AtomicFile(replacing: path)
    try file.append([UInt8](repeating: 0x78, count: 600_000))
    #expect(try folder.names() == ["out.jsonl"])
    try file.commit()
    #expect(try folder.names() == ["out.jsonl"])
  }

  private static var hasNamelessFiles: Bool {
    let descriptor = open(NSTemporaryDirectory(), O_WRONLY | 0o20_000_000 | O_DIRECTORY, 0o600)
    if descriptor >= 0 { close(descriptor) }
    return descriptor >= 0
  }

  @Test func `a full disk leaves the old file whole`() throws {
    try AtomicFile.write("old".utf8, to: path)
    let thrown = reason {
      var room = 300_000
      var file = try AtomicFile(replacing: path) { descriptor, bytes, count in
        guard room > 0 else {
          errno = ENOSPC
          return -1
        }
        let written = write(descriptor, bytes, min(count, room))
        room -= max(written, 0)
        return written
      }
      for _ in 0..<10 { try file.append([UInt8](repeating: 0x78, count: 100_000)) }
      try file.commit()
    }
    #expect(thrown == .diskFull)
    #expect(try text(path) == "old")
    #expect(try folder.names() == ["out.jsonl"])
  }

  @Test func `a failing rename leaves what was there`() throws {
    let file = try AtomicFile(replacing: path)
    try FileManager.default.createDirectory(
      atPath: path + "/inside", withIntermediateDirectories: true)
    var thrown: FileWriteError.Reason?
    do { try file.commit() } catch { thrown = error.reason }
    #expect(thrown == .isDirectory)
    #expect(try folder.names() == ["out.jsonl"])
    #expect(FileManager.default.fileExists(atPath: path + "/inside"))
  }

  @Test func `a replaced file keeps its mode`() throws {
    try AtomicFile.write("old".utf8, to: path)
    chmod(path, 0o640)
    try AtomicFile.write("new".utf8, to: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func `symbolic links are followed, even to a file that is not there`() throws {
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: path, withDestinationPath: "real.jsonl")
    try AtomicFile.write("one".utf8, to: path)
    #expect(try text(folder.file("real.jsonl")) == "one")
    try AtomicFile.write("two".utf8, to: path)
    #expect(try text(folder.file("real.jsonl")) == "two")
    #expect(try manager.destinationOfSymbolicLink(atPath: path) == "real.jsonl")
    try manager.createSymbolicLink(
      atPath: folder.file("loop"), withDestinationPath: folder.file("loop"))
    #expect(reason { try AtomicFile.write([], to: folder.file("loop")) } == .tooManyLinks)
  }

  @Test func `places that cannot be written are typed errors`() {
    #expect(reason { try AtomicFile.write([], to: folder.url.path) } == .isDirectory)
    #expect(reason { try AtomicFile.write([], to: folder.file("no/out")) } == .folderMissing)
    #expect(reason { try AtomicFile.write([], to: "") } == .folderMissing)
    let long = folder.file(String(repeating: "x", count: 300))
    #expect(reason { try AtomicFile.write([], to: long) } == .nameTooLong)
  }

  @Test func `a device is written directly and stays a device`() throws {
    #expect(reason { try AtomicFile.write("x".utf8, to: "/dev/full") } == .diskFull)
    try AtomicFile.write("x".utf8, to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }
}
