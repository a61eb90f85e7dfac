import Glibc

/// The candidates of one question, in the order of their files.
public struct CandidateSet: Equatable, Sendable {
  /// What is known of each.
  public let candidates: [Candidate]
  /// Who gives the same answer.
  public let answers: AnswerGroups

  /// Groups the answers, which takes O(candidates · different answers) comparisons.
  public init(_ candidates: [Candidate]) {
    self.candidates = candidates
    answers = AnswerGroups(candidates.map(\.answer))
  }

  /// Candidates whose answers were grouped before; grouped anew where there are others.
  public init(_ candidates: [Candidate], answers: AnswerGroups) {
    self.candidates = candidates
    let isComplete = answers.groups.count == candidates.count
    self.answers = isComplete ? answers : AnswerGroups(candidates.map(\.answer))
  }

  /// Whether it can be said of each candidate if it is right, so that rules can be judged by it.
  public var isJudged: Bool { !candidates.isEmpty && candidates.allSatisfy(\.outcome.isJudged) }
}

/// The candidate that a rule takes.
public struct Choice: Equatable, Hashable, Sendable {
  /// Its place among the candidates, from 0.
  public var candidate: Int
  /// Whether another had as much, and this one only came first.
  public var isTied: Bool

  /// A choice.
  public init(candidate: Int, isTied: Bool = false) {
    (self.candidate, self.isTied) = (candidate, isTied)
  }
}

extension CandidateSet {
  /// What a rule chooses.
  ///
  /// Of several as good, the one seen first. Candidates without a figure are never the best and do not
  /// weigh, those without an answer do not vote. A majority is stood for by the first who gave its answer,
  /// a weighted vote by its supporter with the highest figure.
  /// - Parameters:
  ///   - rule: what chooses.
  ///   - count: how many candidates there are to choose from, the first of them; all by default.
  /// - Returns: `nil` where nothing can be chosen: no figure, no answer, or for the oracle none that is right.
  public func choice(by rule: SelectionRule, among count: Int? = nil) -> Choice? {
    let count = min(max(0, count ?? candidates.count), candidates.count)
    switch rule {
    case .first: return count > 0 ? Choice(candidate: 0) : nil
    case .oracle:
      return candidates[..<count].firstIndex(where: \.outcome.isRight).map { Choice(candidate: $0) }
    case .majority: return majority(count)
    case .best(let aggregation): return best(aggregation, Array(0..<count))
    case .vote(let aggregation): return vote(aggregation, count)
    }
  }

  /// Whether what a rule chooses is right; `false` where it chooses nothing.
  public func isRight(by rule: SelectionRule, among count: Int? = nil) -> Bool {
    choice(by: rule, among: count).map { candidates[$0.candidate].outcome.isRight } ?? false
  }

  /// All candidates from the best to the worst; those without a figure last, as good ones in their order.
  public func ranking(by aggregation: Aggregation) -> [Int] {
    let ranks = candidates.map { $0.figures[aggregation]?.rank }
    return candidates.indices.sorted { left, right in
      switch (ranks[left], ranks[right]) {
      case (let first?, let second?) where first != second: first > second
      case (.some, nil): true
      case (nil, .some): false
      default: left < right
      }
    }
  }

  private func majority(_ count: Int) -> Choice? {
    guard let winner = AnswerGroups.winner(of: answers.votes(among: count).map(Double.init)) else {
      return nil
    }
    return Choice(candidate: answers.firsts[winner.group], isTied: winner.isTied)
  }

  private func best(_ aggregation: Aggregation, _ places: [Int]) -> Choice? {
    var best: (place: Int, rank: Double)?
    var isTied = false
    for place in places {
      guard let rank = candidates[place].figures[aggregation]?.rank else { continue }
      if let present = best, rank <= present.rank {
        if rank == present.rank { isTied = true }
      } else {
        best = (place, rank)
        isTied = false
      }
    }
    return best.map { Choice(candidate: $0.place, isTied: isTied) }
  }

  private func vote(_ aggregation: Aggregation, _ count: Int) -> Choice? {
    let totals = answers.totals(of: weights(aggregation, among: count), among: count)
    guard let winner = AnswerGroups.winner(of: totals) else { return nil }
    let supporters = (0..<count).filter { answers.groups[$0] == winner.group }
    return best(aggregation, supporters).map {
      Choice(candidate: $0.candidate, isTied: winner.isTied)
    }
  }

  /// What each candidate weighs in a vote, relative to the heaviest, so that tiny ones do not vanish.
  public func weights(_ aggregation: Aggregation, among count: Int? = nil) -> [Double?] {
    let logs = candidates.prefix(max(0, count ?? candidates.count)).map {
      $0.figures[aggregation]?.logWeight
    }
    let heaviest = logs.compactMap(\.self).max() ?? 0
    return logs.map { log in
      log.map { $0 == heaviest ? ($0 == -.infinity ? 0 : 1) : exp($0 - heaviest) }
    }
  }
}
