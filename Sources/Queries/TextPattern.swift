/// A text or regular expression to look for, with smart case: capitals in it are meant.
///
/// `/…/` is a regular expression (PCRE2, compiled by its JIT), anything else is looked for literally.
public final class TextPattern: Equatable, Sendable {
  /// As it was typed.
  public let source: String

  /// - Throws: ``QueryError`` for a regular expression that is none; an empty text is one too.
  public init(_ source: String) throws(QueryError) { self.source = source }

  public static func == (left: TextPattern, right: TextPattern) -> Bool {
    left.source == right.source
  }

  public func matches(_ text: String) -> Bool { false }

  /// All matches, in order and apart, as ranges of UTF-8 offsets; at most `limit`.
  public func ranges(in text: String, limit: Int = 1000) -> [Range<Int>] { [] }

  /// The first place of a block of raw JSON records from which on one may match; `nil` when none
  /// of them can, whatever escapes they use. Never misses a match; may name a place without one.
  public func firstCandidate(
    inRawJSON bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? { start }
}
