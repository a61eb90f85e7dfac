/// A question that a trajectory answers with yes or no, such as
/// `S < 0.3 and outcome = right and not labelled`.
public struct Query: Equatable, Sendable {
  /// As it was typed.
  public let source: String
  /// What a row must have filled in before ``accepts(_:now:)`` is asked.
  public let needs: QueryNeeds

  /// Understands a filter; an empty one is `nil` for the caller to handle.
  ///
  /// - Throws: ``QueryError``, which points at the place.
  public init(_ source: String) throws(QueryError) {
    self.source = source
    needs = []
  }

  /// Whether the trajectory belongs to what was asked for; `now` is in seconds since 1970.
  public func accepts(_ row: QueryRow, now: Double) -> Bool { true }
}

/// Where a query cannot be understood, and what would be right.
public struct QueryError: Error, Equatable, Sendable {
  /// UTF-8 offsets in the source.
  public var range: Range<Int>
  /// What is wrong; quotes what was typed.
  public var reason: String
  /// What would be right, with a near miss where there is one.
  public var remedy: String

  public init(range: Range<Int>, reason: String, remedy: String) {
    self.range = range
    self.reason = reason
    self.remedy = remedy
  }
}

/// One key of a sort.
public struct SortTerm: Equatable, Sendable {
  public var field: QueryField
  public var descending: Bool

  public init(field: QueryField, descending: Bool = false) {
    self.field = field
    self.descending = descending
  }

  /// Understands `S, steps desc, -entropy`.
  ///
  /// - Throws: ``QueryError``.
  public static func terms(_ source: String) throws(QueryError) -> [SortTerm] { [] }
}

/// What could be typed next.
public struct QueryCompletion: Equatable, Sendable {
  /// The UTF-8 range of the source that a candidate replaces.
  public var range: Range<Int>
  public var candidates: [String]

  /// What fits at the cursor, a UTF-8 offset: fields, operators, words of the field before it.
  public init(_ source: String, cursor: Int) {
    range = cursor..<cursor
    candidates = []
  }
}
