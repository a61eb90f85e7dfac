import Synchronization

/// Incremental decoding: sequences whose keys and values are kept between calls.
///
/// A sequence can be extended, forked and rewound. Forks share their common tokens in pages of 64, and the last page
/// is copied when one of them is extended. One call extends many sequences of any lengths and reads the weights once for
/// all. It returns hidden states after the final norm, or logits over the whole vocabulary.
///
/// Use from one thread at a time. Memory: at most ``byteLimit``, allocated as sequences grow, in addition to the
/// engine's. A call that fails or is cancelled leaves all sequences unchanged.
public final class DecoderSession {
  /// One sequence of a session.
  public struct Sequence: Hashable, Sendable {
    fileprivate let number: Int
  }

  /// The appended positions whose output is requested.
  public enum Reading: Equatable, Sendable {
    case none, last, all
    /// Counted from the start of the sequence, in any order.
    case positions([Int])
  }

  /// Tokens to append to a sequence.
  public struct Addition: Equatable, Sendable {
    /// The sequence to extend.
    public var sequence: Sequence
    /// At least one id, each in 0 ..< V.
    public var tokens: [Int32]
    /// The positions to read.
    public var reading: Reading

    /// Tokens to append to a sequence.
    public init(_ sequence: Sequence, _ tokens: [Int32], reading: Reading = .last) {
      (self.sequence, self.tokens, self.reading) = (sequence, tokens, reading)
    }
  }

  struct State {
    var tokens: [Int32] = []
    var pages: [Int] = []
  }

  /// The decoder.
  public let engine: DecoderEngine
  /// The most tokens kept, a multiple of the page size; shared tokens count once.
  public var tokenLimit: Int { pages.pageCount * KeyValuePages.size }
  /// The most bytes of keys and values.
  public var byteLimit: Int {
    tokenLimit * KeyValuePages.bytesPerToken(engine.configuration, engine.element)
  }
  /// The number of tokens in free pages.
  public var freeTokenCount: Int { pages.freeCount * KeyValuePages.size }

  let pages: KeyValuePages
  private var states: [Sequence: State] = [:]
  /// Shared by all sessions, so that no session accepts another's sequence.
  private static let nextNumber = Atomic<Int>(0)

  /// An empty session that keeps at most `tokenLimit` tokens, rounded up to whole pages.
  ///
  /// - Throws: ``DecoderError/outOfMemory(bytes:)``.
  public init(_ engine: DecoderEngine, tokenLimit: Int) throws(DecoderError) {
    self.engine = engine
    pages = try KeyValuePages(tokens: max(1, tokenLimit), engine.configuration, engine.element)
  }

  /// An empty session that keeps as many tokens as fit into `byteLimit`, at least one page.
  ///
  /// - Throws: ``DecoderError/outOfMemory(bytes:)``.
  public convenience init(_ engine: DecoderEngine, byteLimit: Int) throws(DecoderError) {
    let perToken = KeyValuePages.bytesPerToken(engine.configuration, engine.element)
    let size = KeyValuePages.size
    try self.init(engine, tokenLimit: max(size, byteLimit / perToken / size * size))
  }

  // MARK: Sequences

  /// Starts an empty sequence.
  public func start() -> Sequence {
    let number = DecoderSession.nextNumber.wrappingAdd(1, ordering: .relaxed).oldValue
    let sequence = Sequence(number: number)
    states[sequence] = State()
    return sequence
  }

  /// Starts a sequence with the same tokens, sharing their keys and values.
  ///
  /// - Throws: ``DecoderError/unknownSequence``.
  public func fork(_ sequence: Sequence) throws(DecoderError) -> Sequence {
    let state = try state(sequence)
    let copy = start()
    for page in state.pages { pages.share(page) }
    states[copy] = state
    return copy
  }

  /// Removes the last tokens, leaving `count`.
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

  /// Ends a sequence and frees the pages that no other one shares; does nothing if it has ended already.
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

  /// The current sequences, oldest first.
  public var sequences: [Sequence] { states.keys.sorted { $0.number < $1.number } }

  func state(_ sequence: Sequence) throws(DecoderError) -> State {
    guard let state = states[sequence] else { throw .unknownSequence }
    return state
  }

  func set(_ state: State, for sequence: Sequence) { states[sequence] = state }
}
