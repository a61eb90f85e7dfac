import Annotations
import Queries
import RewardModels
import Survival
import Synchronization
import Trajectories
import TrajectoryFiles

/// Every trajectory of the open files by number, whether it has been read or not.
///
/// An index counts trajectories from 0 in the order in which they became known and never changes.
/// Texts stay in the files and are read when they are looked at; of each trajectory only a few
/// bytes of facts are kept, which a pass beside the screen collects. Any thread may call it.
public final class TrajectoryCatalog: Sendable {
  /// Nothing is opened yet.
  public init(options: ReadingOptions = ReadingOptions(), rule: PredictionRule? = nil) {}

  // MARK: Filling

  /// Adds trajectories that are in memory already: tests and small tools.
  public func append(_ trajectories: [Trajectory], issues: [RecordIssue] = []) {}

  // MARK: Looking

  public var progress: CatalogProgress { CatalogProgress() }

  /// Reads one trajectory, or takes it from the cache; `nil` past the end.
  public func item(at index: Int) -> CatalogItem? { nil }

  /// The first trajectory with this text; `nil` while it is not known.
  public func firstIndex(of digest: TrajectoryDigest) -> Int? { nil }

  /// Indices of trajectories with a note, ascending.
  public var noted: [Int] { [] }

  // MARK: Arranging

  /// Filters, sorts and groups; reads only what the facts do not answer.
  ///
  /// - Parameters:
  ///   - arrangement: what is wanted.
  ///   - now: seconds since 1970, for ages.
  ///   - isCancelled: asked every few milliseconds.
  ///   - onPart: what was found so far, at most every 50 ms; unsorted arrangements only.
  /// - Returns: `nil` when cancelled.
  public func arrange(
    _ arrangement: Arrangement, now: Double, isCancelled: () -> Bool = { false },
    onPart: (ArrangedOrder) -> Void = { _ in }
  ) -> ArrangedOrder? { nil }

  /// Looks for the next match; `nil` when there is none or it was cancelled.
  public func find(_ request: FindRequest, isCancelled: () -> Bool = { false }) -> FindResult? {
    nil
  }

  /// The shown trajectories at a glance.
  public func overview(
    of order: IndexList, isBlind: Bool, isCancelled: () -> Bool = { false }
  ) -> OverviewFigures? { nil }

  // MARK: What models and people say

  public func setScore(_ score: TrajectoryScore, at index: Int) {}
  public func setFailure(_ reason: String, at index: Int) {}
  /// Forgets every figure.
  public func dropScores() {}
  /// Reads every prediction off by another rule.
  public func setRule(_ rule: PredictionRule?) {}
  public func setStandings(_ standings: [TrajectoryDigest: Standing]) {}
}
