import Survival

/// Which first errors were predicted exactly, case by case, so that any weighting can be counted.
struct FirstErrorHits: Sendable {
  private let isWrong: [Bool]
  private let isHit: [Bool]

  /// - Parameters:
  ///   - labels: the first wrong steps; `nil` counts nowhere.
  ///   - predictions: the same, as predicted.
  init(labels: [FirstError?], predictions: [FirstError]) {
    isWrong = labels.map { $0 != .noError }
    isHit = zip(labels, predictions).map { $0 == $1 }
    isLabelled = labels.map { $0 != nil }
  }

  private let isLabelled: [Bool]

  /// Counts some cases, each once or as often as its weight says.
  func score(of places: some Sequence<Int>, weights: [Int]? = nil) -> ProcessBenchScore {
    var (wrong, foundWrong, correct, foundCorrect) = (0, 0, 0, 0)
    for place in places where isLabelled[place] {
      let weight = weights?[place] ?? 1
      if isWrong[place] { wrong += weight } else { correct += weight }
      guard isHit[place] else { continue }
      if isWrong[place] { foundWrong += weight } else { foundCorrect += weight }
    }
    return ProcessBenchScore(
      wrong: wrong, foundWrong: foundWrong, correct: correct, foundCorrect: foundCorrect)
  }
}
