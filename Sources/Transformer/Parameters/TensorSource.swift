/// Where tensors are read from by name: files, or parameters in memory.
protocol TensorSource: Sendable {
  /// For messages.
  var path: String { get }
  /// `nil` when there is no tensor of that name.
  func shape(of name: String) -> [Int]?
  /// All numbers of a tensor that is there.
  func floats(of name: String) throws(CheckpointError) -> [Float]
  /// A reader of a matrix that is there, one part of its rows after another.
  func rows(of name: String) throws(CheckpointError) -> any TensorRows
  /// Copies rows as they are stored; `false` when they are stored in another type, or something is added to them.
  func read(
    _ name: String, rows: Range<Int>, storedAs type: StoredType,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(CheckpointError) -> Bool
}

/// Rows of one tensor as floats.
protocol TensorRows {
  func floats(rows: Range<Int>) throws(CheckpointError) -> [Float]
}

extension TensorSource {
  /// The error for a tensor that must be there.
  func missing(_ name: String) -> CheckpointError {
    CheckpointError(
      path: path, reason: .missingTensors([CheckpointError.shortened(name)], count: 1))
  }
}

extension TensorReader: TensorRows {}

extension TensorFiles: TensorSource {
  func shape(of name: String) -> [Int]? { self[name]?.shape }

  func floats(of name: String) throws(CheckpointError) -> [Float] { try floats(name) }

  func rows(of name: String) throws(CheckpointError) -> any TensorRows {
    try TensorReader(name, in: self)
  }

  func read(
    _ name: String, rows: Range<Int>, storedAs type: StoredType,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(CheckpointError) -> Bool {
    guard try description(of: name).type == type, !isUpdated(name) else { return false }
    try read(name, rows: rows, into: buffer)
    return true
  }
}

extension NamedParameters: TensorSource {
  var path: String { "parameters" }

  func shape(of name: String) -> [Int]? { layout[name]?.shape }

  func floats(of name: String) throws(CheckpointError) -> [Float] {
    guard let floats = self[name] else { throw missing(name) }
    return floats
  }

  func rows(of name: String) throws(CheckpointError) -> any TensorRows {
    guard let parameter = layout[name] else { throw missing(name) }
    return ParameterRows(parameters: self, parameter: parameter)
  }

  func read(
    _ name: String, rows: Range<Int>, storedAs type: StoredType,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(CheckpointError) -> Bool {
    guard type == .float32 else { return false }
    guard let parameter = layout[name] else { throw missing(name) }
    let part = ParameterRows(parameters: self, parameter: parameter)[rows]
    buffer.copyMemory(from: UnsafeRawBufferPointer(part))
    return true
  }
}

/// Rows of a parameter in memory.
private struct ParameterRows: TensorRows {
  let parameters: NamedParameters
  let parameter: Parameter

  func floats(rows: Range<Int>) throws(CheckpointError) -> [Float] { Array(self[rows]) }

  /// Valid while the parameters live.
  subscript(rows: Range<Int>) -> UnsafeBufferPointer<Float> {
    let size = parameter.count / max(1, parameter.shape.first ?? 1)
    return UnsafeBufferPointer(
      rebasing: parameters.floats(parameter)[rows.lowerBound * size..<rows.upperBound * size])
  }
}
