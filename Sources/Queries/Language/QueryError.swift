/// Where a query cannot be understood, and what would be right.
public struct QueryError: Error, Equatable, Sendable {
  /// UTF-8 offsets in the source; empty at its end when something is missing there.
  public var range: Range<Int>
  /// What is wrong; quotes what was typed.
  public var reason: String
  /// What would be right, with a near miss where there is one.
  public var remedy: String

  /// An error at a place of the source.
  public init(range: Range<Int>, reason: String, remedy: String) {
    self.range = range
    self.reason = reason
    self.remedy = remedy
  }

  /// The same error in a longer source, of which this one's begins at `offset`.
  func moved(by offset: Int) -> QueryError {
    var moved = self
    moved.range = range.lowerBound + offset..<range.upperBound + offset
    return moved
  }
}

extension QueryError: CustomStringConvertible {
  /// Reason and remedy in one line.
  public var description: String { "\(reason). \(remedy)" }
}
