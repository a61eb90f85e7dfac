/// Values by the hash of a name.
struct NameTable<Value: Sendable>: Sendable {
  private let index: NameIndex
  private let values: [Value]

  /// Of two values with one key the first stays.
  init(_ entries: [(key: UInt64, value: Value)]) {
    index = NameIndex(entries.map(\.key))
    values = entries.map(\.value)
  }

  subscript(key: UInt64) -> Value? { index[key].map { values[$0] } }
}
