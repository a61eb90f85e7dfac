import Annotations
import Inspector
import Labeling
import Survival

extension Configuration {
  /// The label store: the argument, `MISSTEP_LABELS`, this file's setting, the standard place.
  ///
  /// - Throws: ``CommandFailure`` when there is no place for one.
  package func labelStore(
    argument: String?, environment: [String: String]
  ) throws(CommandFailure) -> LabelStoreLocation {
    let chosen = argument ?? (environment["MISSTEP_LABELS"] == nil ? labels : nil)
    do {
      return try LabelStoreLocation.resolve(argument: chosen, environment: environment)
    } catch {
      throw CommandFailure(.inputOutput, error.description)
    }
  }

  /// The rule that `predict` names.
  package func predictionRule() throws(CommandFailure) -> PredictionRule? {
    guard let predict else { return nil }
    guard let rule = PredictionRule(argument: predict) else {
      throw CommandFailure(
        .usage, "\(source): predict = \"\(predict)\": write \(PredictionRule.argumentForms).")
    }
    return rule
  }

  /// What to label next: the argument, else what `next` says.
  ///
  /// - Throws: ``CommandFailure`` for an order that does not exist.
  package func labelingPlan(argument: String?) throws(CommandFailure) -> LabelingPlan? {
    guard let text = argument ?? next else { return nil }
    do {
      return try LabelingPlan(text, usualShare: randomShare ?? LabelingPlan.usualShare)
    } catch {
      let place = argument == nil ? "\(source): next: " : ""
      throw CommandFailure(.usage, place + error.description + ".")
    }
  }

  /// The built-in keys with this file's changes.
  func keyTable() throws(CommandFailure) -> KeyTable {
    do {
      return try KeyTable.standard.applying(overrides: keys)
    } catch {
      throw CommandFailure(.usage, "\(source): \(error.description)")
    }
  }
}
