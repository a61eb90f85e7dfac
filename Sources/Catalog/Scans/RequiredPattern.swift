import Queries
import Trajectories

/// A pattern without which a record need not be parsed, and where that can be relied on.
struct RequiredPattern: Sendable {
  let pattern: TextPattern
  /// Whether a note, an id or a generator may contain it instead.
  let isAnyText: Bool
  private let standsInGenerators: Bool

  /// `nil` for a field whose texts need not be in the record.
  init?(_ required: Query.RequiredText, _ contents: CatalogContents) {
    guard [.problem, .step, .text].contains(required.field) else { return nil }
    pattern = required.pattern
    isAnyText = required.field == .text
    standsInGenerators =
      isAnyText && contents.generators.names.contains { $0.map(required.pattern.matches) ?? false }
  }

  /// Whether every match is in the bytes of the block's records, except in notes.
  func isSafe(in block: ScanBlock, _ contents: CatalogContents) -> Bool {
    guard let file = contents.segments.file(of: block.segment) else { return false }
    guard pattern.isFound(inRecordsOf: file) else { return false }
    guard isAnyText else { return true }
    let isKnown = block.indices.allSatisfy { contents.columns.facts(at: $0).isKnown }
    if !isKnown, !contents.standings.noted.isEmpty { return false }
    if file.file.format?.traits.contains(.madeGenerators) == true, !isKnown || standsInGenerators {
      return false
    }
    return (isKnown && !file.hasMadeIDs) || !pattern.mayMatchMadeID(ofFile: file.path)
  }
}

extension TextPattern {
  /// Whether its matches in problems and steps are in the file's bytes unchanged.
  func isFound(inRecordsOf file: CatalogFile) -> Bool {
    guard let format = file.file.format, !format.traits.contains(.joinedTexts) else { return false }
    // U+FFFD stands for bytes that are not UTF-8.
    return !source.unicodeScalars.contains("\u{FFFD}")
  }
}
