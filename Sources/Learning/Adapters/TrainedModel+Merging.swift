import Transformer

extension TrainedModel {
  /// The decoder as it computes: that of low-rank updates is the base with W + scale · B A in place of each W.
  ///
  /// - Throws: ``TrainingError/noOutputMatrix`` for a head alone, or lack of memory.
  public func merged() throws(TrainingError) -> DecoderParameters {
    switch self {
    case .all(let decoder, _): return decoder
    case .head: throw .noOutputMatrix
    case .adapter(let values, let shape, let base, _):
      var decoder = base
      for layer in base.parts.layers {
        for name in layer.matrices where shape.contains(name) {
          try Self.add(shape, values, name, to: &decoder)
        }
      }
      return decoder
    }
  }

  private static func add(
    _ shape: LowRankShape, _ adapter: NamedParameters, _ name: String,
    to decoder: inout DecoderParameters
  ) throws(TrainingError) {
    let (a, b, weight) = try TrainingError.making { () throws(ParameterError) in
      (
        try adapter.layout.parameter(shape.nameOfA(name)),
        try adapter.layout.parameter(shape.nameOfB(name)),
        try decoder.values.layout.parameter(name)
      )
    }
    try TrainingError.computing { () throws(DecoderError) in
      try adapter.withFloats(of: a) { a throws(DecoderError) in
        try adapter.withFloats(of: b) { b throws(DecoderError) in
          try decoder.values.withMutableFloats(of: weight) { target throws(DecoderError) in
            guard let a = a.baseAddress, let b = b.baseAddress, let start = target.baseAddress
            else {
              return
            }
            let (outputs, inputs) = (weight.shape[0], weight.shape[1])
            try PlainProduct.multiply(
              .rows(b, stride: shape.rank), .rows(a, stride: inputs), rows: outputs,
              depth: shape.rank, columns: inputs, factor: shape.scale, adding: true, into: start,
              stride: inputs)
          }
        }
      }
    }
  }
}
