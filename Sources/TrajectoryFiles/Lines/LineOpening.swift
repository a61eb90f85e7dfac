import JSON
import Trajectories

/// Opens files whose lines belong together or need those of another file.
enum LineOpening {
  /// The source itself, or one that rewrites its lines, as its first line shows.
  static func open(_ source: any ByteSource, _ options: ReadingOptions) -> any ByteSource {
    let wanted = options.format
    guard wanted == nil || TrajectoryFormats.joinedByLines.contains(wanted ?? ""),
      let line = FirstLine(of: source)
    else { return source }
    if line.record({ TrajectoryFormats.originOfStepRow($0) }) != nil {
      return CompressedSource(
        source,
        makeDecoder: { LineDecoder($0, from: $1, rewriting: StepRowJoining()) }, options: options)
    }
    guard let id = line.record({ $0["response"] == nil ? nil : $0["custom_id"]?.string }),
      let requests = BatchRequests.find(for: source.path, id: id, options: options)
    else { return source }
    return CompressedSource(
      source,
      makeDecoder: { LineDecoder($0, from: $1, rewriting: RequestJoining(requests)) },
      options: options)
  }
}

/// The first line of a file, as far as it is needed to recognize the lines.
struct FirstLine {
  private let bytes: ArraySlice<UInt8>

  /// Most first lines are shorter; one with a model's response may be longer.
  private static let usual = 64 << 10
  private static let most = 4 << 20

  /// `nil` if it does not begin with an object or is not complete.
  init?(of source: any ByteSource) {
    guard let start = Self.start(of: source), let end = start.firstIndex(of: JSONBytes.lineFeed)
    else { return nil }
    bytes = start[..<end].trimmed
    guard bytes.first == UInt8(ascii: "{") else { return nil }
  }

  private static func start(of source: any ByteSource) -> [UInt8]? {
    guard let start = try? source.bytes(at: 0, count: usual), start.first == UInt8(ascii: "{")
    else { return nil }
    if start.contains(JSONBytes.lineFeed) { return start }
    // The only line of a file may lack its line feed.
    if start.count < usual { return start + [JSONBytes.lineFeed] }
    return try? source.bytes(at: 0, count: most)
  }

  /// What `look` finds in the record on the line; `nil` if it is not a record.
  func record<Result>(_ look: (JSONElement) -> Result?) -> Result? {
    bytes.withUnsafeBufferPointer { bytes in
      JSONParser.withBorrowed { parser in
        (try? parser.document(bytes).root).flatMap(look)
      }
    }
  }
}
