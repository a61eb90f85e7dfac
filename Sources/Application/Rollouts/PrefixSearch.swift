import Survival
import Trajectories

/// Which beginnings of a trajectory are continued, and what their continuations say about its steps.
///
/// A beginning of t steps, t in 0…T, is good if a continuation of it reaches the reference answer. Linear (Wang et al.
/// 2024, arXiv:2312.08935, Math-Shepherd): all of them, each step judged by itself. Binary (Luo et al. 2024,
/// arXiv:2406.06592, OmegaPRM): halves the steps between a good beginning and a bad one; assumes that none is good behind
/// a bad one.
struct PrefixSearch: Equatable, Sendable {
  /// In which order beginnings are tried: the values of `--search`.
  enum Order: String, CaseIterable, Equatable, Sendable {
    case linear, binary
  }

  let order: Order
  let stepCount: Int
  /// Continuations of each beginning.
  let samples: Int
  /// Of the continuations of t steps, those that are right; shape (T + 1), `nil` for what was not tried.
  private(set) var right: [Int?]
  /// The longest good beginning and the shortest bad one, for `binary`.
  private var good = 0
  private var bad: Int

  /// A search over T > 0 steps.
  ///
  /// `isRight` tells whether the whole trajectory's own answer is the reference's; `nil` if it states none.
  init(_ order: Order, stepCount: Int, samples: Int, isRight: Bool?) {
    (self.order, self.stepCount, self.samples) = (order, stepCount, samples)
    right = Array(repeating: nil, count: stepCount + 1)
    bad = stepCount
    if let isRight { right[stepCount] = isRight ? samples : 0 }
  }

  /// The beginnings to continue now; empty when all is known.
  var next: [Int] {
    switch order {
    case .linear: right.indices.filter { right[$0] == nil }
    case .binary:
      if right[stepCount] == nil {
        [stepCount]
      } else if right[stepCount] != 0 {
        []
      } else if bad - good > 1 {
        [(good + bad) / 2]
      } else {
        // Where not even the first step is good, the problem itself may be beyond the policy.
        bad == 1 && right[0] == nil ? [0] : []
      }
    }
  }

  /// Notes how many continuations of a beginning were right.
  mutating func note(_ count: Int, behind steps: Int) {
    right[steps] = count
    guard steps > 0, steps < stepCount else { return }
    if count > 0 { good = max(good, steps) } else { bad = min(bad, steps) }
  }

  // MARK: What it says

  /// The first step behind which no continuation is right, counted from 0; `nil` where the policy never is right.
  var firstError: FirstError? {
    guard right.contains(where: { ($0 ?? 0) > 0 }) else { return nil }
    switch order {
    case .linear:
      let step = right.dropFirst().firstIndex { $0 == 0 }
      return step.map { .step($0 - 1) } ?? .noError
    case .binary:
      return right[stepCount] == 0 ? .step(bad - 1) : .noError
    }
  }

  /// Of each step the share of right continuations behind it; `nil` unless all were tried.
  var shares: [Double]? {
    let counts = right.dropFirst().compactMap(\.self)
    return counts.count == stepCount ? counts.map { Double($0) / Double(samples) } : nil
  }

  /// Great for a step behind which a continuation is right, bad for one behind which none is; between known ones what
  /// `binary` assumes.
  var ratings: [StepRating?] {
    guard let firstError else { return [] }
    return (1...stepCount).map { steps in
      if let count = right[steps], order == .linear { return count > 0 ? .great : .bad }
      guard order == .binary else { return nil }
      switch firstError {
      case .noError: return .great
      case .step(let step): return steps <= step ? .great : steps == step + 1 ? .bad : nil
      }
    }
  }
}
