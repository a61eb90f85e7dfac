import Queries

extension Query {
  /// Whether it asks about records that cannot be read; else these are left out.
  var asksReadable: Bool { source.lowercased().contains("readable") }
}
