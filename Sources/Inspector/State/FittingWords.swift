import Drawing
import Scoring
import Survival
import VisibleText

// What is said of a model that was fitted to labels in this session.

extension ModelFitting {
  /// Once, when it is done: to how many labels, and whether it is better on others.
  ///
  /// Short enough for 80 columns; a and b are named as in the overview.
  public var words: String {
    guard let heldOut else {
      return "\(labelCount); too few to hold some out, so nothing tells whether it is better"
    }
    let parts = [
      Self.change("F1", heldOut.before.f1, heldOut.after.f1),
      Self.change("a", heldOut.before.errorAccuracy, heldOut.after.errorAccuracy),
      Self.change("b", heldOut.before.correctAccuracy, heldOut.after.correctAccuracy),
    ]
    let figures = parts.compactMap(\.self).joined(separator: ", ")
    return "\(labelCount); \(heldOut.count) others: \(figures)"
  }

  /// For as long as it is in force.
  var labelCount: String {
    let count = NumberText.count(labels.count)
    return labels.count == 1 ? "fitted to 1 label" : "fitted to \(count) labels"
  }

  /// The figure that says most about what was held out, before and after.
  var heldOutWords: String {
    guard let heldOut else { return "nothing held out" }
    let figure =
      Self.change("F1", heldOut.before.f1, heldOut.after.f1)
      ?? Self.change("first errors", heldOut.before.errorAccuracy, heldOut.after.errorAccuracy)
      ?? Self.change("right ones", heldOut.before.correctAccuracy, heldOut.after.correctAccuracy)
    return "held out: \(figure ?? "no figure")"
  }

  private static func change(_ name: String, _ before: Double?, _ after: Double?) -> String? {
    guard let before, let after else { return nil }
    let numbers = [before, after].map { NumberText.decimals($0, places: 2) }
    return "\(name) \(numbers[0]) → \(numbers[1])"
  }
}
