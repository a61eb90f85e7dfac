import Synchronization

/// Sequences that grow token by token: their keys and values stay from one call to the next.
///
/// A sequence is appended to, forked and rewound. Forks share what they have in common, in pages of 64 tokens of which
/// the last is copied when one of them goes on. Many sequences, also of different lengths, grow in one call, which reads the
/// weights once for all. Numbers are the engine's: hidden states behind the final norm, or logits of the whole vocabulary.
///
/// Belongs to one thread at a time. Memory: ``byteLimit`` at most, taken as sequences grow, beside the engine's own. A
/// call that fails or is stopped leaves all sequences as they were.
public final class DecoderSession {
  /// One sequence of a session.
  public struct Sequence: Hashable, Sendable {
    fileprivate let number: Int
  }

  /// At which of the tokens that are appended something is read.
  public enum Reading: Equatable, Sendable {
    case none, last, all
    /// Counted from the start of the sequence, in any order.
    case positions([Int])
  }

  /// Tokens for the end of a sequence.
  public struct Addition: Equatable, Sendable {
    /// What grows.
    public var sequence: Sequence
    /// At least one id, each in 0 ..< V.
    public var tokens: [Int32]
    /// What is asked for.
    public var reading: Reading

    /// Tokens for the end of a sequence.
    public init(_ sequence: Sequence, _ tokens: [Int32], reading: Reading = .last) {
      (self.sequence, self.tokens, self.reading) = (sequence, tokens, reading)
    }
  }

  struct State {
    var tokens: [Int32] = []
    var pages: [Int] = []
  }

  /// What computes.
  public let engine: DecoderEngine
  /// The tokens that can be kept: a whole number of pages, each token of a common beginning counted once.
  public var tokenLimit: Int { pages.pageCount * KeyValuePages.size }
  /// The bytes of as many keys and values.
  public var byteLimit: Int {
    tokenLimit * KeyValuePages.bytesPerToken(engine.configuration, engine.element)
  }
  /// The tokens for which there is still room.
  public var freeTokenCount: Int { pages.freeCount * KeyValuePages.size }

  let pages: KeyValuePages
  private var states: [Sequence: State] = [:]
  /// One count for all sessions, so that none takes another's sequence for its own.
  private static let nextNumber = Atomic<Int>(0)

  /// A session without sequences that keeps so many tokens at most, rounded up to whole pages.
  ///
  /// - Throws: ``DecoderError/outOfMemory(bytes:)``.
  public init(_ engine: DecoderEngine, tokenLimit: Int) throws(DecoderError) {
    self.engine = engine
    pages = try KeyValuePages(tokens: max(1, tokenLimit), engine.configuration, engine.element)
  }

  /// A session that keeps as many tokens as go into so many bytes, at least one page of them.
  ///
  /// - Throws: ``DecoderError/outOfMemory(bytes:)``.
  public convenience init(_ engine: DecoderEngine, byteLimit: Int) throws(DecoderError) {
    let perToken = KeyValuePages.bytesPerToken(engine.configuration, engine.element)
    let size = KeyValuePages.size
    try self.init(engine, tokenLimit: max(size, byteLimit / perToken / size * size))
  }

  // MARK: Sequences

  /// A new sequence without tokens.
  public func start() -> Sequence {
    let number = DecoderSession.nextNumber.wrappingAdd(1, ordering: .relaxed).oldValue
    let sequence = Sequence(number: number)
    states[sequence] = State()
    return sequence
  }

  /// A new sequence of the same tokens, which shares what is computed.
  ///
  /// - Throws: ``DecoderError/unknownSequence``.
  public func fork(_ sequence: Sequence) throws(DecoderError) -> Sequence {
    let state = try state(sequence)
    let copy = start()
    for page in state.pages { pages.share(page) }
    states[copy] = state
    return copy
  }

  /// Takes the last tokens away, so that `count` are left.
  ///
  /// - Throws: ``DecoderError/unknownSequence``, or ``DecoderError/rewindOutOfRange(count:tokens:)``.
  public func rewind(_ sequence: Sequence, to count: Int) throws(DecoderError) {
    var state = try state(sequence)
    guard (0...state.tokens.count).contains(count) else {
      throw .rewindOutOfRange(count: count, tokens: state.tokens.count)
    }
    let kept = (count + KeyValuePages.size - 1) / KeyValuePages.size
    for page in state.pages[kept...] { pages.release(page) }
    state.pages.removeSubrange(kept...)
    state.tokens.removeSubrange(count...)
    states[sequence] = state
  }

  /// Ends a sequence and gives back the pages that no other one reads; one that has ended already is left alone.
  public func drop(_ sequence: Sequence) {
    guard let state = states.removeValue(forKey: sequence) else { return }
    for page in state.pages { pages.release(page) }
  }

  /// The tokens of a sequence.
  ///
  /// - Throws: ``DecoderError/unknownSequence``.
  public func tokens(of sequence: Sequence) throws(DecoderError) -> [Int32] {
    try state(sequence).tokens
  }

  /// Those that have not been dropped, oldest first.
  public var sequences: [Sequence] { states.keys.sorted { $0.number < $1.number } }

  func state(_ sequence: Sequence) throws(DecoderError) -> State {
    guard let state = states[sequence] else { throw .unknownSequence }
    return state
  }

  func set(_ state: State, for sequence: Sequence) { states[sequence] = state }
}
