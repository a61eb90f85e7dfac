import Glibc
import JSON
import Transformer

/// Several trainings of one run in a folder: `state.json`, and weights and moments of each by name.
extension OnlineTraining {
  private static let jsonName = "state.json"
  private static let version = 1

  /// Saves where a run is: all that ``resume(_:from:)`` needs to go on to the same bits.
  ///
  /// - Parameters:
  ///   - parts: what is trained, by names that stand before the files'.
  ///   - run: what else the run must know, as it is.
  ///   - path: a folder that is replaced, whole or not at all.
  /// - Throws: ``TrainingError/cannotWrite(path:code:)``.
  public static func save(
    _ parts: [(name: String, training: OnlineTraining)], _ run: JSONValue, to path: String
  ) throws(TrainingError) {
    try DurableFolder.write(path) { folder throws(TrainingError) in
      let states = parts.map { JSONObject.Member(key: $0.name, value: $0.training.description) }
      let members: [JSONObject.Member] = [
        .init(key: "version", value: JSONValue(version)), .init(key: "run", value: run),
        .init(key: "trained", value: .object(JSONObject(states))),
      ]
      try folder.write(jsonName, JSONWriter.bytes(of: members))
      for (name, training) in parts {
        try training.weights.write(to: folder, prefix: name + "-")
      }
    }
  }

  /// What else the run that is saved there had to know; `nil` where none is.
  ///
  /// - Throws: ``TrainingError/cannotRead(path:what:)``.
  public static func savedRun(at path: String) throws(TrainingError) -> JSONValue? {
    guard let folder = DurableFolder.existing(path) else { return nil }
    return try TrainingRun.json(folder + "/" + jsonName)["run"]
  }

  /// Goes on where trainings of the same models and settings were saved.
  ///
  /// - Throws: ``TrainingError/stateDiffers(path:what:)``, ``TrainingError/cannotRead(path:what:)``; nothing has then
  ///   changed.
  public static func resume(
    _ parts: [(name: String, training: OnlineTraining)], from path: String
  ) throws(TrainingError) {
    guard let folder = DurableFolder.existing(path) else {
      throw .cannotRead(path: path, what: "no such folder")
    }
    let saved = try TrainingRun.json(folder + "/" + jsonName)
    var states: [TrainingState] = []
    for (name, training) in parts {
      let own = training.description
      let other = saved["trained"]?[name]
      for (key, what) in [("settings", "settings"), ("layout", "parameters")] {
        guard other?[key] == own[key] else { throw .stateDiffers(path: path, what: what) }
      }
      guard let step = other?["step"]?.integer, let tokens = other?["tokens"]?.integer else {
        throw .cannotRead(path: path, what: "\(jsonName) has no step")
      }
      var state = training.state
      try training.weights.load(&state, folder, prefix: name + "-")
      (state.step, state.tokens) = (step, tokens)
      states.append(state)
    }
    for (part, state) in zip(parts, states) { part.training.weights.state = state }
  }

  private var description: JSONValue {
    .object(
      JSONObject([
        .init(key: "step", value: JSONValue(state.step)),
        .init(key: "tokens", value: JSONValue(state.tokens)),
        .init(key: "settings", value: .string("\(settings)")),
        .init(key: "layout", value: .string(weights.layoutDigest)),
      ]))
  }
}
