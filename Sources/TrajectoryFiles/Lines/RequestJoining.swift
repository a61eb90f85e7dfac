import JSON
import Trajectories

/// Adds to each output of a batch the request that it answers, which alone holds the problem.
struct RequestJoining: LineRewriting {
  let requests: BatchRequests
  private let parser = JSONParser()

  init(_ requests: BatchRequests) { self.requests = requests }

  /// None is ever held back.
  var heldFrom: Int? { nil }

  mutating func take(_ line: ArraySlice<UInt8>, at offset: Int, into output: inout [UInt8]) {
    let record = line.trimmed
    if record.last == UInt8(ascii: "}"), let request = request(of: record) {
      output += record.dropLast()
      output += Array(",\"\(TrajectoryFormats.requestKey)\":".utf8) + request
      output.append(UInt8(ascii: "}"))
    } else {
      output += line
    }
    output.append(JSONBytes.lineFeed)
  }

  func flush(into output: inout [UInt8]) {}

  private func request(of record: ArraySlice<UInt8>) -> [UInt8]? {
    let id = record.withUnsafeBufferPointer { bytes -> String? in
      guard let root = try? parser.document(bytes).root,
        root[TrajectoryFormats.requestKey] == nil
      else { return nil }
      return root["custom_id"]?.string
    }
    return id.flatMap(requests.request)
  }
}

/// The requests of a batch by their ids; only their places are held in memory.
final class BatchRequests: Sendable {
  private let source: any ByteSource
  private let places: [String: Range<Int>]

  /// Reads a file of requests; `nil` if it holds none.
  init?(_ source: any ByteSource) {
    self.source = source
    var places: [String: Range<Int>] = [:]
    var cursor = RecordCursor(
      source, recordLimit: RecordSplitter.defaultLimit, pieceSize: 1 << 20)
    let parser = JSONParser()
    reading: while true {
      switch try? cursor.next() {
      case .item(let item)?:
        guard item.fault == nil, let root = try? parser.document(cursor.bytes(of: item)).root,
          Self.isRequest(root), let id = root["custom_id"]?.string
        else { continue reading }
        places[id] = item.range
      case .busy?: continue reading
      default: break reading
      }
    }
    guard !places.isEmpty else { return nil }
    self.places = places
  }

  /// A request's bytes as in its file.
  func request(_ id: String) -> [UInt8]? {
    guard let place = places[id] else { return nil }
    guard let bytes = try? source.bytes(at: place.lowerBound, count: place.count),
      bytes.count == place.count
    else { return nil }
    return bytes.filter { $0 != JSONBytes.lineFeed }
  }

  func holds(_ id: String) -> Bool { places[id] != nil }

  static func isRequest(_ record: JSONElement) -> Bool {
    record["custom_id"] != nil && record["body"]?.kind == .object && record["response"] == nil
  }

  // MARK: Finding them

  /// The requests that an output answers: those given, else those of the one file beside it that
  /// holds the request `id`; of several, the one whose name is most like the output's.
  static func find(for path: String, id: String, options: ReadingOptions) -> BatchRequests? {
    if let given = options.requests { return open(given, options) }
    guard path != "-" else { return nil }
    let own = fileName(path)
    let found = neighbours(of: path).compactMap {
      name -> (likeness: Int, requests: BatchRequests)? in
      guard beginsWithRequest(name, options), let requests = open(name, options),
        requests.holds(id)
      else { return nil }
      return (zip(fileName(name), own).prefix { $0 == $1 }.count, requests)
    }
    guard let best = found.map(\.likeness).max() else { return nil }
    let likeliest = found.filter { $0.likeness == best }
    return likeliest.count == 1 ? likeliest[0].requests : nil
  }

  private static func fileName(_ path: String) -> Substring.UTF8View {
    (path.split(separator: "/").last ?? "").utf8
  }

  private static func open(_ path: String, _ options: ReadingOptions) -> BatchRequests? {
    var options = options
    options.follows = false
    return (try? SourceOpening.plain(path, options: options)).flatMap(BatchRequests.init)
  }

  private static func beginsWithRequest(_ path: String, _ options: ReadingOptions) -> Bool {
    guard let source = try? SourceOpening.plain(path, options: options),
      let line = FirstLine(of: source)
    else { return false }
    return line.record { isRequest($0) } ?? false
  }

  /// Other files in the folder that could hold requests, up to a sensible number.
  private static func neighbours(of path: String) -> [String] {
    let folder =
      path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : "."
    let all = FileSet([folder.isEmpty ? "/" : folder]).paths.map {
      folder == "." && $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0
    }
    return all.filter { $0 != path && $0.contains(".jsonl") }.prefix(256).map(\.self)
  }
}
