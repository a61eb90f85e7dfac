import Synchronization
import Transformer

/// A decoder that loads and packs its weights with the first request.
///
/// If all figures are cached on disk, it never loads them; otherwise the screen need not wait for
/// them. Everything that headers tell has been checked before.
final class DeferredDecoder: HiddenStates {
  private let parts: CheckpointParts
  private let precision: DecoderPrecision
  // nil before the first request. A failure is kept, so that not every trajectory tries again.
  private let loaded = Mutex<Result<DecoderEngine, DecoderError>?>(nil)

  init(_ parts: CheckpointParts, precision: DecoderPrecision) {
    self.parts = parts
    self.precision = precision
  }

  /// Whether the weights have been loaded.
  var isLoaded: Bool { loaded.withLock { $0 != nil } }

  func hiddenStates(
    batch: [[Int32]], positions: [[Int]], continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]] {
    try engine().hiddenStates(batch: batch, positions: positions, continuing: continuing)
  }

  func logProbabilities(
    batch: [[Int32]], from starts: [Int], continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]] {
    try engine().logProbabilities(batch: batch, from: starts, continuing: continuing)
  }

  func logits(of tokens: [Int32], _ hidden: [Float]) throws(DecoderError) -> [Float] {
    try engine().logits(of: tokens, hidden)
  }

  func prepare() throws(DecoderError) { _ = try engine() }

  /// The decoder, loaded now if it was not yet.
  func engine() throws(DecoderError) -> DecoderEngine {
    try loaded.withLock { loaded throws(DecoderError) in
      if let loaded { return try loaded.get() }
      let result = Result { () throws(DecoderError) in
        try DecoderEngine(
          parts.configuration, parts.weights, in: parts.tensors, precision: precision)
      }
      loaded = result
      return try result.get()
    }
  }
}
