/// One tensor of a model: its name, shape, and location among all floats.
public struct Parameter: Equatable, Sendable {
  /// As in the files of Hugging Face, such as `model.layers.0.self_attn.q_proj.weight`.
  public let name: String
  /// Extents, outermost first; matrices are (outputs, inputs).
  public let shape: [Int]
  /// The type that a file stores it in; in memory every number is a float.
  public let type: StoredType
  /// Its first float, counted from the first of all; a multiple of ``ParameterLayout/alignment``.
  public let offset: Int

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }
  /// The place of its floats among all.
  public var range: Range<Int> { offset..<offset + count }
}

/// Names, shapes and places of a model's parameters, in order.
///
/// Weights, gradients and optimizer state share one layout, so that an optimizer step is one loop over all floats.
/// Padding floats between parameters stay 0.
public struct ParameterLayout: Equatable, Sendable, RandomAccessCollection {
  private var parameters: [Parameter] = []
  private var places: [String: Int] = [:]
  /// The number of floats including padding.
  public private(set) var floatCount = 0

  /// Parameters begin at multiples of 16 floats: 64 bytes, a cache line and the widest vector.
  public static let alignment = 16

  /// A layout without parameters.
  public init() {}

  /// Appends a parameter.
  ///
  /// - Throws: ``ParameterError/duplicate(name:)``.
  public mutating func append(
    _ name: String, shape: [Int], type: StoredType = .float32
  ) throws(ParameterError) {
    guard places[name] == nil else {
      throw .duplicate(name: CheckpointError.shortened(name))
    }
    let parameter = Parameter(name: name, shape: shape, type: type, offset: floatCount)
    places[name] = parameters.count
    parameters.append(parameter)
    let step = ParameterLayout.alignment
    floatCount += (parameter.count + step - 1) / step * step
  }

  /// The first index, 0.
  public var startIndex: Int { 0 }
  /// The number of parameters.
  public var endIndex: Int { parameters.count }
  /// The parameter at an index.
  public subscript(index: Int) -> Parameter { parameters[index] }
  /// The parameter of that name; `nil` when there is none.
  public subscript(name: String) -> Parameter? { places[name].map { parameters[$0] } }

  /// The elements of all parameters together.
  public var elementCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// The same parameters with another stored type.
  public func stored(as type: StoredType) -> ParameterLayout {
    var layout = self
    layout.parameters = parameters.map {
      Parameter(name: $0.name, shape: $0.shape, type: type, offset: $0.offset)
    }
    return layout
  }
}
