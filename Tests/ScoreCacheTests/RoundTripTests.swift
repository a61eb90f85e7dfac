import Scoring
import Survival
import TestSupport
import Testing
import Trajectories

@testable import ScoreCache

struct RoundTripTests {
  private static let extremes: [Double] = [
    .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -800, 1e-300,
    0.1, 1 / 3,
  ]

  private static func curves() throws -> [HazardCurve] {
    [
      try HazardCurve(logits: extremes), try HazardCurve(logits: []),
      try HazardCurve(hazards: [
        0, -0.0, 1, 0.1, 1 - 0.9, .leastNonzeroMagnitude * 2024, 0.3.nextUp, 0.7.nextDown,
      ]),
      try HazardCurve(rewards: [
        0, -.infinity, -0.1, -.leastNonzeroMagnitude, -745, -0.6931471805599453,
      ]),
    ]
  }

  @Test(arguments: TrajectoryScore.Kind.allCases)
  func `every kind comes back bit for bit, after reopening`(kind: TrajectoryScore.Kind) throws {
    let folder = try TemporaryFolder()
    var written: [(TrajectoryDigest, TrajectoryScore)] = []
    for (place, curve) in try Self.curves().enumerated() {
      var score = TrajectoryScore(
        model: "a\0b é e\u{301} \(place)", kind: kind, curve: curve, rule: .threshold(0.1 + 0.2),
        reasons: [[HazardReason(text: "why", value: 1, contribution: 1)]], seconds: 2)
      score.values = Self.extremes + [.nan, Double(nan: 7, signaling: false)]
      if kind == .iprm { score.cumulativeRewards = Self.extremes.reversed() }
      if kind == .orm { score.outcomeProbability = 0.1.nextUp }
      written.append((digest("\(place)"), score))
    }
    try ScoreCache(folder: folder.path).keep(written, model: "m")
    let cache = try ScoreCache(folder: folder.path)
    let read = cache.scores(of: written.map(\.0), model: "m")
    for ((_, expected), found) in zip(written, read) {
      let found = try #require(found)
      #expect(found.bits == expected.bits)
      #expect(found.curve == expected.curve)
      #expect(Array(found.model.utf8) == Array(expected.model.utf8))
      #expect(found.kind == kind && found.rule == expected.rule)
      #expect(found.cumulativeRewards == expected.cumulativeRewards)
      #expect(found.outcomeProbability == expected.outcomeProbability)
      #expect(found.reasons.isEmpty && found.seconds == 0)
    }
    #expect(cache.lastFailure == nil)
  }

  @Test(arguments: [
    PredictionRule.map, .median, .threshold(.leastNonzeroMagnitude), .threshold(1), .hazard(0.5),
  ])
  func `every rule comes back`(rule: PredictionRule) throws {
    var written = try sampleScore("a")
    written.rule = rule
    let bytes = try #require(ScoreRecord.encode(written, seed: 5))
    #expect(bytes.withUnsafeBytes { ScoreRecord.decode($0, seed: 5) } == written)
  }

  @Test func `absent and empty differ`() throws {
    var written = try sampleScore("a")
    written.cumulativeRewards = []
    let bytes = try #require(ScoreRecord.encode(written, seed: 5))
    let read = bytes.withUnsafeBytes { ScoreRecord.decode($0, seed: 5) }
    #expect(read?.cumulativeRewards == [])
    #expect(read?.outcomeProbability == nil)
  }

  @Test func `every cut and every changed byte of a row is found out`() throws {
    var written = try sampleScore("a")
    written.values = [1, 2]
    let bytes = try #require(ScoreRecord.encode(written, seed: 5))
    func decode(_ bytes: [UInt8], seed: UInt64 = 5) -> TrajectoryScore? {
      bytes.withUnsafeBytes { ScoreRecord.decode($0, seed: seed) }
    }
    #expect(decode(bytes, seed: 6) == nil)
    for place in bytes.indices {
      #expect(decode(Array(bytes[..<place])) == nil)
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << bit
        #expect(decode(changed) == nil, "byte \(place), bit \(bit)")
      }
    }
  }

  @Test(arguments: [UInt64.max, 1 << 63, 1 << 60, 1000])
  func `lengths beyond the end are refused with a right checksum too`(length: UInt64) throws {
    let bytes = try #require(ScoreRecord.encode(try sampleScore("a"), seed: 5))
    // Where the lengths of the name, the kind and the curve stand: "m" is 1 byte, "crm" 3.
    for place in [0, 9, 21] {
      var forged = Array(bytes.dropLast(8))
      withUnsafeBytes(of: length) { forged.replaceSubrange(place..<place + 8, with: $0) }
      let sum = forged.withUnsafeBytes { checksum(of: $0, seed: 5) }
      withUnsafeBytes(of: sum) { forged.append(contentsOf: $0) }
      #expect(forged.withUnsafeBytes { ScoreRecord.decode($0, seed: 5) } == nil)
    }
  }
}
