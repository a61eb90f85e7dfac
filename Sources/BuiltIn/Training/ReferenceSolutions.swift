import Arithmetic
import Trajectories

/// Makes training trajectories from solutions known to be right.
///
/// The solution itself is a right trajectory, a sentence or two to a step. A copy with one number
/// changed, there and in all later steps, is a wrong one with a certain first error. So kinds of
/// text without labelled files, such as competition mathematics, still teach what is harmless.
struct ReferenceSolutions {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The right trajectory, and a wrong one if a number can be changed.
  mutating func trajectories(of trajectory: Trajectory) -> [Trajectory] {
    var right = trajectory
    right.steps = Self.sentences(of: trajectory.steps.joined(separator: "\n"))
    right.label = .noError
    guard right.steps.count > 1 else { return [] }
    guard let wrong = corrupted(right) else { return [right] }
    return [right, wrong]
  }

  /// SplitMix64: training must be repeatable.
  private mutating func random(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, limit)))
  }

  private mutating func corrupted(_ right: Trajectory) -> Trajectory? {
    let given = Set(ArithmeticReading(right.problem).mentions.map(\.value))
    var places: [(step: Int, mention: NumberMention)] = []
    for (index, step) in right.steps.enumerated() {
      for mention in ArithmeticReading(step).mentions
      where mention.role != .operand && !mention.isWord && !given.contains(mention.value) {
        guard let value = mention.value.integer, (3..<100_000).contains(value) else { continue }
        places.append((index, mention))
      }
    }
    guard !places.isEmpty else { return nil }
    let place = places[random(below: places.count)]
    guard let value = place.mention.value.integer,
      let first = places.first(where: { $0.mention.value == place.mention.value })?.step
    else { return nil }
    var wrong = right
    let slip = slipped(value)
    for index in first..<wrong.steps.count {
      wrong.steps[index] = Self.replacing(place.mention.value, by: slip, in: wrong.steps[index])
    }
    wrong.label = .firstError(first)
    return wrong
  }

  private mutating func slipped(_ value: Int) -> Int {
    let changes = [1, -1, 2, -2, 10, -10, value, 5, 9, -value / 2]
    let result = value + changes[random(below: changes.count)]
    return result > 0 && result != value ? result : value + 1
  }

  private static func replacing(_ value: Rational, by number: Int, in step: String) -> String {
    var bytes = Array(step.utf8)
    for mention in ArithmeticReading(step).mentions.reversed()
    where mention.value == value && !mention.isWord {
      bytes.replaceSubrange(mention.range, with: String(number).utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Splits at full stops outside formulas, so that a step has at least 60 bytes.
  static func sentences(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    var steps: [String] = []
    var start = 0
    var isFormula = false
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "$") { isFormula.toggle() }
      let isStop =
        bytes[index] == UInt8(ascii: ".") && index + 1 < bytes.count
        && (bytes[index + 1] == 0x20 || bytes[index + 1] == 0x0a)
      guard isStop, !isFormula, index - start >= 60 else { continue }
      steps.append(String(decoding: bytes[start...index], as: UTF8.self))
      start = index + 1
    }
    if start < bytes.count { steps.append(String(decoding: bytes[start...], as: UTF8.self)) }
    return steps
  }
}
