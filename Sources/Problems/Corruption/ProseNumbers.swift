/// The numbers of a text that are written in digits, and the text between them.
struct ProseNumbers: Sendable {
  enum Piece: Equatable, Sendable {
    case text(String)
    case number(Fraction, written: String)
  }

  var pieces: [Piece]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var (start, place) = (0, 0)
    func isDigit(_ place: Int) -> Bool {
      place < bytes.count && bytes[place] >= 48 && bytes[place] <= 57
    }
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while place < bytes.count {
      let startsWithPoint =
        bytes[place] == UInt8(ascii: ".") && isDigit(place + 1)
        && (place == 0 || !Self.isLetterOrDigit(bytes[place - 1]))
      guard isDigit(place) || startsWithPoint else {
        place += 1
        continue
      }
      var end = place
      while end < bytes.count {
        let isSeparator = bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ",")
        guard isDigit(end) || isSeparator && isDigit(end + 1) else { break }
        end += 1
      }
      let written = string(place..<end)
      // "iPhone4", "2nd" and the like name something; they count nothing.
      let isName = place > 0 && Self.isLetter(bytes[place - 1]) || Self.isOrdinal(bytes, end)
      if !isName, let value = Fraction(decimal: written) {
        if start < place { pieces.append(.text(string(start..<place))) }
        pieces.append(.number(value, written: written))
        start = end
      }
      place = end
    }
    if start < bytes.count { pieces.append(.text(string(start..<bytes.count))) }
    self.pieces = pieces
  }

  /// The text again.
  var text: String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .number(_, let written): written
      }
    }.joined()
  }

  /// Every number's value, in order.
  var values: [Fraction] {
    pieces.compactMap { if case .number(let value, _) = $0 { value } else { nil } }
  }

  /// With each number that `change` has another value for, written as the old one was.
  func replacing(_ change: (Fraction) -> Fraction?) -> ProseNumbers {
    var changed = self
    for place in pieces.indices {
      guard case .number(let value, let written) = pieces[place], let other = change(value) else {
        continue
      }
      changed.pieces[place] = .number(other, written: Self.write(other, like: written))
    }
    return changed
  }

  /// In the manner of the number in whose place it stands: with commas, with cents.
  static func write(_ value: Fraction, like written: String) -> String {
    let hasCents = written.split(separator: ".").last?.utf8.count == 2 && written.contains(".")
    let text = value.written(thousands: written.contains(","), cents: hasCents)
    return hasCents && value.isWhole ? text + ".00" : text
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) >= 97 && (byte | 0x20) <= 122
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte >= 48 && byte <= 57
  }

  private static func isOrdinal(_ bytes: [UInt8], _ end: Int) -> Bool {
    guard end + 1 < bytes.count else { return false }
    let ending = String(decoding: bytes[end...(end + 1)], as: UTF8.self).lowercased()
    let goesOn = end + 2 < bytes.count && isLetter(bytes[end + 2])
    return ["st", "nd", "rd", "th"].contains(ending) && !goesOn
  }
}
