import TestSupport
import Testing
@testable import JSON
@testable import Trajectories
@testable import TrajectoryFiles

struct RecordSplitterTests {
  private func split(_ text: String, limit: Int = 1 << 20) -> [RecordSplitter.Item] {
    splitWhole(Array(text.utf8), limit: limit)
  }

  private func good(_ text: String, limit: Int = 1 << 20) -> [String] {
    split(text, limit: limit).filter { $0.fault == nil }.map { slice(text, $0) }
  }

  private func slice(_ text: String, _ item: RecordSplitter.Item) -> String {
    String(decoding: Array(text.utf8)[item.range], as: UTF8.self)
  }

  private func faults(_ text: String) -> [RecordSplitter.Item] {
    split(text).filter { $0.fault != nil }
  }

  @Test(arguments: [
    "{\"a\":1}\n{\"a\":2}\n", "\u{FEFF}{\"a\":1}\r\n\r\n  {\"a\":2}", "[{\"a\":1},{\"a\":2}]",
    "[\n  {\"a\":1},\n  {\"a\":2}\n]\n", "{\"a\":1}\t\n\r\n {\"a\":2}  \n\n\n",
    "\u{FEFF}[{\"a\":1}] [{\"a\":2}]",
  ])
  func `the same records come from every container`(text: String) {
    #expect(good(text) == [#"{"a":1}"#, #"{"a":2}"#])
    #expect(faults(text).isEmpty)
  }

  @Test(arguments: [#"{"a":1}{"a":2}"#, "{\"a\":1} \t {\"a\":2}"])
  func `two values on one line are one bad record`(line: String) {
    let text = "{\"g\":1}\n\(line)\n{\"g\":2}\n"
    #expect(good(text) == [#"{"g":1}"#, #"{"g":2}"#])
    let bad = faults(text)
    #expect(bad.map { slice(text, $0) } == [line])
    #expect(bad.first?.fault?.remedy.contains("on a line of its own") == true)
  }

  @Test func `an object over many lines is one record`() {
    let text = "{\n\"a\": [\n{}\n],\n\"b\": 2\n}\n{\n  \"c\": 3\n}\n"
    #expect(good(text).count == 2)
    #expect(split(text).map(\.line) == [1, 7])
    #expect(split(text).map(\.record) == [0, 1])
  }

  @Test func `places are lines from 1 and bytes from 0`() {
    let text = "\n[\n  {\"a\":1},\n\n  {\"a\":2}\n]"
    #expect(split(text).map(\.line) == [3, 5])
    #expect(split(text).map(\.range.lowerBound) == [5, 17])
  }

  @Test func `a line of words is one bad record, not one for each word`() {
    let text = "some words here\n{\"a\":1}\nNaN NaN\n{\"a\":2}\n"
    #expect(faults(text).map(\.line) == [1, 3])
    #expect(good(text) == [#"{"a":1}"#, #"{"a":2}"#])
  }

  @Test func `nothing is no record`() {
    for text in ["", "\n \n", "[]", "\u{FEFF}", "[ ]\n"] { #expect(split(text).isEmpty) }
  }

  @Test(arguments: [
    #"{"a": }"#, #"{"a":1"#, #"{"a":"x}"#, "nope", #"{"a":[1}"#, #"{"a" 1}"#, "]", "{", "\"",
    #"{"a":1]"#, #"{"a":"\"}"#, "\\", "\u{1}", "{\"a\":\"x\ty", #"{"a":1}}"#,
  ])
  func `a bad line loses only itself`(bad: String) {
    let text = "{\"g\":1}\n\(bad)\n{\"g\":2}\n\n{\"g\":3}\n"
    #expect(good(text).filter { $0.contains("g") } == [#"{"g":1}"#, #"{"g":2}"#, #"{"g":3}"#])
    #expect(faults(text).count == 1)
    #expect(faults(text).first?.line == 2)
  }

  @Test(
    arguments: [
      #"{"id":9,"a": }"#, #"{"id":9,"a":1"#, #"{"id":9,"a":"x}"#, "nope", #"{"id":9,"a":[1}"#,
      #"{"id":9 "a"}"#, #"{"id":9,"a":[1,2"#, #"{"id":9,"a":"x"#, "{", #"{"id":9,"a":"q"q"}"#,
      #"{"id":9,"a":1]"#, #"{"id":nan}"#, #"{"id":"\ud80"}"#, #"{"id":9,}"#,
    ], [",", ", ", ",\n", " ,\n  "])
  func `a bad element loses only itself`(bad: String, separator: String) {
    let whole = [#"{"id":1}"#, #"{"id":2,"o":[{"x":3},{"x":4}]}"#, bad, #"{"id":5}"#, #"{"id":6}"#]
    let text =
      "[" + (separator.contains("\n") ? "\n" : "") + whole.joined(separator: separator) + "]"
    let records = good(text)
    #expect(records == [whole[0], whole[1], whole[3], whole[4]], "\(text)")
    #expect(faults(text).count == 1, "\(faults(text))")
    #expect(faults(text).first?.record == 2)
  }

  @Test func `a bad first element loses only itself`() {
    for separator in [",", ", ", ",\n"] {
      let text = "[" + [#"{"id":9,"a":"x}"#, #"{"id":5}"#].joined(separator: separator) + "]"
      #expect(good(text) == [#"{"id":5}"#], "\(text)")
    }
  }

  @Test func `a file that is cut off keeps its whole records`() {
    let whole = "[\n  {\"id\":1,\"s\":[\"a\",\"b\"]},\n  {\"id\":2,\"s\":[\"c\",\"d\"]}\n]"
    for length in 1..<whole.utf8.count {
      let text = String(whole.prefix(length))
      let count = length < 26 ? 0 : length < 52 ? 1 : 2
      #expect(good(text).count == count, "\(text)")
      #expect(faults(text).count == 1, "\(text): \(faults(text))")
    }
    let lines = "{\"id\":1}\n{\"id\":2}"
    #expect(good(String(lines.dropLast(3))) == [#"{"id":1}"#])
    #expect(faults(String(lines.dropLast(3))).first?.fault?.byteOffset == 14)
  }

  @Test func `commas too many or too few are faults, and lose nothing`() {
    for text in [
      #"[{"a":1} {"a":2}]"#, #"[{"a":1},,{"a":2}]"#, #"[{"a":1},{"a":2},]"#,
      #"[,{"a":1},{"a":2}]"#, "{\"a\":1},\n{\"a\":2}\n", #"[{"a":1},{"a":2}"#,
      #"[{"a":1},{"a":2}]]"#,
    ] {
      #expect(good(text) == [#"{"a":1}"#, #"{"a":2}"#], "\(text)")
      #expect(faults(text).map(\.isBetweenRecords) == [true], "\(text)")
    }
  }

  @Test func `a record beyond the limit is refused and the rest loads`() {
    let text = "{\"a\":1}\n{\"a\":\"\(String(repeating: "x", count: 100))\"}\n{\"a\":2}\n"
    #expect(good(text, limit: 50) == [#"{"a":1}"#, #"{"a":2}"#])
    let found = split(text, limit: 50)[1].fault?.reason
    #expect(found == "the record has 108 bytes, more than the limit of 50")
  }

  @Test func `whatever the bytes, every record is inside and records advance`() {
    let seed: UInt64 = 99
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("[]{}\",:\\\n 1a".utf8)
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      var last = 0
      let items = splitWhole(bytes)
      #expect(items.count <= 2 * bytes.count + 2, "no end, seed \(seed): \(bytes)")
      for item in items {
        #expect(item.range.lowerBound >= last || item.isBetweenRecords, "seed \(seed): \(bytes)")
        #expect(item.range.upperBound <= bytes.count)
        if item.fault == nil {
          #expect((try? JSONParser().parse(bytes[item.range])) != nil, "seed \(seed): \(bytes)")
        }
        last = item.range.upperBound
      }
    }
  }
}

struct RecordSplitterHostilityTests {
  private func count(_ text: String) -> (good: Int, bad: Int) {
    let items = splitWhole(Array(text.utf8))
    let bad = items.count { $0.fault != nil }
    return (items.count - bad, bad)
  }

  /// Without a bound each of these would be scanned to the end of the file: hours.
  @Test(arguments: ["{\"a\":[\n", "{\"a\":\n", "{\"a\":[{\"b\":1},\n"])
  func `a file of records that never end takes time in its size`(line: String) {
    let lines = 5000
    #expect(count(String(repeating: line, count: lines)).bad == lines)
    #expect(count("[\n" + String(repeating: line, count: lines)).bad == lines)
  }

  @Test func `brackets without end are one bad record`() {
    #expect(count(String(repeating: "[", count: 100_000)) == (0, 1))
    #expect(count(String(repeating: "{\"a\":", count: 20_000)) == (0, 1))
  }

  @Test func `good records among endless ones still load`() {
    let part = "{\"a\":[\n{\"a\":1}\n"
    #expect(count(String(repeating: part, count: 2000)) == (2000, 2000))
  }
}
