/// States of a frozen decoder at the read-outs, computed once; what a head alone is trained on.
public struct HiddenStates: Equatable, Sendable {
  /// Row-major, shape (rows, width).
  public var values: [Float]
  /// d.
  public var width: Int

  /// A matrix; `values` holds whole rows.
  public init(values: [Float], width: Int) {
    precondition(
      width > 0 && values.count.isMultiple(of: width), "\(values.count) values of \(width)")
    self.values = values
    self.width = width
  }

  /// The number of rows.
  public var rowCount: Int { values.count / width }
}
