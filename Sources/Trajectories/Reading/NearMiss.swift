/// Finds the name that a misspelt word most likely meant.
public enum NearMiss {
  /// The nearest of `names`; `nil` if none is within two edits and a third of the word.
  ///
  /// Case does not matter. Words and names of one letter, and words of 64 or more, match nothing.
  public static func nearest(to word: String, among names: [String]) -> String? {
    guard (2..<64).contains(word.count) else { return nil }
    let allowed = min(2, max(1, word.count / 3))
    let scored = names.filter { $0.utf8.count > 1 }.map { (name: $0, distance: distance(word, $0)) }
    guard let best = scored.min(by: { $0.distance < $1.distance }), best.distance <= allowed
    else { return nil }
    return best.name
  }

  /// How many letters must be added, dropped, changed or swapped with a neighbour.
  ///
  /// The optimal string alignment distance, in O(left × right).
  private static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.lowercased())
    let right = Array(right.lowercased())
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let change = previous[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(change, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
