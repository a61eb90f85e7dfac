import Transformer

/// The operations of a decoder that scoring needs.
protocol HiddenStates: Sendable {
  /// The hidden states after the final norm, for each sequence of shape (positions, d).
  func hiddenStates(
    batch: [[Int32]], positions: [[Int]], continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]]

  /// The log-probability, in nats, of each sequence's tokens from its start on.
  func logProbabilities(
    batch: [[Int32]], from starts: [Int], continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]]

  /// The logits of some tokens, shape (rows, tokens), for `hidden` of shape (rows, d).
  func logits(of tokens: [Int32], _ hidden: [Float]) throws(DecoderError) -> [Float]

  /// Loads the weights now instead of with the first request.
  func prepare() throws(DecoderError)
}

/// The reference decoder, for tests and comparisons: one sequence at a time, in float32.
struct ReferenceStates: HiddenStates {
  let decoder: ReferenceDecoder

  func hiddenStates(
    batch: [[Int32]], positions: [[Int]], continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]] {
    let d = decoder.configuration.hiddenSize
    var rows: [[Float]] = []
    for (ids, positions) in zip(batch, positions) {
      guard continuing() else { throw .cancelled }
      let states = decoder.hiddenStates(ids)
      rows.append(positions.flatMap { states[$0 * d..<($0 + 1) * d] })
    }
    return rows
  }

  func logProbabilities(
    batch: [[Int32]], from starts: [Int], continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]] {
    let d = decoder.configuration.hiddenSize
    var rows: [[Float]] = []
    for (ids, start) in zip(batch, starts) {
      guard continuing() else { throw .cancelled }
      let states = decoder.hiddenStates(ids)
      let hidden = Array(states[(start - 1) * d..<(ids.count - 1) * d])
      rows.append(decoder.logProbabilities(of: Array(ids[start...]), hidden).map { Float($0) })
    }
    return rows
  }

  func logits(of tokens: [Int32], _ hidden: [Float]) throws(DecoderError) -> [Float] {
    decoder.logits(of: tokens, hidden)
  }

  func prepare() {}
}
