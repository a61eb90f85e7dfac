import Glibc
import RegularExpressions

/// One search of one text with one expression, in bounded time.
///
/// PCRE2's limit starts anew at each place where a match may begin. So a text is searched in
/// windows of such places, with a look at the clock between them; windows grow while that goes
/// quickly. A try within the limit may itself read the whole text, so the limit is lower for longer
/// texts.
struct TextSearch {
  private let expression: CompiledExpression
  private let bytes: UnsafeBufferPointer<UInt8>
  private let workspace: MatchWorkspace
  private let isWhole: Bool

  /// The outcome; the range of a match is in the workspace.
  enum Outcome: Equatable {
    case found, absent
    case gaveUp(nanoseconds: Int)
  }

  /// Texts up to this length, in bytes, are searched in one go.
  private static let shortLength = 512
  /// How many bytes may be read in total from one starting place.
  private static let work = 1 << 29

  init(
    _ expression: CompiledExpression, bytes: UnsafeBufferPointer<UInt8>,
    workspace: MatchWorkspace, isWhole: Bool
  ) {
    self.expression = expression
    self.bytes = bytes
    self.workspace = workspace
    self.isWhole = isWhole
    let limit = min(20_000 + 4 * bytes.count, max(500, TextSearch.work / max(bytes.count, 1)))
    workspace.limit(tries: limit)
  }

  /// Searches for the first match that begins at or after `start`.
  func run(from start: Int) -> Outcome {
    if isWhole || bytes.count - start <= TextSearch.shortLength {
      return run(from: start, windowEnd: bytes.count)
    }
    let began = TextSearch.nanoseconds()
    var now = began
    var start = start
    var window = max(1, min(64, (1 << 18) / bytes.count))
    while start <= bytes.count {
      let end = min(start + window, bytes.count)
      let outcome = run(from: start, windowEnd: end)
      let before = now
      now = TextSearch.nanoseconds()
      if case .gaveUp = outcome { return .gaveUp(nanoseconds: now - began) }
      if outcome == .found { return .found }
      if now - began > RegularExpression.patience { return .gaveUp(nanoseconds: now - began) }
      if now - before < 50_000 { window *= 4 }
      start = characterStart(after: end)
    }
    return .absent
  }

  /// Searches for a match that begins in start...windowEnd.
  private func run(from start: Int, windowEnd: Int) -> Outcome {
    // The caller's texts are Swift strings, so they are valid, and starts are at characters.
    switch expression.find(in: bytes, from: start, through: windowEnd, isWhole: isWhole, workspace)
    {
    case .found: .found
    case .absent: .absent
    case .gaveUp: .gaveUp(nanoseconds: 100_000)
    }
  }

  private func characterStart(after place: Int) -> Int {
    var next = place + 1
    while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  private static func nanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
