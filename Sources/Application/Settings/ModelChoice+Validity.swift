import Checkpoints
import Evaluation

extension ModelChoice {
  /// How the model's authors judge single steps: Skywork's by how far p₊ falls, all others by p₊.
  ///
  /// - Throws: ``CommandFailure`` for a folder that is no reward model.
  package func validity() throws(CommandFailure) -> ValidityRule {
    guard case .checkpoint(let folder, let arguments) = self else { return .standard }
    do throws(CheckpointModelError) {
      let description = try CheckpointDescription(
        folder: folder, base: arguments.base, reference: arguments.reference,
        precision: arguments.precision, overrides: arguments.overrides)
      return description.layout == .valueHead ? .skywork : .standard
    } catch {
      throw CommandFailure(error.exitStatus, error.description)
    }
  }
}
