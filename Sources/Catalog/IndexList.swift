/// Indices of trajectories in the order shown; 2²⁸ of them in file order take no memory.
public enum IndexList: Sendable {
  /// 0..<count without some, which are ascending: records that cannot be read.
  case all(count: Int, without: [UInt32])
  /// In this order, with the inverse where it is not ascending.
  case listed([UInt32], inverse: [UInt32: UInt32]?)
}
