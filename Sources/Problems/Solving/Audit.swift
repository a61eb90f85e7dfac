/// Finds the first wrong event of a solution by comparing what it states with the true values.
///
/// It knows nothing of the mistake that was asked for.
enum Audit {
  static func solution(
    _ story: Story, _ events: [Event], answer: Fraction, kind: ErrorKind?
  ) -> Solution {
    let wrong = events.indices.filter { isWrong(events[$0], of: story) }
    let first = wrong.first
    let later = wrong.dropFirst().filter {
      events[$0].kind == .computation || events[$0].kind == .answer
    }
    return Solution(
      events: events, answer: answer, firstWrong: first, kind: kind, carriesOn: !later.isEmpty)
  }

  /// Whether an event states something that is not so in the story.
  static func isWrong(_ event: Event, of story: Story) -> Bool {
    switch event.kind {
    case .facts:
      return story.question.givens.contains { event.seen[$0] != story.truth[$0] }
    case .computation:
      guard let node = story.family.node(event.key) else { return true }
      let expected = node.operands.map { story.truth[$0] }
      let stated = event.operands.map(\.value)
      let isSame =
        stated == expected
        || event.operation.isSymmetric && Self.sorted(stated) == Self.sorted(expected)
      return event.operation != node.operation || !isSame
        || event.result != story.truth[event.key]
    case .check:
      let values = event.operands.map(\.value)
      return event.operation.result(values) != event.result || values[0] != story.truth[event.key]
    case .reminder, .answer:
      return event.result != story.truth[event.key]
    }
  }

  private static func sorted(_ values: [Fraction]) -> [Fraction] {
    values.sorted { $0.isBelow($1) }
  }
}
