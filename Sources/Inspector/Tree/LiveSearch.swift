import Drawing
import Trajectories

/// A search that was asked for inside the inspector.
public struct SolveRequest: Equatable, Sendable {
  /// Its answers repeat it.
  public var number: Int
  /// The folder of the language model.
  public var policy: String
  /// n and m of the search.
  public var beams: Int
  /// How often each kept beginning is continued.
  public var width: Int
  /// The trajectory whose problem is to be solved.
  public var trajectory: Trajectory
}

/// The search whose tree is drawn while it grows.
struct LiveSearch: Equatable, Sendable {
  var number: Int
  var record: TreeRecord
  var isOver = false
}

extension InspectorState {
  /// The usual search is small enough to be watched.
  private static let usualSolve = (beams: 8, width: 2)

  /// Answers `:solve POLICY [N [M]]` and `:solve stop`.
  mutating func solve(_ argument: String) -> [Effect] {
    let words = argument.split(separator: " ").map(String.init)
    guard let policy = words.first, words.count <= 3 else {
      return refusing("solve takes a language model's folder and, if wanted, beams and width")
    }
    if words == ["stop"] {
      guard let live = tree.live, !live.isOver else { return refusing("no search is running") }
      tree.live?.isOver = true
      notice = Notice(text: "the search was stopped")
      return [.stopSolving]
    }
    let numbers = words.dropFirst().map { Int($0) ?? 0 }
    let beams = numbers.first ?? Self.usualSolve.beams
    let width = numbers.count > 1 ? numbers[1] : min(Self.usualSolve.width, beams)
    guard (1...1024).contains(beams), width > 0, beams % width == 0 else {
      return refusing("beams are 1 to 1024 and a multiple of the width, such as 16 4")
    }
    guard !options.blind else {
      return refusing("blind: a tree shows the judge's figures; leave blind mode first")
    }
    guard let trajectory = item?.trajectory, item?.unreadable == nil else {
      return refusing("there is no problem under the cursor")
    }
    return solve(trajectory, policy, beams: beams, width: width)
  }

  private mutating func solve(
    _ trajectory: Trajectory, _ policy: String, beams: Int, width: Int
  ) -> [Effect] {
    if layers.view != .tree {
      tree.origin = layers.view == .list ? .list : .reader
      toggle(.tree)
    }
    let record = TreeRecord(trajectory.source)
    let header = SearchTree.Header(id: trajectory.id, problem: trajectory.problem)
    tree.take(SearchTree(header), record)
    let number = requests.next()
    tree.live = LiveSearch(number: number, record: record)
    notice = Notice(text: "searching with \(policy)…")
    return [
      .solve(
        SolveRequest(
          number: number, policy: policy, beams: beams, width: width, trajectory: trajectory))
    ]
  }

  /// Another round of a search is decided.
  mutating func take(solving number: Int, _ grown: SearchTree, isOver: Bool) {
    guard let live = tree.live, live.number == number, !live.isOver else { return }
    tree.live?.isOver = isOver
    guard tree.record == live.record else { return }
    tree.grow(grown)
    guard isOver else { return }
    let chosen = grown.chosen.map { grown.nodes[$0] }
    let answer =
      chosen?.answer.map { ": \($0)" } ?? (chosen?.isComplete == true ? "" : ": no solution")
    let mark = chosen?.isRight.map { $0 ? " ✓" : " ✗" } ?? ""
    notice = Notice(
      text:
        "the search is over after \(NumberText.counted(grown.lastRound, "round"))\(answer)\(mark)")
  }

  mutating func take(solvingFailed number: Int, _ reason: String) {
    guard tree.live?.number == number else { return }
    tree.live?.isOver = true
    notice = Notice(text: reason, severity: .failure)
  }
}

extension TreeView {
  /// Takes a later state of the same search; the cursor's line stays where it is on the screen.
  mutating func grow(_ grown: SearchTree) {
    let (old, folds, here, above) = (row, folded, node, top)
    let replayed = replay
    take(grown, record)
    (folded, node, replay) = (folds, here, replayed)
    layOut()
    top = max(0, above + (row ?? 0) - (old ?? 0))
  }
}
