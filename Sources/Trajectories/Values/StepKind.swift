/// What a step is, where a file tells what was thought and done from what was said.
///
/// It is no part of a trajectory's identity, which is made of texts alone.
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
