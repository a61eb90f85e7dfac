import Annotations
import Inspector
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
        .usage, "predict = \"\(predict)\": write \(PredictionRule.argumentForms).")
    }
    return rule
  }

  /// The built-in keys with this file's changes.
  func keyTable() throws(CommandFailure) -> KeyTable {
    do {
      return try KeyTable.standard.applying(overrides: keys)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }
}

extension LabelStoreLocation {
  /// Opens for writing, with the failure that a command ends with.
  func openForWriting() throws(CommandFailure) -> any AnnotationStore {
    do { return try open() } catch { throw CommandFailure(.inputOutput, error.description) }
  }

  /// Opens for reading; a store that does not exist yet has no labels.
  func openForReading() throws(CommandFailure) -> any AnnotationStore {
    do { return try openExisting() } catch { throw CommandFailure(.inputOutput, error.description) }
  }
}
