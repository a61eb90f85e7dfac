/// A value to sort by; missing ones come last in either direction.
public enum SortKey: Equatable, Sendable {
  case number(Double)
  case text(String)
  case missing

  /// The value of a row to sort by; NaN and empty texts count as missing.
  ///
  /// `now` is in seconds since 1970. The row must have what ``QueryField/needs`` says.
  public init(_ row: QueryRow, by field: QueryField, now: Double) {
    if field.isText {
      let text = row.text(field)
      self = text.isEmpty ? .missing : .text(text)
    } else {
      let number = row.number(field, now: now)
      self = number.isNaN ? .missing : .number(number)
    }
  }

  /// Below 0 if this one comes first, above 0 if the other one does, 0 if neither.
  ///
  /// Numbers come before texts, though no field has both.
  public func compared(to other: SortKey, descending: Bool) -> Int {
    let order: Int
    switch (self, other) {
    case (.number(let left), .number(let right)):
      order = left < right ? -1 : left > right ? 1 : 0
    case (.text(let left), .text(let right)):
      order = left == right ? 0 : left < right ? -1 : 1
    case (.number, .text): order = -1
    case (.text, .number): order = 1
    case (.missing, .missing): return 0
    case (.missing, _): return 1
    case (_, .missing): return -1
    }
    return descending ? -order : order
  }

  /// Whether this one comes before the other one.
  public func precedes(_ other: SortKey, descending: Bool) -> Bool {
    compared(to: other, descending: descending) < 0
  }
}
