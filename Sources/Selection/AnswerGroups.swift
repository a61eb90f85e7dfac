import Answers

/// Which candidates of a question give the same answer.
///
/// In their order, each joins the first group whose first answer it certainly equals, and else opens its
/// own: where the comparison cannot tell, answers count as different. Equality of answers is not
/// transitive (50 % equals 50 and 1/2), so that what is compared, and in which order, has to be fixed.
/// A candidate without an answer is in no group. Adding candidates never changes earlier ones' groups.
public struct AnswerGroups: Equatable, Sendable {
  /// The group of each candidate, from 0 in the order in which they were first seen; `nil` without an answer.
  public private(set) var groups: [Int?] = []
  /// The first candidate of each group.
  public private(set) var firsts: [Int] = []
  /// Candidates that opened a group although they may equal an earlier answer.
  public private(set) var undecided = 0

  /// Groups final answers; compares each with at most one answer of every group.
  public init(_ answers: [String?]) {
    var known: [String: Int] = [:]
    var forms: [Answer] = []
    for (place, text) in answers.enumerated() {
      guard let text else {
        groups.append(nil)
        continue
      }
      if let group = known[text] {
        groups.append(group)
        continue
      }
      let form = Answer(text)
      let group = join(place, forms) { $0.compare(to: form) }
      if group == forms.count { forms.append(form) }
      known[text] = group
    }
  }

  /// Puts a candidate into its group, which may be new.
  private mutating func join<Form>(
    _ place: Int, _ forms: [Form], verdict: (Form) -> AnswerVerdict
  ) -> Int {
    var isUndecided = false
    for (group, form) in forms.enumerated() {
      switch verdict(form) {
      case .equal:
        groups.append(group)
        return group
      case .undecided: isUndecided = true
      case .different: break
      }
    }
    if isUndecided { undecided += 1 }
    groups.append(firsts.count)
    firsts.append(place)
    return firsts.count - 1
  }

  /// Groups answers that are equal as texts, the empty one included.
  init(texts: [String]) {
    var forms: [String] = []
    for (place, text) in texts.enumerated() {
      let group = join(place, forms) { $0 == text ? .equal : .different }
      if group == forms.count { forms.append(text) }
    }
  }
}

// MARK: Votes

extension AnswerGroups {
  /// How many of the first candidates give each answer; shape (groups seen among them).
  public func votes(among count: Int? = nil) -> [Int] {
    var votes: [Int] = []
    for group in groups.prefix(max(0, count ?? groups.count)) {
      guard let group else { continue }
      if group == votes.count { votes.append(0) }
      votes[group] += 1
    }
    return votes
  }

  /// What the votes for each answer weigh together.
  ///
  /// - Parameters:
  ///   - weights: one for each candidate; without one it does not vote.
  ///   - count: how many candidates vote, from the first.
  /// - Returns: shape (groups); `nil` for an answer that nobody with a weight gives.
  public func totals(of weights: [Double?], among count: Int? = nil) -> [Double?] {
    var totals = [Double?](repeating: nil, count: firsts.count)
    for (group, weight) in zip(groups, weights).prefix(max(0, count ?? groups.count)) {
      guard let group, let weight else { continue }
      totals[group] = (totals[group] ?? 0) + weight
    }
    return totals
  }

  /// The answer with the largest total, the one seen first where several have it.
  ///
  /// - Returns: its group and whether others have as much; `nil` where nobody voted.
  public static func winner(of totals: [Double?]) -> (group: Int, isTied: Bool)? {
    guard let most = totals.compactMap(\.self).max(),
      let group = totals.firstIndex(where: { $0 == most })
    else { return nil }
    return (group, totals.count { $0 == most } > 1)
  }
}
