/// The answer that a trajectory ends with, where it is marked as one.
enum FinalAnswer {
  /// What stands in the last `\boxed{…}`, or behind the last `####`, of the last step that has one.
  ///
  /// Longer than a screen would show, it is no answer. Looks at the last steps only.
  static func find(in steps: [String]) -> String? {
    for step in steps.suffix(searchedSteps).reversed() {
      let bytes = Array(step.utf8.suffix(searchedBytes))
      if let answer = boxed(bytes) ?? marked(bytes) {
        let text = answer.trimmingBlanks
        return text.isEmpty ? nil : text
      }
    }
    return nil
  }

  private static let searchedSteps = 3
  private static let searchedBytes = 4096
  private static let longest = 200

  private static func boxed(_ bytes: [UInt8]) -> String? {
    guard let start = end(ofLast: Array("\\boxed{".utf8), in: bytes) else { return nil }
    var depth = 1
    for place in start..<bytes.count {
      if bytes[place] == UInt8(ascii: "{") { depth += 1 }
      if bytes[place] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return text(bytes[start..<place]) }
    }
    return nil
  }

  private static func marked(_ bytes: [UInt8]) -> String? {
    guard let start = end(ofLast: Array("#### ".utf8), in: bytes) else { return nil }
    return text(bytes[start...].prefix { $0 != UInt8(ascii: "\n") })
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    bytes.count <= longest ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private static func end(ofLast mark: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= mark.count else { return nil }
    return (0...bytes.count - mark.count).last { bytes[$0...].starts(with: mark) }
      .map { $0 + mark.count }
  }
}
