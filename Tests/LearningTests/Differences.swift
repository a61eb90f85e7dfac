import Foundation
import TestSupport
import Testing

@testable import Learning
@testable import Transformer

/// Floats at an address that stays.
struct Floats {
  private let buffer: AlignedBuffer
  let count: Int

  /// Zeros.
  init(count: Int) throws {
    (buffer, self.count) = (try AlignedBuffer(byteCount: 4 * count), count)
  }

  init(_ values: [Float]) throws {
    try self.init(count: values.count)
    for (index, value) in values.enumerated() { address[index] = value }
  }

  var address: UnsafeMutablePointer<Float> { buffer.floats() }
  var values: [Float] { Array(UnsafeBufferPointer(start: address, count: count)) }
}

/// Random numbers for tests, from a seed that a failure names.
struct Draws {
  private var generator: SeededGenerator

  init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func floats(_ count: Int, scale: Float = 1) -> [Float] {
    (0..<count).map { _ in Float.random(in: -scale...scale, using: &generator) }
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  mutating func tokens(_ count: Int, below limit: Int) -> [Int32] {
    (0..<count).map { _ in Int32.random(in: 0..<Int32(limit), using: &generator) }
  }
}

/// Central differences of a function in doubles.
enum Differences {
  static let step = 1e-5

  /// d f / dx of some elements of x.
  static func gradient(
    at x: [Double], of indices: some Sequence<Int>, _ f: ([Double]) -> Double
  ) -> [(index: Int, slope: Double)] {
    indices.map { index in
      var moved = x
      moved[index] = x[index] + step
      let above = f(moved)
      moved[index] = x[index] - step
      return (index, (above - f(moved)) / (2 * step))
    }
  }

  static func gradient(at x: [Double], _ f: ([Double]) -> Double) -> [Double] {
    gradient(at: x, of: x.indices, f).map(\.slope)
  }

  /// Issues for elements that differ by more than a thousandth of the larger of both and of the typical size.
  static func expect(
    _ found: [Float], _ wanted: [Double], _ what: String, tolerance: Double = 1e-3,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == wanted.count, "\(what)", sourceLocation: sourceLocation)
    let size = (wanted.reduce(0) { $0 + $1 * $1 } / Double(max(1, wanted.count))).squareRoot()
    for (index, (got, want)) in zip(found, wanted).enumerated()
    where !(abs(Double(got) - want) <= tolerance * max(abs(want), size)) {
      Issue.record(
        "\(what)[\(index)]: \(got), by differences \(want)", sourceLocation: sourceLocation)
      return
    }
  }
}

extension [Float] {
  var doubles: [Double] { map(Double.init) }
}

func weighted(_ values: [Double], _ weights: [Float]) -> Double {
  zip(values, weights).reduce(0) { $0 + $1.0 * Double($1.1) }
}
