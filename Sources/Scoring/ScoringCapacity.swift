import Glibc

/// The batch size and the concurrency that suit a model.
public struct ScoringCapacity: Equatable, Sendable {
  /// Trajectories per request; at least 1.
  public var batchSize: Int
  /// Requests in flight at once; at least 1.
  ///
  /// 1 for a model that saturates all processors itself; more if most of the time is spent waiting,
  /// as with a server.
  public var requestsInFlight: Int

  /// Creates a capacity; numbers below 1 become 1.
  public init(batchSize: Int, requestsInFlight: Int) {
    self.batchSize = max(1, batchSize)
    self.requestsInFlight = max(1, requestsInFlight)
  }

  /// One trajectory per processor.
  public static let onePerProcessor = ScoringCapacity(
    batchSize: 1, requestsInFlight: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}
