import Transformer

/// The folders of a checkpoint: one for a whole model, two for an adapter and its base.
struct CheckpointPlace: Equatable, Sendable {
  /// The folder with config.json and the weights.
  var model: String
  /// The folder with adapter_config.json; `nil` for a whole model.
  var adapter: String?

  /// The folders to search for a file other than the weights, in order of precedence.
  var folders: [String] { [adapter, model].compactMap { $0 } }

  /// Finds a model's folder, also in the hub's cache, and an adapter's base.
  ///
  /// - Throws: ``CheckpointModelError`` if the base is not found, or is given for a whole model.
  init(
    folder: String, base: String?, cache: HubCache = HubCache()
  ) throws(CheckpointModelError) {
    let own = try HubCache.resolved(folder)
    guard AdapterConfiguration.isThere(inFolder: own) else {
      guard base == nil || FileStatus(own) == .absent else {
        throw CheckpointModelError(path: folder, reason: .baseUnused)
      }
      (model, adapter) = (own, nil)
      return
    }
    let settings: AdapterConfiguration
    do throws(CheckpointError) {
      settings = try AdapterConfiguration(folder: own)
    } catch {
      throw CheckpointModelError(path: folder, reason: .checkpoint(error))
    }
    if let base {
      model = try HubCache.resolved(base)
    } else {
      model = try Self.base(of: own, named: settings.baseName, cache)
    }
    adapter = own
    guard model == own || !AdapterConfiguration.isThere(inFolder: model) else {
      throw CheckpointModelError(path: folder, reason: .baseIsAdapter(folder: model))
    }
  }

  /// Finds the base beside an adapter, where its settings point, or in the hub's cache.
  private static func base(
    of adapter: String, named name: String?, _ cache: HubCache
  ) throws(CheckpointModelError) -> String {
    // The folder holds two models under one name: refuse to choose.
    guard !holdsWeights(adapter) else {
      throw CheckpointModelError(path: adapter, reason: .adapterAndModel)
    }
    for place in candidates(adapter, name) where holdsWeights(place) { return place }
    if let name {
      let places = name.hasPrefix("/") ? [name] : [name, SmallFile.path(name, in: adapter)]
      for place in places where FileStatus(place) == .folder {
        let found = try HubCache.resolved(place)
        if holdsWeights(found) { return found }
      }
      if let cached = try cache.folder(ofModel: name), holdsWeights(cached) { return cached }
    }
    throw CheckpointModelError(
      path: adapter, reason: .baseMissing(name: name.map(SettingFault.shortened)))
  }

  /// Beside the adapter, a folder with the base's name or `base`; inside it, `base`.
  private static func candidates(_ adapter: String, _ name: String?) -> [String] {
    let last = name?.split(separator: "/").last.map(String.init)
    let named = last.flatMap { $0 == "." || $0 == ".." ? nil : "../" + $0 }
    return [named, "../base", "base"].compactMap { $0 }
      .map { SmallFile.path($0, in: adapter) }
  }

  private static func holdsWeights(_ folder: String) -> Bool {
    func has(_ name: String) -> Bool { FileStatus(SmallFile.path(name, in: folder)) == .other }
    return has("config.json")
      && (has("model.safetensors") || has("model.safetensors.index.json")
        || SmallFile.names(in: folder).contains {
          $0.hasSuffix(".safetensors") && !$0.hasPrefix("adapter")
        })
  }

  // MARK: Small files

  /// The first folder with a file of that name; the model's if none has one.
  func folder(with name: String) -> String {
    folders.first { FileStatus(SmallFile.path(name, in: $0)) != .absent } ?? model
  }
}
