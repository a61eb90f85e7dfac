import Drawing
import Queries
import Trajectories
import VisibleText

/// What one line of the list says.
struct ListEntry {
  var trajectory: Trajectory
  var figures: QueryFigures?
  /// A second model's, where they are known and may be seen.
  var second: SecondFigures?
  /// Largest difference between the hazards of two models, where both are known.
  var disagreement: Double?
  /// Whether the model can name a step here: one of the outcome cannot, nor one that knows nothing of it.
  var predictsSteps = true
  /// Blind, and no verdict yet.
  var isHidden: Bool
  var hasFailed: Bool
  /// Whether the answer is right, where that may be seen.
  var outcome: Bool?
  var verdict: Label?
  /// The file's, where that may be seen.
  var fileLabel: Label?
  /// Why the record cannot be read.
  var unreadable: String?
  var marked: Bool
  /// Whether annotators judge it differently, where that may be seen.
  var isInConflict = false

  private var placeholder: VisibleText { isHidden ? "·" : hasFailed ? "–" : "…" }

  var survivalText: VisibleText {
    figures.map { NumberText.probability($0.noneProbability) } ?? placeholder
  }

  /// One of the figures that share a column.
  func text(of figure: QueryField) -> VisibleText {
    guard let figures else { return placeholder }
    return switch figure {
    case .largestHazard: NumberText.probability(figures.largestHazard)
    case .smallestReward: NumberText.signed(figures.smallestReward)
    case .fileLabelProbability:
      figures.fileLabelProbability.map { NumberText.smallProbability($0) } ?? ""
    default: NumberText.probability(figures.entropy)
    }
  }

  var predictionText: VisibleText {
    figures?.firstError.number ?? placeholder
  }

  /// A label in as few columns as there are: 4 at least.
  static func text(_ label: Label?, columns: Int) -> VisibleText {
    switch label {
    case .known(let firstError): firstError.number
    case .unsure: columns < 6 ? "?" : "unsure"
    case .badProblem: "bad"
    case nil: ""
    }
  }

  /// Whether a label names the same step as ẑ; `nil` where one of both says nothing.
  func comparison(with label: Label?) -> Comparison? {
    guard predictsSteps else { return nil }
    return Comparison(label: label, prediction: figures.map { $0.firstError })
  }
}
