/// The walk over simdjson's tape that makes a `JSONValue`; no recursion, so no depth can hurt it.
///
/// A word holds its kind in the top byte and a payload below; numbers occupy the word that follows.
/// Layout: simdjson 3.0.1, doc/tape.md.
struct JSONTape {
  let words: UnsafePointer<UInt64>
  let strings: UnsafePointer<UInt8>

  /// A container whose end has not been reached.
  private struct OpenContainer {
    var isObject: Bool
    var elements: [JSONValue] = []
    var members: [JSONObject.Member] = []
    /// The key whose value comes next.
    var key: String?

    var value: JSONValue { isObject ? .object(JSONObject(members)) : .array(elements) }

    init(isObject: Bool, count: Int) {
      self.isObject = isObject
      if isObject { members.reserveCapacity(count) } else { elements.reserveCapacity(count) }
    }

    mutating func append(_ value: JSONValue) {
      if !isObject {
        elements.append(value)
      } else if let name = key {
        members.append(JSONObject.Member(key: name, value: value))
        key = nil
      }
    }
  }

  /// The whole document, or `nil` when it is nested deeper than ``JSONParser/depthLimit``.
  ///
  /// simdjson itself does not count an innermost container that is empty.
  func value() -> JSONValue? {
    var open: [OpenContainer] = []
    var index = 1  // The first word is the root's and names no value.
    while true {
      let word = words[index]
      index += 1
      let finished: JSONValue
      switch UInt8(truncatingIfNeeded: word >> 56) {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = UInt8(truncatingIfNeeded: word >> 56) == UInt8(ascii: "{")
        guard open.count < JSONParser.depthLimit else { return nil }
        open.append(OpenContainer(isObject: isObject, count: Int(word >> 32 & 0xFF_FFFF)))
        continue
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard let container = open.popLast() else { return nil }
        finished = container.value
      case UInt8(ascii: "\""):
        let text = string(at: Int(word & 0x00FF_FFFF_FFFF_FFFF))
        if let top = open.indices.last, open[top].isObject, open[top].key == nil {
          open[top].key = text
          continue
        }
        finished = .string(text)
      default:
        finished = scalar(word, index: &index)
      }
      guard let top = open.indices.last else { return finished }
      open[top].append(finished)
    }
  }

  private func scalar(_ word: UInt64, index: inout Int) -> JSONValue {
    switch UInt8(truncatingIfNeeded: word >> 56) {
    case UInt8(ascii: "t"): return .bool(true)
    case UInt8(ascii: "f"): return .bool(false)
    case UInt8(ascii: "l"):
      index += 1
      return .integer(Int64(bitPattern: words[index - 1]))
    case UInt8(ascii: "u"):
      index += 1
      return .number(Double(words[index - 1]))
    case UInt8(ascii: "d"):
      index += 1
      return .number(Double(bitPattern: words[index - 1]))
    default: return .null
    }
  }

  private func string(at offset: Int) -> String {
    let start = strings + offset
    let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return String(
      decoding: UnsafeBufferPointer(start: start + 4, count: Int(length)), as: UTF8.self)
  }
}
