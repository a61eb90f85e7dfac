import Survival

/// Finds the pairs of features from which a fitted model would gain most.
enum PairSearch {
  /// Features with fixed names; those that quote words are too many to pair.
  private static func isCore(_ name: String) -> Bool {
    name != "always" && !name.hasPrefix(TrainingSet.sourcePrefix) && !FittingPlan.quotes(name)
      && !name.hasPrefix("computes ") && PairTerms.parts(of: name) == nil
  }

  /// The `count` pairs with the steepest loss, as columns of `set`.
  static func best(
    _ count: Int, in set: TrainingSet, training: [TrainingSet.Example], weights: [Double],
    without known: Set<String>
  ) throws -> [(Int32, Int32)] {
    var place: [Int32: Int] = [:]
    var core: [Int32] = []
    for (column, name) in set.names.enumerated() where isCore(name) {
      place[Int32(column)] = core.count
      core.append(Int32(column))
    }
    let table = try gains(
      in: set, training: training, weights: weights, place: place, size: core.count)
    let ranked = table.indices.filter { table[$0] > 0 }.sorted { table[$0] > table[$1] }
    let pairs = ranked.lazy.map { (core[$0 / core.count], core[$0 % core.count]) }
      .filter { !known.contains(Self.name($0, in: set)) }
    return Array(pairs.prefix(count))
  }

  static func name(_ pair: (Int32, Int32), in set: TrainingSet) -> String {
    set.names[Int(pair.0)] + PairTerms.separator + set.names[Int(pair.1)]
  }

  /// (Σ slope)² / Σ slope² for each pair: how consistently its slopes point one way.
  private static func gains(
    in set: TrainingSet, training: [TrainingSet.Example], weights: [Double],
    place: [Int32: Int], size: Int
  ) throws -> [Double] {
    var sums = [Double](repeating: 0, count: size * size)
    var squares = sums
    for example in training where example.weight > 0 {
      let logits = set.logits(of: example, weights: weights)
      let (_, slopes) = try SurvivalObjective.lossAndGradient(of: logits, label: example.label)
      for (row, slope) in zip(example.rows, slopes) {
        let present = set.columns[set.offsets[row]..<set.offsets[row + 1]].compactMap { place[$0] }
          .sorted()
        let share = slope * example.weight
        for (index, first) in present.enumerated() {
          for second in present[(index + 1)...] {
            sums[first * size + second] += share
            squares[first * size + second] += share * share
          }
        }
      }
    }
    return zip(sums, squares).map { $1 > 0 ? $0 * $0 / $1 : 0 }
  }
}

extension TrainingSet {
  /// Appends a column for each pair, 1 where both features occur.
  mutating func add(pairs: [(Int32, Int32)]) {
    var partners: [Int32: [(Int32, Int32)]] = [:]
    for pair in pairs {
      partners[pair.0, default: []].append((pair.1, Int32(names.count)))
      names.append(PairSearch.name(pair, in: self))
    }
    var newOffsets = [0]
    var newColumns: [Int32] = []
    var newValues: [Float] = []
    for row in 0..<rowCount {
      let range = offsets[row]..<offsets[row + 1]
      newColumns += columns[range]
      newValues += values[range]
      let present = Set(columns[range])
      for column in columns[range] {
        for (partner, pair) in partners[column] ?? [] where present.contains(partner) {
          newColumns.append(pair)
          newValues.append(1)
        }
      }
      newOffsets.append(newColumns.count)
    }
    offsets = newOffsets
    columns = newColumns
    values = newValues
  }

  /// Adds the columns of pairs that a model already has.
  mutating func add(pairsOf weights: [String: Double]) {
    let columns = Dictionary(
      names.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    add(
      pairs: weights.keys.sorted().compactMap { name in
        guard let (first, second) = PairTerms.parts(of: name), let one = columns[String(first)],
          let two = columns[String(second)]
        else { return nil }
        return (one, two)
      })
  }
}
