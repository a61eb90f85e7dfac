extension DecoderConfiguration {
  /// The same decoder up to a layer: what that gives goes through the final norm.
  ///
  /// `count` is in 1...``layerCount``.
  public func keeping(layers count: Int) -> DecoderConfiguration {
    precondition((1...layerCount).contains(count), "\(count) of \(layerCount) layers")
    var configuration = self
    configuration.layerCount = count
    configuration.slidingWindows = Array(slidingWindows.prefix(count))
    return configuration
  }
}

extension DecoderWeights {
  /// The parts up to a layer; those above belong to nothing.
  public func keeping(layers count: Int) -> DecoderWeights {
    precondition((1...layers.count).contains(count), "\(count) of \(layers.count) layers")
    return DecoderWeights(
      prefix: prefix, embedding: embedding, layers: Array(layers.prefix(count)),
      finalNorm: finalNorm, languageHead: languageHead, others: others)
  }
}
