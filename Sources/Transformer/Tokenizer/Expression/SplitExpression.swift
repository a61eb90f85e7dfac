import Glibc
import RegularExpressions

/// A regular expression of a tokenizer.json that matches as Oniguruma does.
///
/// Its running time is bounded, since a foreign file could cause endless backtracking.
struct SplitExpression: Sendable {
  /// Where the expression occurs.
  struct Origin: Equatable, Sendable {
    var path: String
    /// The member of the file.
    var field: String
  }

  /// The expression as written.
  let text: String
  private let origin: Origin
  private let compiled: CompiledExpression

  /// Compiles an expression; ``ExpressionTranslator`` lists what is supported.
  init(_ text: String, origin: Origin) throws(ExpressionError) {
    self.text = text
    self.origin = origin
    let translated = try ExpressionTranslator.translate(text)
    do throws(CompiledExpression.Fault) {
      compiled = try CompiledExpression(
        translated, options: [.multipleLines, .unicodeClasses, .wholeScalars])
    } catch {
      // After translation PCRE2 can refuse an expression only for its size.
      throw ExpressionError(position: 0, reason: error.reason)
    }
  }

  /// All matches from left to right, including empty ones; none overlap.
  ///
  /// An empty match directly after another is dropped, as in the reference library.
  func matches(in text: UnsafeBufferPointer<UInt8>) throws(TokenizationError) -> [Range<Int>] {
    guard !text.isEmpty else { return [] }
    guard var search = ExpressionSearch(compiled, text) else { throw exhausted(text) }
    var ranges: [Range<Int>] = []
    var start = 0
    var lastEnd: Int?
    while start <= text.count {
      guard let match = search.next(from: start) else {
        if search.gaveUp { throw exhausted(text) }
        break
      }
      if match.isEmpty, match.lowerBound == lastEnd {
        start += start < text.count ? UTF8Scalars.length(text[start]) : 1
        continue
      }
      ranges.append(match)
      start = match.upperBound
      lastEnd = start
    }
    return ranges
  }

  private func exhausted(_ text: UnsafeBufferPointer<UInt8>) -> TokenizationError {
    TokenizationError(path: origin.path, field: origin.field, byteCount: text.count)
  }
}

/// A search for one expression in one text, in bounded time.
///
/// PCRE2's match limit starts anew at each starting position, and each counted step may itself scan
/// the whole text. So starting positions are searched in windows, with a look at the clock between
/// two; windows grow while they are fast.
private struct ExpressionSearch {
  private let compiled: CompiledExpression
  private let text: UnsafeBufferPointer<UInt8>
  private let workspace: MatchWorkspace
  private let firstWindow: Int
  private let start: (clock: Int, work: Int)
  private let patience: Int
  private var calls = 0
  /// The time of the last look at the clock, and the interval before it.
  private var lastLook: Int
  private var lastStretch = 0
  /// Whether a limit was reached.
  private(set) var gaveUp = false

  /// The most bytes to scan from one starting position.
  private static let work = 1 << 32
  /// The most bytes to scan in a window.
  private static let windowWork = 1 << 14
  /// The number of windows between two looks at the clock.
  private static let callsBetween = 4
  /// The time, in nanoseconds, below which a window counts as fast.
  private static let shortStretch = 50_000
  /// The processor time allowed for a text and for each of its bytes, in nanoseconds.
  private static let patience = (text: 1_500_000_000, byte: 200)

  /// Creates a search; `nil` if memory is short.
  init?(_ compiled: CompiledExpression, _ text: UnsafeBufferPointer<UInt8>) {
    guard let workspace = MatchWorkspace.ofThread else { return nil }
    self.compiled = compiled
    self.text = text
    self.workspace = workspace
    let most = max(4096, Self.work / max(text.count, 1))
    workspace.limit(tries: min(100_000 + 2 * text.count, most))
    firstWindow = max(1, min(16, Self.windowWork / max(text.count, 1)))
    patience = Self.patience.text + Self.patience.byte * text.count
    lastLook = Self.time(CLOCK_MONOTONIC)
    start = (lastLook, Self.time(CLOCK_THREAD_CPUTIME_ID))
  }

  /// The first match from an offset on; `nil` if there is none or the search ``gaveUp``.
  mutating func next(from place: Int) -> Range<Int>? {
    var place = place
    var window = firstWindow
    while place <= text.count {
      let end = min(place + window, text.count)
      let outcome = compiled.find(in: text, from: place, through: end, workspace)
      calls += 1
      let isDue = outcome == .absent || calls % Self.callsBetween == 0
      if outcome == .gaveUp || isDue && isLate() {
        gaveUp = true
        return nil
      }
      if outcome == .found { return workspace.range }
      if lastStretch < Self.shortStretch { window *= 4 }
      place = end + 1
      while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 }
    }
    return nil
  }

  /// Whether the time is up.
  ///
  /// The wall clock is cheap to read. Once it exceeds the limit, the thread's own time decides, so
  /// that a busy machine does not make a text unreadable.
  private mutating func isLate() -> Bool {
    let now = Self.time(CLOCK_MONOTONIC)
    lastStretch = now - lastLook
    lastLook = now
    guard now - start.clock > patience else { return false }
    return Self.time(CLOCK_THREAD_CPUTIME_ID) - start.work > patience
  }

  private static func time(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}

/// Why a regular expression is not supported; ``TokenizerError`` quotes the reason.
struct ExpressionError: Error, Equatable {
  /// The position in the expression, in scalars.
  var position: Int
  var reason: String
}
