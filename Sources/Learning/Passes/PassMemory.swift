import Transformer

typealias Numbers = UnsafePointer<Float>
typealias MutableNumbers = UnsafeMutablePointer<Float>

/// Where a pass reads weights and adds gradients; valid while it runs.
///
/// Gradients have the layout of their weights; `nil` for what is frozen.
struct PassMemory: @unchecked Sendable {  // tasks of one stage write to different places
  /// The decoder's, ``DecoderParameters/values``.
  var body: Numbers
  var bodyGradient: MutableNumbers?
  /// Low-rank factors, and the head where the decoder is frozen.
  var adapter: Numbers?
  var adapterGradient: MutableNumbers?
}

/// Divisions of work that depend on its size alone, never on who is quick: sums in another order would
/// be other numbers, and a resumed run would not repeat an uninterrupted one.
enum WorkParts {
  /// Fewer rows than that are not worth another call of the matrix library.
  private static let leastRows = 32

  /// So many ranges at most that cover 0 ..< count, each but the last a multiple of 8 long.
  static func split(_ count: Int, into parts: Int, least: Int = leastRows) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let size = max((count + parts - 1) / parts, least)
    let step = (size + 7) / 8 * 8
    return stride(from: 0, to: count, by: step).map { $0..<min($0 + step, count) }
  }
}
