import Testing

@testable import Learning
@testable import Transformer

struct AttentionPassTests {
  struct Shape: CustomTestStringConvertible {
    var length, heads, keyHeads, size: Int
    var window: Int?
    var testDescription: String { "\(length) \(heads) \(keyHeads) \(size) \(window ?? 0)" }
  }

  static let shapes = [
    Shape(length: 1, heads: 1, keyHeads: 1, size: 2),
    Shape(length: 7, heads: 6, keyHeads: 2, size: 6),
    Shape(length: 13, heads: 3, keyHeads: 3, size: 4, window: 4),
    Shape(length: 67, heads: 2, keyHeads: 1, size: 4),
    Shape(length: 131, heads: 1, keyHeads: 1, size: 2, window: 70),
  ]

  private static func attention(_ shape: Shape) throws -> AttentionPass {
    var configuration = try DecoderConfiguration(
      family: .llama, hiddenSize: shape.heads * shape.size, layerCount: 1, headCount: shape.heads,
      keyValueHeadCount: shape.keyHeads, headDimension: shape.size, intermediateSize: 4,
      vocabularySize: 4)
    configuration.slidingWindows = [shape.window]
    return AttentionPass(configuration, layer: 0)
  }

  private static func plain(_ projected: [Double], _ shape: Shape) -> [Double] {
    let stride = (shape.heads + 2 * shape.keyHeads) * shape.size
    func part(_ first: Int, _ count: Int) -> [Double] {
      var all: [Double] = []
      for token in 0..<shape.length {
        let start = token * stride + first * shape.size
        all += projected[start..<start + count * shape.size]
      }
      return all
    }
    return PlainMath.attend(
      part(0, shape.heads), part(shape.heads, shape.keyHeads),
      part(shape.heads + shape.keyHeads, shape.keyHeads), heads: shape.heads,
      keyHeads: shape.keyHeads, size: shape.size, window: shape.window)
  }

  @Test(arguments: shapes)
  func `attention and its gradients are those in doubles`(shape: Shape) throws {
    let attention = try Self.attention(shape)
    var draws = Draws(UInt64(shape.length))
    let projected = draws.floats(shape.length * attention.stride, scale: 2)
    let count = shape.length * shape.heads * shape.size
    let dseen = draws.floats(count)
    let (seen, logSums) = (try Floats(count: count), try Floats(count: shape.length * shape.heads))
    let scratch = try Floats(count: AttentionPass.scratchCount(length: shape.length))
    // What is there before must not matter.
    let gradient = try Floats(projected)
    for i in 0..<scratch.count { scratch.address[i] = .nan }
    for head in 0..<shape.keyHeads {
      try attention.forward(
        projected, length: shape.length, keyHead: head, logSums: logSums.address,
        seen: seen.address, scratch: scratch.address)
    }
    for i in 0..<scratch.count { scratch.address[i] = .nan }
    for head in 0..<shape.keyHeads {
      try attention.backward(
        projected, length: shape.length, keyHead: head, logSums: logSums.address,
        seen: seen.address, dseen: dseen, dprojected: gradient.address, scratch: scratch.address)
    }
    Differences.expect(seen.values, Self.plain(projected.doubles, shape), "attention")
    // Some elements, of all parts.
    let step = max(1, projected.count / 40)
    let indices = stride(from: 0, to: projected.count, by: step)
    let wanted = Differences.gradient(at: projected.doubles, of: indices) {
      weighted(Self.plain($0, shape), dseen)
    }
    Differences.expect(
      wanted.map { gradient.values[$0.index] }, wanted.map(\.slope), "gradient")
  }
}
