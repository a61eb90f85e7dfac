extension JSONElement {
  /// A copy that outlives the document; iterative, so depth cannot overflow the stack.
  public var value: JSONValue {
    var open: [OpenContainer] = []
    var place = index
    while true {
      let next = element(at: place)
      let finished: JSONValue
      switch next.mark {
      case Mark.object, Mark.array:
        open.append(OpenContainer(next))
        place += 1
        continue
      case Mark.objectEnd, Mark.arrayEnd:
        guard let container = open.popLast() else { return .null }
        finished = container.value
      default:
        if let top = open.indices.last, open[top].isObject, open[top].key == nil {
          open[top].key = String(validUTF8: text(at: place))
          place += 1
          continue
        }
        finished = next.scalar
      }
      place = end(of: place)
      guard let top = open.indices.last else { return finished }
      open[top].append(finished)
    }
  }

  private var scalar: JSONValue {
    switch mark {
    case Mark.true: .bool(true)
    case Mark.false: .bool(false)
    case Mark.int64: .integer(Int64(bitPattern: tape[index + 1]))
    case Mark.uint64, Mark.double: .number(number ?? 0)
    case Mark.writtenNumber, Mark.missing: .written(writtenNumber)
    case Mark.string: .string(String(validUTF8: text(at: index)))
    default: .null
    }
  }
}

/// A container whose end has not been reached.
private struct OpenContainer {
  let isObject: Bool
  var elements: [JSONValue] = []
  var members: [JSONObject.Member] = []
  /// The key of the next value.
  var key: String?

  var value: JSONValue { isObject ? .object(JSONObject(members)) : .array(elements) }

  init(_ container: JSONElement) {
    isObject = container.array == nil
    let count = Int(container.tape[container.index] >> 32 & 0xFF_FFFF)
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
