import Glibc

/// How much a model is best asked for.
public struct ScoringCapacity: Equatable, Sendable {
  /// Trajectories in one request; at least 1.
  public var batchSize: Int
  /// Requests that may be under way at once; at least 1.
  ///
  /// One for a model that keeps every processor busy by itself; more where waiting is most of the work,
  /// as with a server.
  public var requestsInFlight: Int

  /// Numbers below 1 count as 1.
  public init(batchSize: Int, requestsInFlight: Int) {
    self.batchSize = max(1, batchSize)
    self.requestsInFlight = max(1, requestsInFlight)
  }

  /// One trajectory on each processor.
  public static let onePerProcessor = ScoringCapacity(
    batchSize: 1, requestsInFlight: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}
