import Drawing
import Scoring
import Survival
import VisibleText

// What is said of a model that was fitted to labels in this session.

extension ModelFitting {
  /// For as long as it is in force.
  var labelCount: String {
    let count = NumberText.count(labels.count)
    return labels.count == 1 ? "fitted to 1 label" : "fitted to \(count) labels"
  }

  /// The figure that says most about what was held out, before and after.
  var heldOutWords: String {
    guard let heldOut else { return "nothing held out" }
    let figure =
      Self.change("F1", heldOut.before.score.f1, heldOut.after.score.f1)
      ?? Self.change(
        "first errors", heldOut.before.score.errorAccuracy, heldOut.after.score.errorAccuracy)
      ?? Self.change(
        "right ones", heldOut.before.score.correctAccuracy, heldOut.after.score.correctAccuracy)
    return "held out: \(figure ?? "no figure")"
  }

  private static func change(_ name: String, _ before: Double?, _ after: Double?) -> String? {
    guard let before, let after else { return nil }
    let numbers = [before, after].map { NumberText.decimals($0, places: 2) }
    return "\(name) \(numbers[0]) → \(numbers[1])"
  }
}
