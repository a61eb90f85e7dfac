import Testing
@testable import JSON

struct JSONStructureTests {
  /// A slice that does not begin at 0, as records of a file are.
  private let record = Array(
    #"xxxx {"id" : "a,}\"", "steps": [ "b" , {"c": [1, 2]} ], "k\u0065y": -1.5e3 }  "#.utf8)[4...]

  private func text(_ range: Range<Int>) -> String {
    String(decoding: record[range], as: UTF8.self)
  }

  @Test func `members are found with their keys and values, and nothing around them`() {
    let members = JSONStructure.members(of: record)
    #expect(members.map { text($0.key) } == [#""id""#, #""steps""#, #""k\u0065y""#])
    #expect(
      members.map { text($0.value) } == [#""a,}\"""#, #"[ "b" , {"c": [1, 2]} ]"#, "-1.5e3"])
    #expect(JSONStructure.member("key", of: record)?.value == members[2].value)
    #expect(JSONStructure.member("nokey", of: record) == nil)
  }

  @Test func `elements are found one level deep`() throws {
    let steps = try #require(JSONStructure.member("steps", of: record)).value
    #expect(JSONStructure.elements(of: record[steps]).map(text) == [#""b""#, #"{"c": [1, 2]}"#])
  }

  @Test func `a path leads to the byte where its value begins`() {
    let offset = JSONStructure.offset(of: ["steps", "1", "c", "1"], in: record) ?? -1
    #expect(text(record.startIndex + offset..<record.startIndex + offset + 2) == "2]")
    #expect(JSONStructure.offset(of: [], in: record) == 1)
    #expect(JSONStructure.offset(of: ["steps", "2"], in: record) == nil)
    #expect(
      JSONStructure.nearestOffset(to: ["steps", "9", "c"], in: record)
        == JSONStructure.offset(of: ["steps"], in: record))
  }

  @Test func `many paths lead where each of them leads`() {
    let paths = [
      ["steps", "1", "c", "1"], [], ["steps", "9", "c"], ["steps"], ["steps", "1"], ["absent"],
      ["key"], ["steps", "1", "c", "1"], ["id", "0"],
    ]
    #expect(
      JSONStructure.nearestOffsets(to: paths, in: record)
        == paths.map { JSONStructure.nearestOffset(to: $0, in: record) })
    #expect(JSONStructure.nearestOffsets(to: [], in: record) == [])
  }

  @Test func `other values have no parts`() {
    for text in ["[]", "{}", "1", "", "  ", "\"{\"", "{\"a\"", "[1"] {
      #expect(JSONStructure.members(of: Array(text.utf8)[...]).isEmpty)
    }
    #expect(JSONStructure.elements(of: Array("[ ]".utf8)[...]).isEmpty)
  }

  @Test func `a doubled key is found where it stands the second time`() throws {
    let bytes = Array(#"{"label":{"x":1},"l":[{"r":1,"s":2,"r":3}],"label":2}"#.utf8)
    let value = try JSONParser.value(of: bytes)
    #expect(value.duplicatedPath(among: ["x", "l.s"]) == nil)
    #expect(value.duplicatedPath(among: ["label"]) == ["label"])
    #expect(value.duplicatedPath(among: ["l.r"]) == ["l", "0", "r"])
    #expect(value.duplicatedPath(among: ["label.y"]) == ["label"])
    #expect(JSONValue.array([value]).duplicatedPath(among: ["*.r"]) == ["0", "label"])
    #expect(value["l"]?.duplicatedPath(among: ["*"]) == ["0", "r"])
    #expect(JSONStructure.offsetOfDuplicate(of: ["label"], in: bytes[...]) == 43)
    #expect(JSONStructure.offsetOfDuplicate(of: ["l", "0", "r"], in: bytes[...]) == 35)
    #expect(JSONStructure.offsetOfDuplicate(of: ["l"], in: bytes[...]) == nil)
  }
}
