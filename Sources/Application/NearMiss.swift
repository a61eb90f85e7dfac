/// Finds the name that a misspelt word most likely meant.
package enum NearMiss {
  /// The nearest of `names` within two edits, and within a third of the word; `nil` without one.
  package static func find(_ word: String, among names: [String]) -> String? {
    let allowed = min(2, max(1, word.count / 3))
    let distances = names.map { ($0, distance(word, $0)) }
    guard word.count > 1, word.count < 64, let best = distances.min(by: { $0.1 < $1.1 }),
      best.1 <= allowed
    else { return nil }
    return best.0
  }

  /// How many letters must be added, dropped, changed or swapped with a neighbour.
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.lowercased())
    let right = Array(right.lowercased())
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 1...max(1, left.count) where row <= left.count {
      var current = [row]
      for column in 1...max(1, right.count) where column <= right.count {
        let change = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
        var best = min(change, previous[column] + 1, current[column - 1] + 1)
        let isSwap =
          row > 1 && column > 1 && left[row - 1] == right[column - 2]
          && left[row - 2] == right[column - 1]
        if isSwap { best = min(best, beforePrevious[column - 2] + 1) }
        current.append(best)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous.last ?? 0
  }
}
