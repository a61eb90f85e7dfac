import Trajectories

/// A number drawn for each text: its place in an order that is random, and equal in every run.
///
/// It is the beginning of the text's SHA-256, as a share in 0..<1. All texts below a share are therefore
/// a random sample of that share, whoever asks and when, so that a draw need not be noted anywhere:
/// once everything below c is labelled, those labels are an unbiased sample of the whole.
public enum RandomRank {
  /// The rank of a text, in 0..<1.
  public static func share(of digest: TrajectoryDigest) -> Double { share(ofKey: digest.prefix) }

  /// The rank from the first 8 bytes of the digest, in 0..<1.
  public static func share(ofKey key: UInt64) -> Double { Double(key >> 11) * 0x1p-53 }

  /// Another random order for each seed (SplitMix64): the smaller, the sooner.
  public static func key(_ key: UInt64, seed: UInt64) -> UInt64 {
    var mixed = key &+ (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
