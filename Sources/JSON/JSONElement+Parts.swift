import Glibc

extension JSONElement {
  /// The elements of an array, in order.
  ///
  /// `count` is O(1) below 16,777,215 elements.
  public struct Elements: Collection {
    let array: JSONElement

    /// Tape position of the first element.
    public var startIndex: Int { array.index + 1 }
    /// Tape position of the closing bracket.
    public var endIndex: Int { array.end(of: array.index) - 1 }
    /// The element at a place.
    public subscript(place: Int) -> JSONElement { array.element(at: place) }
    /// The position of the next element.
    public func index(after place: Int) -> Int { array.end(of: place) }

    /// How many there are.
    public var count: Int {
      let noted = Int(array.tape[array.index] >> 32 & 0xFF_FFFF)
      guard noted == 0xFF_FFFF else { return noted }
      return indices.reduce(0) { count, _ in count + 1 }
    }

    /// The element at position `number`, counted from 0; `nil` past the end.
    ///
    /// O(`number`).
    public func element(_ number: Int) -> JSONElement? {
      guard (0..<count).contains(number) else { return nil }
      return dropFirst(number).first
    }
  }

  /// The members of an object in file order, duplicates included.
  public struct Members: Sequence, IteratorProtocol {
    private let object: JSONElement
    private var place: Int
    private let end: Int

    init(of object: JSONElement) {
      self.object = object
      place = object.index + 1
      end = object.end(of: object.index) - 1
    }

    /// The next member.
    public mutating func next() -> Member? {
      guard place < end else { return nil }
      let member = Member(keyText: object.text(at: place), value: object.element(at: place + 1))
      place = object.end(of: place + 1)
      return member
    }
  }

  /// A key and its value.
  public struct Member {
    /// The key's UTF-8; escapes are resolved.
    public let keyText: UnsafeBufferPointer<UInt8>
    /// Any value, `null` included.
    public let value: JSONElement
    /// The key.
    public var key: String { String(validUTF8: keyText) }
  }

  /// The elements of an array; `nil` for anything else.
  public var array: Elements? { mark == Mark.array ? Elements(array: self) : nil }

  /// The members of an object; `nil` for anything else.
  public var members: Members? { mark == Mark.object ? Members(of: self) : nil }

  /// The first member with this name; `nil` when there is none, or for anything but an object.
  ///
  /// O(members), however large their values.
  public subscript(key: String) -> JSONElement? {
    guard mark == Mark.object else { return nil }
    var key = key
    return key.withUTF8 { key in
      var members = Members(of: self)
      while let member = members.next() {
        if JSONBytes.areEqual(member.keyText, key) { return member.value }
      }
      return nil
    }
  }

  /// The keys and decimal indices that lead here from the document's root, outermost first.
  ///
  /// Walks the document; meant for error messages.
  public var path: [String] {
    var path: [String] = []
    var place = element(at: 1)
    while place.index < index {
      if let members = place.members {
        guard let next = members.first(where: { holds($0.value) }) else { return path }
        path.append(next.key)
        place = next.value
      } else if let elements = place.array {
        guard let next = elements.enumerated().first(where: { holds($0.element) }) else {
          return path
        }
        path.append(String(next.offset))
        place = next.element
      } else {
        return path
      }
    }
    return path
  }

  /// Whether this element is the other one or contains it.
  private func holds(_ other: JSONElement) -> Bool {
    other.index <= index && index < other.end(of: other.index)
  }
}
