/// An order, and the share of trajectories that are drawn at random whatever the order.
public struct LabelingPlan: Equatable, Sendable {
  /// What comes first.
  public var order: LabelingOrder
  /// How many of all are drawn at random, in 0...1.
  public var randomShare: Double

  /// The share of random draws unless another is asked for.
  public static let usualShare = 0.1

  /// A plan; shares beyond 0...1 become the nearest one, NaN becomes ``usualShare``.
  public init(_ order: LabelingOrder, randomShare: Double = Self.usualShare) {
    self.order = order
    self.randomShare = randomShare.isNaN ? Self.usualShare : min(max(randomShare, 0), 1)
  }

  /// Parses `informative`, `informative 20%` or `informative 0.2`.
  ///
  /// - Throws: ``LabelingPlanError``.
  public init(
    _ source: String, usualShare: Double = Self.usualShare
  ) throws(LabelingPlanError) {
    let words = source.split(whereSeparator: \.isWhitespace).map(String.init)
    let name = words.first ?? ""
    guard let order = LabelingOrder(rawValue: name.lowercased()) else {
      throw .unknownOrder(name)
    }
    guard words.count > 1 else {
      self.init(order, randomShare: usualShare)
      return
    }
    guard words.count == 2, let share = Self.share(words[1]) else {
      throw .badShare(words.dropFirst().joined(separator: " "))
    }
    self.init(order, randomShare: share)
  }

  /// Parses `0.2` or `20%`; `nil` for anything else, and beyond 0...1.
  public static func share(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? String(text.dropLast()) : text) else { return nil }
    let share = isPercent ? number / 100 : number
    return (0...1).contains(share) ? share : nil
  }
}

extension LabelingPlan: CustomStringConvertible {
  /// In the notation of ``init(_:usualShare:)``, with the share.
  public var description: String { "\(order.rawValue) \(randomShare)" }
}

/// Why a plan cannot be understood.
public enum LabelingPlanError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownOrder(String)
  case badShare(String)

  /// What was typed, and what would be right.
  public var description: String {
    let names = LabelingOrder.allCases.map(\.rawValue).joined(separator: ", ")
    return switch self {
    case .unknownOrder(""): "the order is missing. Write one of \(names)"
    case .unknownOrder(let name): "no order is called '\(name)'. Orders are \(names)"
    case .badShare(let text):
      "'\(text)' is no share of random draws. Write one from 0 to 1, or a percentage: 10%"
    }
  }
}

extension LabelingPlan {
  /// Mixes random draws into an order.
  ///
  /// Of each 1/share places the last one goes to the next in the random order, so that any beginning of
  /// the result contains all that the random order begins with, up to some place: an unbiased sample.
  /// Who was offered already is passed over. O(n), n/8 bytes beside the result.
  /// - Parameters:
  ///   - ordered: numbers in `0..<ordered.count`, each once, the first one first.
  ///   - random: the same numbers in the random order.
  ///   - offset: how many were offered before these, so that orders made anew keep the share.
  /// - Returns: the same numbers.
  public func mixed(_ ordered: [UInt32], random: [UInt32], offset: Int = 0) -> [UInt32] {
    guard randomShare > 0, ordered.count == random.count else { return ordered }
    var offered = OfferedNumbers(count: ordered.count)
    var result: [UInt32] = []
    result.reserveCapacity(ordered.count)
    var (next, nextRandom) = (ordered[...], random[...])
    while result.count < ordered.count {
      let place = Double(offset + result.count)
      // Half a millionth keeps ten tenths from falling short of one.
      let isRandom =
        ((place + 1) * randomShare + 5e-7).rounded(.down)
        > (place * randomShare + 5e-7).rounded(.down)
      let number = isRandom ? nextRandom.popFirst() : next.popFirst()
      guard let number else { break }
      if offered.insert(number) { result.append(number) }
    }
    return result
  }
}

/// A bit for each number.
private struct OfferedNumbers {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  /// - Returns: whether it is new.
  mutating func insert(_ number: UInt32) -> Bool {
    let (word, bit) = (Int(number >> 6), UInt64(1) << UInt64(number & 63))
    let isNew = words[word] & bit == 0
    words[word] |= bit
    return isNew
  }
}
