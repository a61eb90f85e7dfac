import JSON
import Learning

/// A policy run in a folder: its models as they are trained, and the figures of its steps.
extension PolicyRun {
  /// Saves where the run is, in a folder that is replaced whole or not at all.
  ///
  /// `identity` tells other models, problems and seeds from the same.
  /// - Throws: `TrainingError.cannotWrite`.
  public func save(to path: String, identity: String) throws(TrainingError) {
    let run = JSONObject([
      .init(key: "identity", value: .string(identity)),
      .init(key: "settings", value: .string(settings.words)),
      .init(key: "steps", value: .array(steps.map(\.json))),
    ])
    try OnlineTraining.save(trainings, .object(run), to: path)
  }

  /// Whether a run is saved there.
  public static func isSaved(at path: String) -> Bool {
    (try? OnlineTraining.savedRun(at: path))?["steps"] != nil
  }

  /// Goes on where a run of the same models, problems, settings and seed was saved.
  ///
  /// - Throws: `TrainingError.stateDiffers`, `TrainingError.cannotRead`; nothing has then changed.
  public func resume(from path: String, identity: String) throws(TrainingError) {
    guard let saved = try OnlineTraining.savedRun(at: path) else {
      throw .cannotRead(path: path, what: "no such folder")
    }
    guard saved["identity"]?.string == identity else {
      throw .stateDiffers(path: path, what: "models, problems or seeds")
    }
    guard saved["settings"]?.string == settings.words else {
      throw .stateDiffers(path: path, what: "settings")
    }
    let known = (saved["steps"]?.array ?? []).compactMap { PolicyStep(json: $0) }
    guard known.count == saved["steps"]?.array?.count else {
      throw .cannotRead(path: path, what: "its steps are no figures")
    }
    try OnlineTraining.resume(trainings, from: path)
    steps = known
  }
}
