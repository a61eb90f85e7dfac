/// The first few of an order over any number of trajectories, which are seen once, in bounded memory.
///
/// It gives what ordering all of them would begin with.
public struct LabelingQueue<Item: Sendable>: Sendable {
  /// One trajectory that may be chosen.
  public struct Entry: Sendable {
    /// What the caller keeps of it.
    public var item: Item
    /// See ``LabelingOrder/priority(of:)``.
    public var priority: Double
    /// The first 8 bytes of its digest.
    public var key: UInt64
    /// Needed only by orders that compare texts.
    public var sketch: TextSketch?

    /// An entry from its parts.
    public init(item: Item, priority: Double, key: UInt64, sketch: TextSketch? = nil) {
      self.item = item
      self.priority = priority
      self.key = key
      self.sketch = sketch
    }
  }

  private typealias Numbered = (number: UInt64, entry: Entry)

  private let plan: LabelingPlan
  private let count: Int
  private var best: Beginning
  private var random: Beginning
  private var labelled: Beginning
  /// How many were seen without a label.
  public private(set) var openCount = 0
  /// The keys of those that have one.
  private var labelledKeys: [UInt64] = []
  private var smallestOpenKey: UInt64?

  /// How many were seen with one.
  public var labelledCount: Int { labelledKeys.count }

  /// A queue for the first `count`.
  public init(_ plan: LabelingPlan, count: Int) {
    self.plan = plan
    self.count = max(0, count)
    let usual = plan.order.isDiverse ? max(self.count, DiverseOrder.limit) : self.count
    best = Beginning(limit: usual, precedes: Self.precedes)
    random = Beginning(limit: self.count) { Self.order($0) < Self.order($1) }
    labelled = Beginning(
      limit: plan.order.isDiverse ? DiverseOrder.servingLimit : 0, precedes: Self.precedes)
  }

  /// Takes in one more; what is labelled is not offered again.
  public mutating func add(_ entry: Entry, isLabelled: Bool) {
    let numbered = (number: UInt64(openCount + labelledKeys.count), entry: entry)
    if isLabelled {
      labelledKeys.append(entry.key)
      labelled.add(numbered)
    } else {
      openCount += 1
      smallestOpenKey = min(smallestOpenKey ?? .max, entry.key)
      best.add(numbered)
      random.add(numbered)
    }
  }

  /// The first ones, in order; fewer only where there are fewer.
  public var first: [Entry] {
    let ranked = diverse(best.sorted)
    let drawn = random.sorted
    let rankedNumbers = Set(ranked.map(\.number))
    let drawnNumbers = Set(drawn.map(\.number))
    let ordered = ranked + drawn.filter { !rankedNumbers.contains($0.number) }
    let places = Dictionary(
      ordered.enumerated().map { ($1.number, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
    let others = ranked.filter { !drawnNumbers.contains($0.number) }
    let mixed = plan.mixed(
      ordered.indices.map { UInt32($0) },
      random: (drawn + others).compactMap { places[$0.number] }, offset: labelledCount)
    return mixed.prefix(count).map { ordered[Int($0)].entry }
  }

  /// The labels that are a random sample of all: those of every rank below a share.
  ///
  /// See ``RandomRank``; the share is 1 where everything has a label.
  public var sample: (share: Double, count: Int) {
    guard let smallestOpenKey else { return (1, labelledCount) }
    return (
      RandomRank.share(ofKey: smallestOpenKey), labelledKeys.count { $0 < smallestOpenKey }
    )
  }

  private func diverse(_ ranked: [Numbered]) -> [Numbered] {
    guard plan.order.isDiverse else { return ranked }
    let candidates = ranked.prefix(DiverseOrder.limit).prefix { !$0.entry.priority.isNaN }
    let empty = TextSketch([])
    let places = DiverseOrder.places(
      sketches: candidates.map { $0.entry.sketch ?? empty },
      entropies: candidates.map(\.entry.priority),
      labelled: labelled.sorted.map { $0.entry.sketch ?? empty })
    guard let places else { return ranked }
    return places.map { candidates[$0] } + ranked.dropFirst(candidates.count)
  }

  /// The largest priority first, missing ones last, equal ones at random.
  private static func precedes(_ left: Numbered, _ right: Numbered) -> Bool {
    let (first, second) = (left.entry.priority, right.entry.priority)
    if first.isNaN != second.isNaN { return second.isNaN }
    if !first.isNaN, first != second { return first > second }
    return order(left) < order(right)
  }

  private static func order(_ numbered: Numbered) -> (UInt64, UInt64) {
    (numbered.entry.key, numbered.number)
  }
}

extension LabelingQueue {
  /// The first so many of all that are added: at most twice as many are kept.
  private struct Beginning: Sendable {
    let limit: Int
    let precedes: @Sendable (Numbered, Numbered) -> Bool
    private var entries: [Numbered] = []

    init(limit: Int, precedes: @escaping @Sendable (Numbered, Numbered) -> Bool) {
      self.limit = limit
      self.precedes = precedes
    }

    mutating func add(_ entry: Numbered) {
      guard limit > 0 else { return }
      entries.append(entry)
      if entries.count >= 2 * limit { entries = sorted }
    }

    var sorted: [Numbered] { Array(entries.sorted(by: precedes).prefix(limit)) }
  }
}
