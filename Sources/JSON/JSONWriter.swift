/// Writes JSON: compact, UTF-8 kept, `/` bare, numbers in the fewest digits that read back the same.
///
/// Control characters, U+007F and the line separators U+2028 and U+2029 are escaped, so a record
/// never breaks its line for any reader. JSON has no infinity and no NaN: they are written as the
/// strings "inf", "-inf" and "nan", as everywhere in this program.
public enum JSONWriter {
  /// The value on one line, without a line end.
  public static func bytes(of value: JSONValue) -> [UInt8] {
    var output: [UInt8] = []
    append(value, to: &output)
    return output
  }

  /// The value on one line, as text.
  public static func text(of value: JSONValue) -> String {
    String(decoding: bytes(of: value), as: UTF8.self)
  }

  /// Adds the value to `output`; without recursion, so depth cannot hurt.
  public static func append(_ value: JSONValue, to output: inout [UInt8]) {
    var open: [OpenContainer] = []
    var next: JSONValue? = value
    while true {
      if let value = next {
        next = nil
        if let container = OpenContainer(value) {
          output.append(container.isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
          open.append(container)
        } else {
          append(scalar: value, to: &output)
        }
      }
      guard let top = open.indices.last else { return }
      if let child = open[top].next(&output) {
        next = child
      } else {
        output.append(open[top].isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        open.removeLast()
      }
    }
  }

  /// The object with these members, on one line.
  public static func bytes(of members: [JSONObject.Member]) -> [UInt8] {
    bytes(of: .object(JSONObject(members)))
  }

  /// Adds a string with its quotes.
  public static func append(_ string: String, to output: inout [UInt8]) {
    output.append(JSONBytes.quote)
    var string = string
    string.withUTF8 { append(utf8: $0, to: &output) }
    output.append(JSONBytes.quote)
  }

  private static func append(utf8: JSONBytes.Pointer, to output: inout [UInt8]) {
    var copied = 0
    var place = JSONBytes.nextSpecial(in: utf8, from: 0)
    while place < utf8.count {
      if let (letter, length) = escape(utf8, at: place) {
        output.append(contentsOf: JSONBytes.Pointer(rebasing: utf8[copied..<place]))
        output.append(JSONBytes.backslash)
        output.append(letter)
        if letter == UInt8(ascii: "u") { appendDigits(of: utf8, at: place, to: &output) }
        copied = place + length
        place = copied
      } else {
        place += 1
      }
      place = JSONBytes.nextSpecial(in: utf8, from: place)
    }
    output.append(contentsOf: JSONBytes.Pointer(rebasing: utf8[copied...]))
  }

  private struct OpenContainer {
    var isObject: Bool
    private var elements: [JSONValue] = []
    private var members: [JSONObject.Member] = []
    private var index = 0

    init?(_ value: JSONValue) {
      switch value {
      case .object(let object): (isObject, members) = (true, object.members)
      case .array(let array): (isObject, elements) = (false, array)
      default: return nil
      }
    }

    /// The next child; comma and key are written on the way.
    mutating func next(_ output: inout [UInt8]) -> JSONValue? {
      guard index < (isObject ? members.count : elements.count) else { return nil }
      if index > 0 { output.append(UInt8(ascii: ",")) }
      index += 1
      guard isObject else { return elements[index - 1] }
      JSONWriter.append(members[index - 1].key, to: &output)
      output.append(UInt8(ascii: ":"))
      return members[index - 1].value
    }
  }

  private static func append(scalar value: JSONValue, to output: inout [UInt8]) {
    switch value {
    case .bool(let bool): output.append(contentsOf: (bool ? "true" : "false").utf8)
    case .integer(let integer): output.append(contentsOf: "\(integer)".utf8)
    case .number(let number) where number.isFinite:
      output.append(contentsOf: "\(number)".utf8)
    case .number(let number):
      append(number.isNaN ? "nan" : number < 0 ? "-inf" : "inf", to: &output)
    case .string(let string): append(string, to: &output)
    case .null, .array, .object: output.append(contentsOf: "null".utf8)
    }
  }

  /// The letter behind the backslash and the length of what it stands for; `nil`: nothing to escape.
  @inline(__always)
  private static func escape(_ utf8: JSONBytes.Pointer, at place: Int) -> (UInt8, Int)? {
    switch utf8[place] {
    case JSONBytes.quote: return (JSONBytes.quote, 1)
    case JSONBytes.backslash: return (JSONBytes.backslash, 1)
    case JSONBytes.lineFeed: return (UInt8(ascii: "n"), 1)
    case UInt8(ascii: "\r"): return (UInt8(ascii: "r"), 1)
    case UInt8(ascii: "\t"): return (UInt8(ascii: "t"), 1)
    case ..<0x20, 0x7F: return (UInt8(ascii: "u"), 1)
    case 0xE2 where place + 2 < utf8.count && utf8[place + 1] == 0x80:
      return utf8[place + 2] & 0xFE == 0xA8 ? (UInt8(ascii: "u"), 3) : nil
    default: return nil
    }
  }

  /// Four hexadecimal digits: a byte's own, or those of U+2028 and U+2029.
  private static func appendDigits(
    of utf8: JSONBytes.Pointer, at place: Int, to output: inout [UInt8]
  ) {
    let unit = utf8[place] == 0xE2 ? 0x2028 + Int(utf8[place + 2] & 1) : Int(utf8[place])
    let digits = String(unit, radix: 16)
    for _ in digits.utf8.count..<4 { output.append(UInt8(ascii: "0")) }
    output.append(contentsOf: digits.utf8)
  }
}
