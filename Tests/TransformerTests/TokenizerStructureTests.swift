import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

/// Whole structures of a tokenizer.json changed at random: members removed, renamed, doubled, exchanged, given
/// another type, nested in themselves, made huge.
struct TokenizerStructureTests {
  @Test(arguments: [
    "qwen2-crm", "llama-plus-minus", "mistral-sequence-classification",
    "mistral-sequence-classification-legacy",
  ])
  func `no change of a structure traps or takes long`(name: String) throws {
    let folder = try TokenizerGolden.folder(name)
    let json = [UInt8](try Data(contentsOf: folder.appending(path: "tokenizer.json")))
    let whole = Self.shortened(try JSONParser().parse(json[...]).value)
    var accepted = 0
    let rounds = 150
    for seed in 1...UInt64(rounds) {
      var change = StructureChange(seed: seed)
      let bytes = JSONWriter.bytes(of: change.applied(to: whole))
      let duration = ContinuousClock().measure {
        guard let tokenizer = try? Tokenizer(json: bytes, path: "changed.json") else { return }
        accepted += 1
        _ = try? tokenizer.decode(tokenizer.encode("It's 12\u{E9} a<s>\u{4E2D}\r\n  b"))
      }
      #expect(duration < .seconds(1), "\(name), seed \(seed): \(duration), \(bytes.count) bytes")
    }
    // Both happen, or the changes are too small or too large to find anything.
    #expect((1..<rounds).contains(accepted), "\(name): \(accepted) of \(rounds) accepted")
  }

  /// Whether both parts of a merge and what they become are kept.
  private static func isMerge(_ merge: JSONValue, of kept: Set<String>) -> Bool {
    let parts =
      merge.array?.compactMap(\.string) ?? merge.string?.split(separator: " ").map(String.init)
      ?? []
    return parts.count == 2 && parts.allSatisfy(kept.contains) && kept.contains(parts.joined())
  }

  /// Without most of the vocabulary, so that changes hit the rest too.
  private static func shortened(_ file: JSONValue) -> JSONValue {
    guard let members = file.object?.members else { return file }
    return TokenizerGolden.object(
      members.map { member in
        guard member.key == "model", let parts = member.value.object?.members else {
          return (member.key, member.value)
        }
        let kept = Set(
          (parts.first { $0.key == "vocab" }?.value.object?.members ?? []).prefix(300).map(\.key))
        let model = parts.map { part -> (String, JSONValue) in
          switch part.key {
          case "vocab":
            let entries = part.value.object?.members.prefix(300) ?? []
            return (part.key, TokenizerGolden.object(entries.map { ($0.key, $0.value) }))
          case "merges":
            let merges = (part.value.array ?? []).filter { isMerge($0, of: kept) }
            return (part.key, .array(merges))
          default: return (part.key, part.value)
          }
        }
        return (member.key, TokenizerGolden.object(model))
      })
  }
}

/// One to three random changes; the same for the same seed.
private struct StructureChange {
  private var generator: SeededGenerator
  /// Values of the file, which take the place of others.
  private var donors: [JSONValue] = []

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func applied(to file: JSONValue) -> JSONValue {
    Self.collect(file, into: &donors, depth: 0)
    var value = file
    for _ in 0..<Int.random(in: 1...3, using: &generator) { value = changed(value, depth: 0) }
    return value
  }

  private static func collect(_ value: JSONValue, into donors: inout [JSONValue], depth: Int) {
    donors.append(value)
    guard depth < 6 else { return }
    for part in (value.array ?? value.object?.members.map(\.value) ?? []).prefix(20) {
      collect(part, into: &donors, depth: depth + 1)
    }
  }

  /// The value with one change somewhere in it.
  private mutating func changed(_ value: JSONValue, depth: Int) -> JSONValue {
    let goesDeeper = depth == 0 || depth < 7 && Int.random(in: 0..<4, using: &generator) > 0
    if goesDeeper, let members = value.object?.members, !members.isEmpty {
      var pairs = members.map { ($0.key, $0.value) }
      let place = Int.random(in: 0..<pairs.count, using: &generator)
      switch Int.random(in: 0..<9, using: &generator) {
      case 8:
        let names = [
          "", "type", "vocab", "content", "id", "Regex", "pattern", pairs[place].0 + "x",
        ]
        pairs[place].0 = names.randomElement(using: &generator) ?? ""
      case 0: pairs.remove(at: place)
      case 1: pairs.append(pairs[place])
      case 2:
        let other = Int.random(in: 0..<pairs.count, using: &generator)
        (pairs[place].1, pairs[other].1) = (pairs[other].1, pairs[place].1)
      default: pairs[place].1 = changed(pairs[place].1, depth: depth + 1)
      }
      return TokenizerGolden.object(pairs)
    }
    if goesDeeper, var parts = value.array, !parts.isEmpty {
      let place = Int.random(in: 0..<parts.count, using: &generator)
      parts[place] = changed(parts[place], depth: depth + 1)
      return .array(parts)
    }
    return replaced(value)
  }

  private mutating func replaced(_ value: JSONValue) -> JSONValue {
    switch Int.random(in: 0..<10, using: &generator) {
    case 8: return .string(String(repeating: "a\u{301} ", count: 50_000))
    case 9:
      let parts = (0..<2000).map { ("\($0)", JSONValue.integer(Int64($0))) }
      return Bool.random(using: &generator)
        ? TokenizerGolden.object(parts) : .array(parts.map { .string($0.0) })
    case 0: return .null
    case 1:
      let values: [JSONValue] = [-1, 1.5, true, "", "(a|a)*[bc]", .integer(.max)]
      return values.randomElement(using: &generator) ?? .null
    case 2: return .array(Array(repeating: value, count: Int.random(in: 0...40, using: &generator)))
    case 3: return nested(value, in: ["Sequence", "normalizers"])
    case 4: return nested(value, in: ["Sequence", "pretokenizers"])
    case 5: return nested(value, in: ["Sequence", "decoders"])
    case 6: return .array([value, value])
    default: return donors.randomElement(using: &generator) ?? .null
    }
  }

  /// The value in sequences in sequences, deeper than any file has them.
  private mutating func nested(_ value: JSONValue, in names: [String]) -> JSONValue {
    var value = value
    for _ in 0..<Int.random(in: 1...40, using: &generator) {
      value = TokenizerGolden.object([
        ("type", .string(names[0])), (names[1], .array([value])),
      ])
    }
    return value
  }
}
