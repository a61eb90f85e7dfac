import Foundation
import Glibc
import TestSupport
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

/// Files that change while they are open.
struct FilesFollowTests {
  private func line(_ number: Int) -> String {
    #"{"id":"r\#(number)","problem":"Q","steps":["a"],"label":0}"# + "\n"
  }

  private func followed(_ path: String, _ folder: TemporaryFolder) throws -> TrajectoryFile {
    var options = folder.options
    options.follows = true
    var sizes = IndexSizes()
    sizes.quietTime = 0
    let source = try SourceOpening.open(path, options: options)
    return TrajectoryFile(source, options: options, sizes: sizes)
  }

  @Test func `a file that grows gives its new records, whole lines only`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("\(line(0))\(line(1))".utf8, to: "f.jsonl")
    let file = try followed(path, folder)
    file.index()
    #expect(file.progress.recordCount == 2)
    #expect(file.progress.isComplete)
    #expect(file.poll() == .none)
    let half = String(line(2).prefix(20))
    try folder.append(half, to: "f.jsonl")
    #expect(file.poll() == .grew)
    file.index()
    #expect(file.poll() == .none)
    #expect(file.progress.recordCount == 2)
    try folder.append(String(line(2).dropFirst(20)) + line(3), to: "f.jsonl")
    #expect(file.poll() == .grew)
    file.index()
    #expect(file.progress.recordCount == 4)
    #expect(file.outcome(ofRecord: 3)?.trajectories.first?.id == "r3")
    #expect(file.outcome(ofRecord: 2)?.trajectories.first?.source.line == 3)
  }

  @Test func `the last line of a file that stopped growing needs no line feed`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("\(line(0))\(line(1).dropLast())".utf8, to: "f.jsonl")
    let file = try followed(path, folder)
    file.index()
    _ = file.poll()
    _ = file.poll()
    #expect(file.progress.recordCount == 2)
    try folder.append("\n" + line(2), to: "f.jsonl")
    #expect(file.poll() == .grew)
    file.index()
    #expect(file.progress.recordCount == 3)
    #expect(file.outcome(ofRecord: 2)?.trajectories.first?.source.line == 3)
  }

  @Test func `without following a file ends where it ended when it was opened`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(line(0).utf8, to: "f.jsonl")
    let file = try TrajectoryFile(path: path, options: folder.options)
    try folder.append(line(1), to: "f.jsonl")
    file.index()
    #expect(file.progress.recordCount == 1)
    #expect(file.poll() == .none)
  }

  @Test func `truncated, replaced, vanished and rewritten files are told apart, once`() throws {
    let folder = try TemporaryFolder()
    let text = (0..<50).map(line).joined()
    for follows in [false, true] {
      func open(_ name: String) throws -> TrajectoryFile {
        let path = try folder.write(text.utf8, to: name)
        let file =
          follows
          ? try followed(path, folder) : try TrajectoryFile(path: path, options: folder.options)
        file.index()
        return file
      }
      let vanished = try open("a")
      unlink(folder.file("a"))
      #expect(vanished.poll() == .vanished)
      #expect(vanished.poll() == .none)
      #expect(vanished.outcome(ofRecord: 49)?.trajectories.count == 1)
      let replaced = try open("b")
      unlink(folder.file("b"))
      try folder.write(line(7).utf8, to: "b")
      #expect(replaced.poll() == .replaced)
      #expect(replaced.outcome(ofRecord: 49)?.trajectories.count == 1)
      let truncated = try open("c")
      truncate(folder.file("c"), 100)
      #expect(
        truncated.outcome(ofRecord: 49)?.issues.first?.reason.contains("changed while") == true)
      #expect(truncated.poll() == .truncated)
      #expect(truncated.poll() == .none)
      #expect(truncated.progress.failure?.reason == .changedWhileOpen)
      let rewritten = try open("d")
      let handle = try FileHandle(forWritingTo: URL(filePath: folder.file("d")))
      try handle.write(contentsOf: Data(text.replacingOccurrences(of: "Q", with: "P").utf8))
      try handle.close()
      #expect(rewritten.poll() == .truncated)
    }
  }

  @Test func `a file that is changed all the time never hurts its readers`() throws {
    let folder = try TemporaryFolder()
    let text = Array((0..<400).map(line).joined().utf8)
    let path = try folder.write(text, to: "f.jsonl")
    let isDone = Collected()
    let thread = Thread {
      for round in 0..<60 {
        switch round % 4 {
        case 0: truncate(path, off_t(round * 37))
        case 1: try? folder.append((0..<200).map(self.line).joined(), to: "f.jsonl")
        case 2: unlink(path)
        default: break
        }
        if round % 4 > 1 { _ = try? folder.write(text, to: "f.jsonl") }
        usleep(2000)
      }
      isDone.fail()
    }
    thread.start()
    var opened = 0
    while !isDone.hasFailed {
      guard let file = try? followed(path, folder) else { continue }
      opened += 1
      file.index()
      _ = file.poll()
      file.indexNext()
      for number in stride(from: 0, to: file.progress.recordCount, by: 29) {
        #expect(file.outcome(ofRecord: number) != nil)
      }
      _ = try? file.forEachBlock(of: 0..<1000) { block, _ in
        for record in block.records { _ = block.outcome(of: record) }
        return true
      }
      _ = try? TrajectoryReader(options: folder.options).readAll(paths: [path])
    }
    #expect(opened > 0)
  }

  // MARK: Streams

  @Test func `a pipe is read as it comes and any record again`() throws {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let folder = try TemporaryFolder()
    let stored = try PipeSource(
      path: "-", descriptor: Descriptor(ends[0]), spoolFolder: folder.options.cacheFolder)
    let source = LazySource(stored, options: folder.options)
    let file = TrajectoryFile(source, options: folder.options)
    #expect(file.indexNext())
    #expect(file.progress.recordCount == 0)
    for round in 0..<3 {
      let text = (0..<20).map { line(round * 20 + $0) }.joined()
      _ = text.withCString { write(ends[1], $0, strlen($0)) }
      while file.progress.recordCount < round * 20 + 20 { #expect(file.indexNext()) }
      #expect(file.outcome(ofRecord: round * 20)?.trajectories.first?.id == "r\(round * 20)")
    }
    close(ends[1])
    file.index()
    #expect(file.progress.isComplete)
    #expect(file.progress.recordCount == 60)
    #expect(file.outcome(ofRecord: 0)?.trajectories.first?.id == "r0")
  }

  @Test func `a pipe may be compressed`() throws {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let folder = try TemporaryFolder()
    let packed = Packed.gzip(Array((0..<30).map(line).joined().utf8))
    _ = packed.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
    close(ends[1])
    let stored = try PipeSource(path: "-", descriptor: Descriptor(ends[0]), spoolFolder: nil)
    let source = LazySource(stored, options: folder.options)
    var count = 0
    try TrajectoryReader().read(source) { count += $0.trajectories.count }
    #expect(count == 30)
  }
}

/// Sets of files, and indices that outlive the program.
struct FileSetTests {
  @Test func `folders and globs give their files in natural order`() throws {
    let folder = try TemporaryFolder()
    for name in ["10.jsonl", "9.jsonl", "a.json.gz", "b.jsonl.zst", "notes.txt", ".hidden.jsonl"] {
      try folder.write("{}".utf8, to: name)
    }
    let names = { (paths: [String]) in paths.map { String($0.dropFirst(folder.path.count + 1)) } }
    var set = FileSet([folder.path])
    #expect(names(set.paths) == ["9.jsonl", "10.jsonl", "a.json.gz", "b.jsonl.zst"])
    #expect(names(FileSet([folder.file("*.jsonl")]).paths) == ["9.jsonl", "10.jsonl"])
    #expect(set.poll().isEmpty)
    try folder.write("{}".utf8, to: "11.jsonl")
    #expect(names(set.poll()) == ["11.jsonl"])
    #expect(set.paths.count == 5)
    #expect(FileSet(["/nonexistent", "-"]).paths == ["/nonexistent", "-"])
    let empty = FileSet([folder.file("*.none")])
    #expect(empty.paths.isEmpty)
    #expect(empty.empty.map(\.reason) == [.noMatch])
    try folder.write("{}".utf8, to: "odd[1].jsonl")
    #expect(FileSet([folder.file("odd[1].jsonl")]).paths.count == 1)
  }

  @Test func `a name that is not UTF-8 can be opened`() throws {
    let folder = try TemporaryFolder()
    let name = Array((folder.path + "/").utf8) + [0xFF, 0x41] + Array(".jsonl".utf8) + [0]
    let number = name.withUnsafeBytes {
      $0.baseAddress.map {
        Glibc.open($0.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o600)
      } ?? -1
    }
    try #require(number >= 0)
    _ = "{\"problem\":\"Q\",\"steps\":[\"a\"],\"label\":0}\n".withCString {
      write(number, $0, strlen($0))
    }
    close(number)
    let path = try #require(FileSet([folder.path]).paths.first)
    #expect(path.contains("\u{FFFD}A.jsonl"))
    #expect(try TrajectoryReader().readAll(paths: [path]).trajectories.count == 1)
  }

  private static let sizes = {
    var sizes = IndexSizes(spacing: 100, firstPiece: 64, piece: 200, step: 1000)
    (sizes.keptFrom, sizes.settledAfter) = (1, .min)
    return sizes
  }()

  private func open(_ path: String, _ options: ReadingOptions) throws -> TrajectoryFile {
    try TrajectoryFile(
      SourceOpening.open(path, options: options), options: options, sizes: Self.sizes)
  }

  @Test(arguments: [false, true])
  func `a kept index is used for the same file only`(isArray: Bool) throws {
    let folder = try TemporaryFolder()
    let lines = (0..<300).map { #"{"id":"r\#($0)","problem":"Q","steps":["a"],"label":0}"# }
    let text =
      isArray ? "[\n" + lines.joined(separator: ",\n") + "\n]" : lines.joined(separator: "\n")
    let path = try folder.write(text.utf8, to: "f.json")
    let first = try open(path, folder.options)
    first.index()
    let second = try open(path, folder.options)
    #expect(!second.indexNext())
    #expect(second.work.isKept)
    #expect(second.progress == first.progress)
    #expect(second.state.withLock(\.index) == first.state.withLock(\.index))
    #expect(second.format?.name == "processbench")
    for number in [0, 1, 150, 299] {
      #expect(second.outcome(ofRecord: number) == first.outcome(ofRecord: number))
    }
    try folder.write(text.replacingOccurrences(of: "Q", with: "PP").utf8, to: "f.json")
    let changed = try open(path, folder.options)
    #expect(changed.indexNext())
    let other = try open(
      path, ReadingOptions(recordLimit: 100, cacheFolder: folder.options.cacheFolder))
    #expect(other.indexNext())
  }

  @Test func `a damaged index counts as absent`() throws {
    let folder = try TemporaryFolder()
    let text = (0..<50).map { #"{"id":"r\#($0)","problem":"Q","steps":["a"],"label":0}"# + "\n" }
    let path = try folder.write(text.joined().utf8, to: "f.json")
    try open(path, folder.options).index()
    let kept = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("cache/index")).first)
    let whole = try Data(contentsOf: URL(filePath: folder.file("cache/index/" + kept)))
    for place in stride(from: 0, to: whole.count, by: 7) {
      var damaged = whole
      damaged[place] ^= 0x55
      try damaged.write(to: URL(filePath: folder.file("cache/index/" + kept)))
      let file = try open(path, folder.options)
      file.index()
      #expect(file.progress.recordCount == 50)
      #expect(file.outcome(ofRecord: 49)?.trajectories.first?.id == "r49")
    }
    for count in [0, 3, whole.count / 2] {
      try whole.prefix(count).write(to: URL(filePath: folder.file("cache/index/" + kept)))
      let file = try open(path, folder.options)
      file.index()
      #expect(file.progress.recordCount == 50)
    }
  }
}
