import Labeling
import Queries

/// What is shown and in which order.
public struct Arrangement: Equatable, Sendable {
  /// `nil` shows everything that can be read.
  public var filter: Query?
  /// Empty for the order of the files.
  public var sort: [SortTerm]
  /// What to label next; sorts in place of ``sort``.
  public var labeling: LabelingPlan?
  /// Groups by question, generator, file or training step.
  public var grouping: QueryField?
  /// Treats model figures, file labels, answers and other annotators' work as missing where there
  /// is no verdict.
  public var isBlind: Bool

  /// By default the order of the files without a filter.
  public init(
    filter: Query? = nil, sort: [SortTerm] = [], labeling: LabelingPlan? = nil,
    grouping: QueryField? = nil, isBlind: Bool = false
  ) {
    self.filter = filter
    self.sort = sort
    self.labeling = labeling
    self.grouping = grouping
    self.isBlind = isBlind
  }

  /// Whether all trajectories are shown in the order of the files.
  public var isPlain: Bool { filter == nil && !isSorted && grouping == nil }

  /// Whether the order is not that of the files.
  public var isSorted: Bool { !sort.isEmpty || labeling != nil }
}

/// The shown trajectories in order; the place of an index in it is its position.
public struct ArrangedOrder: Sendable {
  /// The trajectories' indices.
  public var indices: IndexList
  /// Headings, in order, which together cover all positions; empty without grouping.
  public var groups: [ArrangedGroup]
  /// How many trajectories have been tested so far.
  public var examined: Int
  /// False while the scan is running and may add more at the end.
  public var isComplete: Bool

  /// By default a complete order.
  public init(
    indices: IndexList = .all(count: 0, without: []), groups: [ArrangedGroup] = [],
    examined: Int = 0, isComplete: Bool = true
  ) {
    self.indices = indices
    self.groups = groups
    self.examined = examined
    self.isComplete = isComplete
  }
}

/// A heading of the list and the trajectories under it.
public struct ArrangedGroup: Equatable, Sendable {
  /// The positions of its members.
  public var positions: Range<Int>
  /// What its members share; foreign text.
  public var title: String
  /// How many final answers are known to be right.
  public var right: Int
  /// How many are known to be wrong.
  public var wrong: Int
  /// How many carry a verdict.
  public var labelled: Int
  /// Mean S(T) of its scored members.
  public var meanSurvival: Double?
  /// Mean T.
  public var meanSteps: Double

  /// A heading; by default nothing is known about its members.
  public init(
    positions: Range<Int>, title: String, right: Int = 0, wrong: Int = 0, labelled: Int = 0,
    meanSurvival: Double? = nil, meanSteps: Double = 0
  ) {
    self.positions = positions
    self.title = title
    self.right = right
    self.wrong = wrong
    self.labelled = labelled
    self.meanSurvival = meanSurvival
    self.meanSteps = meanSteps
  }
}
