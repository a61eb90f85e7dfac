/// Values by the hash of a name.
package struct NameTable<Value: Sendable>: Sendable {
  @usableFromInline let index: NameIndex
  @usableFromInline let values: [Value]

  /// Of two values with one key the first wins.
  @inlinable package init(_ entries: [(key: UInt64, value: Value)]) {
    index = NameIndex(entries.map(\.key))
    values = entries.map(\.value)
  }

  /// The value of a name; `nil` for an unknown one.
  @inlinable package subscript(key: UInt64) -> Value? { index[key].map { values[$0] } }
}
