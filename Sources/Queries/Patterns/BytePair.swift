/// Two bytes a few places apart, each with one of two values: what the fast scan compares.
///
/// The two values are both cases of a letter; for other bytes they are equal.
struct BytePair: Equatable, Sendable {
  /// Offsets from the reported place; the first is at most the second.
  var firstOffset: Int
  var secondOffset: Int
  var firstValues: SIMD2<UInt8>
  var secondValues: SIMD2<UInt8>

  /// Whether the pair matches at `place`, which must leave room for its offsets.
  @inline(__always)
  func stands(at place: Int, in base: UnsafePointer<UInt8>) -> Bool {
    let first = base[place + firstOffset]
    let second = base[place + secondOffset]
    return (first == firstValues.x || first == firstValues.y)
      && (second == secondValues.x || second == secondValues.y)
  }
}

/// Searches for one of two pairs of bytes, 64 places at a time.
struct BytePairScanner: Equatable, Sendable {
  let pairs: (BytePair, BytePair)

  /// With one pair only, the second repeats it.
  init(_ first: BytePair, _ second: BytePair? = nil) { pairs = (first, second ?? first) }

  static func == (left: BytePairScanner, right: BytePairScanner) -> Bool {
    left.pairs.0 == right.pairs.0 && left.pairs.1 == right.pairs.1
  }

  /// Calls `accept` for each matching place in order; stops at the first it accepts.
  ///
  /// Considers every place from `start` on at which one of the pairs fits before the end. O(bytes)
  /// plus the time of `accept`.
  @inline(__always)
  func firstPlace(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, where accept: (Int) -> Bool
  ) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count else { return nil }
    let reach = max(pairs.0.secondOffset, pairs.1.secondOffset)
    var place = start
    while place + 64 + reach <= bytes.count {
      if var hits = Hits(at: place, in: base, pairs) {
        while let offset = hits.next() {
          if accept(place + offset) { return place + offset }
        }
      }
      place += 64
    }
    while place < bytes.count {
      if stands(pairs.0, at: place, in: bytes, base) || stands(pairs.1, at: place, in: bytes, base),
        accept(place)
      {
        return place
      }
      place += 1
    }
    return nil
  }

  private func stands(
    _ pair: BytePair, at place: Int, in bytes: UnsafeBufferPointer<UInt8>,
    _ base: UnsafePointer<UInt8>
  ) -> Bool {
    place + pair.secondOffset < bytes.count && pair.stands(at: place, in: base)
  }
}

/// The matching places among 64.
private struct Hits {
  private typealias Vector = SIMD16<UInt8>
  private var lanes: (Vector, Vector, Vector, Vector)
  private var part = 0
  private var word: UInt64

  /// `nil` if there is none, which is nearly always the case.
  @inline(__always)
  init?(at place: Int, in base: UnsafePointer<UInt8>, _ pairs: (BytePair, BytePair)) {
    let start = UnsafeRawPointer(base + place)
    lanes = (
      Hits.lanes(start, pairs), Hits.lanes(start + 16, pairs), Hits.lanes(start + 32, pairs),
      Hits.lanes(start + 48, pairs)
    )
    let all = unsafeBitCast(lanes.0 | lanes.1 | lanes.2 | lanes.3, to: SIMD2<UInt64>.self)
    guard all.x | all.y != 0 else { return nil }
    word = unsafeBitCast(lanes.0, to: SIMD2<UInt64>.self).x
  }

  @inline(__always)
  private static func lanes(_ start: UnsafeRawPointer, _ pairs: (BytePair, BytePair)) -> Vector {
    lanes(start, pairs.0) | lanes(start, pairs.1)
  }

  /// 0xFF in each lane where the pair matches.
  @inline(__always)
  private static func lanes(_ start: UnsafeRawPointer, _ pair: BytePair) -> Vector {
    let first = (start + pair.firstOffset).loadUnaligned(as: Vector.self)
    let second = (start + pair.secondOffset).loadUnaligned(as: Vector.self)
    return lanes(first, pair.firstValues) & lanes(second, pair.secondValues)
  }

  @inline(__always)
  private static func lanes(_ bytes: Vector, _ values: SIMD2<UInt8>) -> Vector {
    let left = bytes .== Vector(repeating: values.x)
    let right = bytes .== Vector(repeating: values.y)
    return unsafeBitCast(left .| right, to: Vector.self)
  }

  /// The next place, from 0 to 63, in ascending order.
  mutating func next() -> Int? {
    while word == 0 {
      part += 1
      guard part < 8 else { return nil }
      word = half(part)
    }
    let lane = word.trailingZeroBitCount / 8
    word &= ~(0xFF << UInt64(lane * 8))
    return part * 8 + lane
  }

  private func half(_ part: Int) -> UInt64 {
    let vector =
      switch part / 2 {
      case 0: lanes.0
      case 1: lanes.1
      case 2: lanes.2
      default: lanes.3
      }
    let halves = unsafeBitCast(vector, to: SIMD2<UInt64>.self)
    return part % 2 == 0 ? halves.x : halves.y
  }
}
