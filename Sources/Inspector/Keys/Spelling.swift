/// Near misses: what somebody who typed a name probably meant.
enum Spelling {
  /// The candidate with the fewest edits, if those are at most a third of the word.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let word = word.lowercased()
    let scored = candidates.map { (candidate: $0, distance: distance(word, $0)) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, word.count / 3) ? best.candidate : nil
  }

  /// Levenshtein distance in characters; words longer than 64 are never near.
  private static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left)
    let right = Array(right)
    guard left.count <= 64, right.count <= 64 else { return Int.max }
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let substituted = previous[column] + (character == other ? 0 : 1)
        current.append(min(substituted, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
