/// Writes JSON: compact, UTF-8 unescaped, `/` unescaped, numbers in the fewest digits that read
/// back the same.
///
/// Control characters, U+007F and the line separators U+2028 and U+2029 are escaped, so that a
/// record stays on one line for every reader. JSON has no infinity and no NaN: they are written as
/// the strings "inf", "-inf" and "nan", as everywhere in this program.
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

  /// Appends the value to `output`; iterative, so depth cannot overflow the stack.
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

  /// How many bytes of a string are copied before the room is checked again.
  private static let stretch = 512

  private static func append(utf8: JSONBytes.Pointer, to output: inout [UInt8]) {
    var place = 0
    while place < utf8.count {
      let length = min(stretch, utf8.count - place)
      // A byte becomes six at most; vector copies reach past the end.
      output.append(addingCapacity: 6 * length + 32) { room in
        room.withUnsafeMutableBufferPointer { buffer, count in
          let escaping = JSONEscaping(from: utf8, to: buffer, at: count)
          (place, count) = escaping.copied(from: place, until: place + length)
        }
      }
    }
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

    /// The next child; writes comma and key on the way.
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
    case .written(let token): output.append(contentsOf: token.utf8)
    case .string(let string): append(string, to: &output)
    case .null, .array, .object: output.append(contentsOf: "null".utf8)
    }
  }
}
