import Glibc
import RegularExpressions

/// A regular expression of a tokenizer.json, which finds all its matches as Oniguruma does.
///
/// The time it may take is bounded: a foreign file could make it go back and forth for ever.
struct SplitExpression: Sendable {
  /// Where it stands.
  struct Origin: Equatable, Sendable {
    var path: String
    /// The member that holds it.
    var field: String
  }

  /// The text of the expression.
  let text: String
  private let origin: Origin
  private let compiled: CompiledExpression

  /// Reads an expression; what is understood: see ``ExpressionTranslator``.
  init(_ text: String, origin: Origin) throws(ExpressionError) {
    self.text = text
    self.origin = origin
    let translated = try ExpressionTranslator.translate(text)
    do throws(CompiledExpression.Fault) {
      compiled = try CompiledExpression(
        translated, options: [.multipleLines, .unicodeClasses, .wholeScalars])
    } catch {
      // Of what can be written only size is left for PCRE2 to refuse.
      throw ExpressionError(position: 0, reason: error.reason)
    }
  }

  /// Every match from left to right; none overlaps another, empty ones included.
  ///
  /// An empty match right behind another is none, as in the reference library.
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

/// One text under one expression, in bounded time.
///
/// PCRE2's limit counts anew at each place where a match may begin, and what it counts may itself pass
/// over the whole text. So the text is gone through in windows of such places, between which the clock is
/// asked; windows grow while that goes quickly.
private struct ExpressionSearch {
  private let compiled: CompiledExpression
  private let text: UnsafeBufferPointer<UInt8>
  private let workspace: MatchWorkspace
  private let firstWindow: Int
  private let start: (clock: Int, work: Int)
  private let patience: Int
  private var calls = 0
  /// When the clock was last looked at, and how long before that the time before.
  private var lastLook: Int
  private var lastStretch = 0
  /// Whether a limit was reached.
  private(set) var gaveUp = false

  /// How many bytes may be passed over from one place where a match may begin.
  private static let work = 1 << 32
  /// How many bytes may be passed over in a window.
  private static let windowWork = 1 << 14
  /// Windows between two looks at the clock.
  private static let callsBetween = 4
  /// Nanoseconds in which a window is gone through quickly.
  private static let shortStretch = 50_000
  /// Nanoseconds of the processor for a text, and what each of its bytes adds.
  private static let patience = (text: 1_500_000_000, byte: 200)

  /// `nil` when memory is short.
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

  /// The first match from a place on; `nil` without one, or when it ``gaveUp``.
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

  /// The clock of the wall is cheap to ask; where it says so, the time of the thread is what counts, so
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

/// Why a regular expression cannot be run; the words stand in ``TokenizerError``'s message.
struct ExpressionError: Error, Equatable {
  /// Scalars from the start of the expression.
  var position: Int
  var reason: String
}
