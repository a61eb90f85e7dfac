import Testing

/// The real program in a real terminal; one test at a time, so that none waits for another's turn
/// on the processor.
@Suite(
  .serialized, .enabled(if: RealTerminal.isAvailable, Comment(rawValue: RealTerminal.absence)),
  .timeLimit(.minutes(3)))
struct EndToEndTests {}
