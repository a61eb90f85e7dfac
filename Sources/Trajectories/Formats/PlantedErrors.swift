import JSON

/// What a PRMBench record says beyond its first error: all wrong steps, and of which class.
public struct PlantedErrors: Equatable, Sendable {
  /// `circular`, `redundency` and so on, as the file spells it.
  public var classification: String?
  /// The wrong steps, from 0; those past the last one included.
  public var steps: Set<Int>

  /// Reads the record that a trajectory came from; `nil` for a record of another format.
  public init?(_ source: SourceRecord) {
    guard source.format == PRMBenchFormat().name,
      let record = JSONParser.withBorrowed({ try? $0.parse(source.bytes).value }),
      let entries = record["error_steps"]?.array
    else { return nil }
    classification = record["classification"]?.string
    steps = Set(entries.compactMap { $0.integer.map { $0 - 1 } })
  }
}
