import JSON

/// A record of a file, parsed into a value of its own, with the bytes it came from.
public struct ParsedRecord: Sendable {
  /// The record; invalid UTF-8 in it is U+FFFD here.
  public var value: JSONValue
  /// Place and bytes; `format` and `candidate` are filled in by the format.
  public var source: SourceRecord

  /// A record, parsed, and where it stands.
  public init(value: JSONValue, source: SourceRecord) {
    self.value = value
    self.source = source
  }

  /// The first of these members that identifies the record, else its place.
  package func identifier(_ keys: [String]) -> String {
    value.withElement { RecordView(value: $0, source: source).identifier(keys) }
      ?? "record-\(source.record)"
  }
}

extension TrajectoryFormat {
  /// Reads every trajectory of one record, which is written and parsed for it.
  ///
  /// - Throws: ``RecordFault`` when nothing of the record can be used.
  public func read(
    _ record: ParsedRecord, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let reading = record.value.withElement { element in
      Result { () throws(RecordFault) in
        try read(RecordView(value: element, source: record.source), splitting: splitting)
      }
    }
    return try reading?.get() ?? RecordReading(trajectories: [])
  }

  /// Whether this record looks like one of this format.
  public func recognizes(_ record: JSONValue) -> Bool {
    record.withElement { recognizes($0) } ?? false
  }
}

extension TrajectoryFormats {
  /// The format that recognises the most of these records, the earlier one where several do.
  ///
  /// `nil` when none recognises any.
  public static func sniff(_ records: [JSONValue]) -> (any TrajectoryFormat)? {
    var sniffer = FormatSniffer()
    for record in records {
      JSONWriter.bytes(of: record).withUnsafeBufferPointer { _ = sniffer.add($0) }
    }
    return sniffer.format
  }
}

extension JSONValue {
  /// Looks at the value as at a parsed document; `nil` when it cannot be one.
  fileprivate func withElement<Answer>(_ body: (JSONElement) -> Answer) -> Answer? {
    let bytes = JSONWriter.bytes(of: self)
    return JSONParser.withBorrowed { parser in
      bytes.withUnsafeBufferPointer { (try? parser.document($0)).map { body($0.root) } }
    }
  }
}
