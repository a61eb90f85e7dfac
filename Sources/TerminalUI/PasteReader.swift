import Glibc

/// Reads pasted text up to the mark that ends it.
///
/// Bypasses ncurses, which would take escape sequences in the text for keys. Byte by byte, so that
/// nothing behind the mark is taken away from ncurses.
struct PasteReader {
  let descriptor: Int32

  /// What is longer is read and left out.
  static let byteLimit = 1 << 20
  /// A terminal that goes silent for so long has lost the mark, in milliseconds.
  private static let patience: Int32 = 500
  private static let endMark = Array("\u{1B}[201~".utf8)

  func read() -> String {
    var ending = PasteEnding()
    var bytes: [UInt8] = []
    while let byte = nextByte() {
      if bytes.count < Self.byteLimit + Self.endMark.count { bytes.append(byte) }
      if ending.isComplete(after: byte) { break }
    }
    if bytes.suffix(Self.endMark.count).elementsEqual(Self.endMark) {
      bytes.removeLast(Self.endMark.count)
    }
    return String(decoding: bytes.prefix(Self.byteLimit), as: UTF8.self)
  }

  private func nextByte() -> UInt8? {
    var readiness = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&readiness, 1, Self.patience)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      var byte: UInt8 = 0
      let length = Glibc.read(descriptor, &byte, 1)
      if length < 0, errno == EINTR { continue }
      return length == 1 ? byte : nil
    }
  }

  /// Recognises the end mark in a stream; its first byte occurs in it once only.
  private struct PasteEnding {
    private var matched = 0

    mutating func isComplete(after byte: UInt8) -> Bool {
      if byte == PasteReader.endMark[matched] {
        matched += 1
      } else {
        matched = byte == PasteReader.endMark[0] ? 1 : 0
      }
      guard matched == PasteReader.endMark.count else { return false }
      matched = 0
      return true
    }
  }
}
