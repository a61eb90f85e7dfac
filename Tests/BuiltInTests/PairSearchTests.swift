import Survival
import Testing

@testable import BuiltIn

struct PairSearchTests {
  private static let names = [
    "always", "a", "b", "c", "(file 0)", "says “thus”", "computes 3", "d",
  ]

  /// One step for each row, with the named features.
  private static func set(
    _ rows: [(features: [String], isWrong: Bool)]
  ) throws -> (set: TrainingSet, training: [TrainingSet.Example]) {
    var set = TrainingSet()
    set.names = names
    var training: [TrainingSet.Example] = []
    for (row, item) in rows.enumerated() {
      for feature in item.features {
        set.columns.append(Int32(try #require(names.firstIndex(of: feature))))
        set.values.append(1)
      }
      set.offsets.append(set.columns.count)
      training.append(
        TrainingSet.Example(
          rows: row..<row + 1, label: item.isWrong ? .firstError(0) : .correct, source: 0,
          weight: 1, question: UInt64(row)))
    }
    return (set, training)
  }

  /// At zero weights a right step has the slope ½ and a wrong one −1, so that a pair in n steps of
  /// one kind gains n, and one whose slopes cancel gains nothing.
  private static let rows: [(features: [String], isWrong: Bool)] = [
    (["a", "b"], false), (["a", "b"], false), (["a", "b"], false),
    (["c", "a"], true), (["a", "c"], true),
    (["b", "c"], false), (["b", "c"], false), (["b", "c"], true),
    (["c", "d"], false),
  ]

  private static func found(
    _ count: Int, weights: [Double]? = nil, without known: Set<String> = []
  ) throws -> [String] {
    let (set, training) = try set(rows)
    let pairs = try PairSearch.best(
      count, in: set, training: training,
      weights: weights ?? [Double](repeating: 0, count: names.count), without: known)
    return pairs.map { PairSearch.name($0, in: set) }
  }

  @Test func `pairs whose slopes agree most come first, those that cancel never`() throws {
    #expect(try Self.found(10) == ["a & b", "a & c", "c & d"])
    #expect(try Self.found(1) == ["a & b"])
  }

  @Test func `pairs that the model has already are left out`() throws {
    #expect(try Self.found(10, without: ["a & b", "c & d"]) == ["a & c"])
  }

  @Test func `slopes are those under the weights at hand`() throws {
    // With weight 10 on b and c their wrong step has next to no slope left to cancel the right ones:
    // (1 + 1)² / (1² + 1²) = 2.
    var weights = [Double](repeating: 0, count: Self.names.count)
    weights[2] = 10
    weights[3] = 10
    #expect(try Self.found(10, weights: weights) == ["a & b", "a & c", "b & c", "c & d"])
  }

  @Test func `levels of files, quotations and results are not paired`() throws {
    let (set, training) = try Self.set([
      (["always", "a", "(file 0)", "says “thus”", "computes 3"], true),
      (["always", "a", "(file 0)", "says “thus”", "computes 3"], true),
    ])
    let none = try PairSearch.best(
      10, in: set, training: training, weights: [Double](repeating: 0, count: Self.names.count),
      without: [])
    #expect(none.isEmpty)
  }

  @Test func `a pair becomes a column of its own, where both occur`() throws {
    var (set, training) = try Self.set(Self.rows)
    let before = set.columns.count
    set.add(pairs: [(1, 3)])
    #expect(set.names.last == "a & c")
    #expect(set.columns.count == before + 2)
    var weights = [Double](repeating: 0, count: set.names.count)
    weights[Self.names.count] = 1
    let logits = training.flatMap { set.logits(of: $0, weights: weights) }
    #expect(logits == [0, 0, 0, 1, 1, 0, 0, 0, 0])
  }

  @Test func `the pairs of a model are found by the names of their features`() throws {
    var (set, _) = try Self.set(Self.rows)
    set.add(pairsOf: ["a & b": 1, "a & unknown": 2, "d": 3, "b & c": 0.5])
    #expect(Array(set.names.dropFirst(Self.names.count)) == ["a & b", "b & c"])
  }
}
