/// Why bytes are not JSON: where, what, and how to fix it.
public struct JSONFault: Error, Equatable, Sendable {
  /// Offset of the fault in the parser's input.
  public var byteOffset: Int
  /// What is wrong; quotes only printable ASCII of the input.
  public var reason: String
  /// What would be right.
  public var remedy: String

  /// A fault at `byteOffset`, counted from 0.
  public init(byteOffset: Int, reason: String, remedy: String) {
    self.byteOffset = byteOffset
    self.reason = reason
    self.remedy = remedy
  }
}

extension JSONFault: CustomStringConvertible {
  /// Place, reason and remedy on one line.
  public var description: String { "byte \(byteOffset): \(reason). \(remedy)" }
}
