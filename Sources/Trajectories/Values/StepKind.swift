/// What a step is, if a file distinguishes thoughts and tool use from the answer.
///
/// Not part of a trajectory's identity, which consists of texts alone.
public enum StepKind: String, Equatable, Hashable, Sendable, CaseIterable {
  /// Part of the answer.
  case answer
  /// What the language model thought before it answered.
  case thought
  /// A tool that it called, with its arguments.
  case toolCall = "tool_call"
  /// What a tool gave back.
  case toolResult = "tool_result"
}
