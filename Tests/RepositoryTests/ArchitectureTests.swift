import Foundation
import TestSupport
import Testing

/// docs/architecture.md is the map that people build by: what it names must be there.
struct ArchitectureTests {
  private let text: String
  /// What stands between backticks outside of code blocks.
  private let names: [String]
  /// All folders and files of Sources, relative to it.
  private let sources: [String]

  init() throws {
    let path = RepositoryFolder.path("docs/architecture.md")
    text = try String(contentsOfFile: path, encoding: .utf8)
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    names = parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    let files = FileManager.default.enumerator(atPath: RepositoryFolder.path("Sources"))
    sources = (files?.allObjects ?? []).compactMap { $0 as? String }
  }

  private static func rooms() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: RepositoryFolder.path("Sources")).filter {
      var isFolder: ObjCBool = false
      let path = RepositoryFolder.path("Sources/\($0)")
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && isFolder.boolValue
    }
  }

  /// Every path in Sources, as seen from there or from any folder on the way.
  private var knownPaths: Set<String> {
    var known: Set<String> = []
    for path in sources {
      let parts = path.split(separator: "/")
      for start in parts.indices { known.insert(parts[start...].joined(separator: "/")) }
    }
    return known
  }

  @Test func `every path that it names exists`() throws {
    let paths = names.filter {
      $0.contains("/") && $0.allSatisfy { $0.isLetter || $0.isNumber || "/._+-".contains($0) }
    }
    #expect(paths.count > 10)
    let known = knownPaths
    for path in paths {
      let path = path.hasSuffix("/") ? String(path.dropLast()) : path
      #expect(
        known.contains(path)
          || FileManager.default.fileExists(atPath: RepositoryFolder.path(path)),
        "\(path) is not there")
    }
  }

  @Test func `every page that it links to exists`() throws {
    let links = text.matches(of: /\]\(([^)#]+)\)/).map { String($0.output.1) }
    #expect(!links.isEmpty)
    for link in links where !link.contains("://") {
      #expect(
        FileManager.default.fileExists(atPath: RepositoryFolder.path("docs/\(link)")), "\(link)")
    }
  }

  @Test func `every type that it names is declared in Sources`() throws {
    let types = Set(
      names.compactMap { $0.wholeMatch(of: /([A-Z][a-z][A-Za-z]+)(\.[a-z]\w*)?(\([a-z_:]*\))?/) }
        .map { String($0.output.1) })
    #expect(types.count > 20)
    var declared = Set(try Self.rooms())
    declared.formUnion(["SampleTrajectories", "Sources", "Tests", "Task"])
    for file in sources where file.hasSuffix(".swift") && !file.hasSuffix("EmbeddedModel.swift") {
      let path = RepositoryFolder.path("Sources/\(file)")
      declared.formUnion(Self.declarations(in: try Data(contentsOf: URL(filePath: path))))
    }
    #expect(types.subtracting(declared).sorted() == [])
  }

  /// The names behind `struct`, `class` and the like.
  private static func declarations(in code: Data) -> Set<String> {
    let keywords = Set(
      ["struct", "class", "enum", "protocol", "actor", "typealias"].map { Data($0.utf8) })
    var found: Set<String> = []
    for line in code.split(separator: 10) {
      let words = line.prefix(120).split(separator: 32)
      guard let keyword = words.firstIndex(where: { keywords.contains(Data($0)) }),
        keyword + 1 < words.count, words[0].first != UInt8(ascii: "/")
      else { continue }
      let name = words[keyword + 1].prefix {
        $0 | 0x20 >= 97 && $0 | 0x20 <= 122 || $0 >= 48 && $0 <= 57
      }
      found.insert(String(decoding: name, as: UTF8.self))
    }
    return found
  }

  @Test func `it lists every room`() throws {
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let listed = Set(
      rows.flatMap { row in
        (row.split(separator: "|").first ?? "").matches(of: /`(\w+)`/).map { String($0.output.1) }
      })
    #expect(Set(try Self.rooms()).subtracting(listed).sorted() == [])
  }

  @Test func `every room opens with a page that says what it is for`() throws {
    for room in try Self.rooms() {
      let path = RepositoryFolder.path("Sources/\(room)/README.md")
      let page = try? String(contentsOfFile: path, encoding: .utf8)
      guard let page else {
        Issue.record("Sources/\(room) has no README.md")
        continue
      }
      #expect(page.hasPrefix("# \(room)\n\n"), "\(room)")
      for part in ["**Front door:** ", "**Before you change something:** "] {
        #expect(page.contains(part), "\(room) lacks \(part)")
      }
    }
  }
}
