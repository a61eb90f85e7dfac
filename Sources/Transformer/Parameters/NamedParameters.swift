/// The numbers of a model's parameters, float32 in memory whatever a file stores.
///
/// A value type with copy-on-write: changing a shared copy copies all floats, so a training loop should hold only
/// one. Floats are aligned for vectors.
public struct NamedParameters: Sendable {
  /// Names, shapes and places.
  public private(set) var layout: ParameterLayout
  private var buffer: AlignedBuffer

  /// Zeros in a layout, such as gradients.
  ///
  /// - Throws: ``ParameterError/outOfMemory(bytes:)``.
  public init(zeros layout: ParameterLayout) throws(ParameterError) {
    self.layout = layout
    buffer = try NamedParameters.buffer(floatCount: layout.floatCount)
  }

  private static func buffer(floatCount: Int) throws(ParameterError) -> AlignedBuffer {
    do throws(DecoderError) {
      return try AlignedBuffer(byteCount: 4 * floatCount)
    } catch {
      throw .outOfMemory(bytes: 4 * floatCount)
    }
  }

  /// The same numbers, to be stored in another type.
  public func stored(as type: StoredType) -> NamedParameters {
    var parameters = self
    parameters.layout = layout.stored(as: type)
    return parameters
  }

  // MARK: Reading

  /// A copy of the numbers of one parameter, row-major; `nil` when there is none of that name.
  public subscript(name: String) -> [Float]? {
    layout[name].map { Array(floats($0)) }
  }

  /// Runs `body` with the numbers of one parameter of this layout.
  public func withFloats<Result, Failure: Error>(
    of parameter: Parameter, _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(floats(parameter))
  }

  /// Runs `body` with all floats, ``ParameterLayout/floatCount`` of them.
  public func withAllFloats<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: buffer.floats(), count: layout.floatCount))
  }

  /// Valid while these parameters live and are not changed.
  func floats(_ parameter: Parameter) -> UnsafeBufferPointer<Float> {
    precondition(
      parameter.offset + parameter.count <= layout.floatCount,
      "'\(parameter.name)' ends at \(parameter.range.upperBound) of \(layout.floatCount) floats")
    return UnsafeBufferPointer(start: buffer.floats(at: parameter.offset), count: parameter.count)
  }

  /// A copy of some parameters, each once, in the order given.
  func copy(of names: [String]) throws(ParameterError) -> NamedParameters {
    var part = ParameterLayout()
    for name in names where part[name] == nil {
      guard let parameter = layout[name] else {
        throw .unknown(name: CheckpointError.shortened(name))
      }
      try part.append(name, shape: parameter.shape, type: parameter.type)
    }
    var copy = try NamedParameters(zeros: part)
    for parameter in part {
      guard let source = layout[parameter.name] else { continue }
      copy.withMutableFloats(of: parameter) { target in
        target.baseAddress?.update(
          from: buffer.floats(at: source.offset), count: parameter.count)
      }
    }
    return copy
  }

  /// The first parameter with a number that is infinite or none; `nil` when all are finite.
  public var firstNotFinite: Parameter? {
    layout.first { !floats($0).allSatisfy(\.isFinite) }
  }

  // MARK: Changing

  /// Replaces the numbers of one parameter.
  ///
  /// - Throws: ``ParameterError``: no such parameter, or another number of elements.
  public mutating func set(_ name: String, _ values: [Float]) throws(ParameterError) {
    guard let parameter = layout[name] else {
      throw .unknown(name: CheckpointError.shortened(name))
    }
    guard values.count == parameter.count else {
      throw .countDiffers(
        name: CheckpointError.shortened(name), found: values.count, expected: parameter.count)
    }
    withMutableFloats(of: parameter) { _ = $0.update(fromContentsOf: values) }
  }

  /// Runs `body` with the numbers of one parameter of this layout, to be changed in place.
  public mutating func withMutableFloats<Result, Failure: Error>(
    of parameter: Parameter,
    _ body: (UnsafeMutableBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withAllMutableFloats { all throws(Failure) in
      try body(UnsafeMutableBufferPointer(rebasing: all[parameter.range]))
    }
  }

  /// Runs `body` with all floats, to be changed in place; those between parameters must stay 0.
  public mutating func withAllMutableFloats<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if !isKnownUniquelyReferenced(&buffer) { buffer = copiedBuffer() }
    return try body(UnsafeMutableBufferPointer(start: buffer.floats(), count: layout.floatCount))
  }

  private func copiedBuffer() -> AlignedBuffer {
    // As with arrays, a copy that finds no memory ends the program.
    guard let copy = try? NamedParameters.buffer(floatCount: layout.floatCount) else {
      fatalError("no memory for a copy of \(layout.floatCount) parameters")
    }
    copy.floats().update(from: buffer.floats(), count: layout.floatCount)
    return copy
  }
}
