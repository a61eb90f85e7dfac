import Annotations
import Catalog
import Survival
import Trajectories

/// What the program must do next; `update` itself touches nothing outside the state.
///
/// Effects are done in their order. Requests carry a number that their answers repeat: a new one
/// replaces an unfinished one of its kind, and answers to numbers no longer waited for are ignored.
public enum Effect: Equatable, Sendable {
  // MARK: Of the catalog

  /// Read these; answered by ``Message/fetched(_:)``: in the same turn when that is quick, else in parts.
  case fetch([Int])
  /// Answered by ``Message/arranged(_:_:)``: in the same turn when that is quick, else in parts.
  case arrange(Int, Arrangement)
  /// Answered by ``Message/found(_:_:)``.
  case find(Int, FindRequest)
  /// End the arranging and the search that run; they need no answer.
  case cancel
  /// Answered by ``Message/overview(_:)``.
  case summarize(IndexList, isBlind: Bool)
  /// Read how rollouts changed from step to step; answered by ``Message/trainingCourse(_:)``.
  case traceTraining(IndexList)
  /// Find a trajectory by its text, at the hint first; answered by ``Message/located(_:_:)``.
  case locate(TrajectoryDigest, hint: Int?)
  /// What a person says counts from now on in filters and counts, before it is stored.
  case keep([TrajectoryDigest: Standing])
  /// Read every prediction off by another rule; `nil` for each model's own.
  case setRule(PredictionRule?)

  // MARK: Of models and the label store

  /// Score these next, in this order, before all others; when urgent, break off what is being scored
  /// for the first.
  case scoreFirst([Int], isUrgent: Bool)
  case save(AnnotationEntry)
  /// Take back this annotator's last verdict, wherever it was.
  case undo
  case redo
  case rememberResume(ResumePoint)
  /// Keep a view under a name, in place of an older one.
  case saveView(name: String, text: String)
  case deleteView(name: String)
  /// Answered by ``Message/views(_:)``; so are the two above.
  case loadViews
  /// Answered by ``Message/exportExists(path:format:)`` where a file stands that may be replaced.
  case export(path: String, format: String, replaces: Bool = false)
  case changeModel(String)
  /// Fit the model in force to the labels so far; answered by ``Message/training(_:)``, over and over.
  case train
  case stopTraining
  /// Save the fitted model, and score everything by it; answered by ``Message/modelReplaced(_:report:)`` and
  /// ``Message/training(_:)``.
  case acceptTraining
  case discardTraining
  /// Search for a problem's solution with a language model; answered by ``Message/solving(_:_:isOver:)``
  /// after each round, or by ``Message/solvingFailed(_:_:)``.
  case solve(SolveRequest)
  case stopSolving

  // MARK: Of the terminal

  /// Put text on the terminal's clipboard (OSC 52).
  case copy(String)
  /// Show text in $PAGER.
  case page(String)
  case redraw
  case suspend
  case quit
}

extension FindRequest: Equatable {
  /// Whether both look for the same in the same order from the same place.
  public static func == (left: FindRequest, right: FindRequest) -> Bool {
    left.target == right.target && left.position == right.position
      && left.forward == right.forward && left.order == right.order
  }
}
