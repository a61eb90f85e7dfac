/// What kind of file one without JSON is, judged by its first bytes, and how to make it readable.
public enum ForeignContent: Equatable, Sendable {
  case lfsPointer
  /// Any other archive, by its name and the program that extracts it.
  case archive(String, unpacker: String)
  /// A log of inspect (`.eval`), which is a zip archive.
  case inspectLog
  /// An Office document, which is a zip archive: `xlsx` or another extension.
  case office(String)
  /// Tensors or a language model, by the name of the container.
  case model(String)
  /// Arrow, Feather or a table of another kind that Python's pyarrow or pandas reads.
  case table(String, reader: String)
  case sqlite, duckDB
  case pickle
  case web, pdf
  /// An image, a program or the like.
  case other(String)
  /// Lines of values with this separator, the first line with column names.
  case separated(SeparatedText.Separator)
  case markdown, yaml, xml
  /// Dictionaries as Python prints them.
  case pythonLiterals
  /// JSON, judging by its first character.
  case brokenJSON
  case plainText, binary
}

extension ForeignContent {
  /// How many bytes are examined.
  static let told = 4096

  /// The kind of a file that begins like this; `nil` if it may be JSON, or is unknown.
  ///
  /// `start` holds the first bytes, ``told`` of them if there are as many. For some kinds the
  /// file's extension decides.
  public static func told(by start: [UInt8], path: String) -> ForeignContent? {
    guard let first = start.first, !"{[".utf8.contains(first) else { return nil }
    return archive(start, path) ?? binary(start) ?? text(start, path)
  }

  /// A guess at the kind of a file of which no record could be read.
  public static func guess(_ start: [UInt8], path: String) -> ForeignContent {
    if let told = told(by: start, path: path) { return told }
    let text = start.drop { $0 <= 0x20 }
    if start.contains(0) { return .binary }
    if text.starts(with: "{'".utf8) || text.starts(with: "[{'".utf8) { return .pythonLiterals }
    if let first = text.first, "{[".utf8.contains(first) { return .brokenJSON }
    let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: 64).dropLast(0)
    if lines.contains(where: isMarkdown) || hasEnding(path, ["md", "markdown"]) {
      return .markdown
    }
    if hasEnding(path, ["yaml", "yml"]) || text.starts(with: "---\n".utf8) { return .yaml }
    return start.count { $0 < 0x20 && !(9...13).contains($0) } > start.count / 16
      ? .binary : .plainText
  }

  // MARK: Kinds

  private static func archive(_ start: [UInt8], _ path: String) -> ForeignContent? {
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      return zip(start, path)
    }
    if start.count >= 262, start[257..<262].elementsEqual("ustar".utf8) {
      return .archive("tar", unpacker: "tar -xf")
    }
    if start.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) { return .archive("7z", unpacker: "7z x") }
    if start.starts(with: "Rar!".utf8) { return .archive("rar", unpacker: "unrar x") }
    if start.starts(with: [0x04, 0x22, 0x4D, 0x18]) { return .archive("lz4", unpacker: "lz4 -d") }
    return nil
  }

  private static func zip(_ start: [UInt8], _ path: String) -> ForeignContent {
    if hasEnding(path, ["eval"]) { return .inspectLog }
    for ending in ["xlsx", "docx", "pptx", "ods", "odt"] where hasEnding(path, [ending]) {
      return .office(ending)
    }
    // The name of the archive's first file follows the first 30 bytes.
    let name = start.dropFirst(30).prefix(200)
    if name.starts(with: "[Content_Types].xml".utf8) { return .office("xlsx") }
    if name.starts(with: "_journal/".utf8) || name.starts(with: "header.json".utf8)
      || name.starts(with: "samples/".utf8)
    {
      return .inspectLog
    }
    if hasEnding(path, ["pt", "pth", "bin", "ckpt"]) { return .model("PyTorch") }
    if hasEnding(path, ["npz"]) { return .table("NumPy", reader: "numpy.load") }
    return .archive("zip", unpacker: "unzip")
  }

  private static func binary(_ start: [UInt8]) -> ForeignContent? {
    let known: [(mark: [UInt8], at: Int, kind: ForeignContent)] = [
      (Array("ARROW1".utf8), 0, .table("Arrow", reader: "pyarrow.ipc.open_file")),
      (Array("FEA1".utf8), 0, .table("Feather", reader: "pandas.read_feather")),
      ([0xFF, 0xFF, 0xFF, 0xFF], 0, .table("Arrow", reader: "pyarrow.ipc.open_stream")),
      (Array("ORC".utf8), 0, .table("ORC", reader: "pandas.read_orc")),
      (Array("Obj\u{1}".utf8), 0, .table("Avro", reader: "fastavro.reader")),
      ([0x89, 0x48, 0x44, 0x46], 0, .table("HDF5", reader: "pandas.read_hdf")),
      ([0x93] + Array("NUMPY".utf8), 0, .table("NumPy", reader: "numpy.load")),
      (Array("SQLite format 3\0".utf8), 0, .sqlite), (Array("DUCK".utf8), 8, .duckDB),
      (Array("GGUF".utf8), 0, .model("GGUF")), (Array("%PDF-".utf8), 0, .pdf),
      ([0x89, 0x50, 0x4E, 0x47], 0, .other("a PNG image")),
      ([0xFF, 0xD8, 0xFF], 0, .other("a JPEG image")),
      (Array("GIF8".utf8), 0, .other("a GIF image")),
      ([0x7F, 0x45, 0x4C, 0x46], 0, .other("a program")),
    ]
    for (mark, place, kind) in known where start.dropFirst(place).starts(with: mark) { return kind }
    // Eight bytes of length, then the JSON header.
    if start.count > 9, start[5...7].allSatisfy({ $0 == 0 }), start[8] == UInt8(ascii: "{") {
      return .model("safetensors")
    }
    // PROTO and the version, then a frame, a container or the like.
    if start.count > 2, start[0] == 0x80, (2...5).contains(start[1]) { return .pickle }
    return nil
  }

  private static func text(_ start: [UInt8], _ path: String) -> ForeignContent? {
    if start.starts(with: "version https://git-lfs.github.com/spec/".utf8) { return .lfsPointer }
    let head = String(decoding: start.drop { $0 <= 0x20 }.prefix(32), as: UTF8.self).lowercased()
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") || head.hasPrefix("<head") {
      return .web
    }
    if head.hasPrefix("<?xml") { return .xml }
    return SeparatedText.separator(of: start, path: path).map { .separated($0) }
  }

  private static func isMarkdown(_ line: ArraySlice<UInt8>) -> Bool {
    let marks = ["# ", "## ", "### ", "```", "- [", "* [", "![", "|--", "| --", "|:-"]
    return marks.contains { line.starts(with: $0.utf8) }
  }

  static func hasEnding(_ path: String, _ endings: [String]) -> Bool {
    let name = path.lowercased()
    return endings.contains { name.hasSuffix("." + $0) }
  }
}

extension ForeignContent: CustomStringConvertible {
  /// The kind, with its article.
  public var description: String {
    switch self {
    case .lfsPointer: "a Git LFS pointer, not the file itself"
    case .archive(let name, _):
      "\(name.first.map { "8".contains($0) } == true ? "an" : "a") \(name) archive"
    case .inspectLog: "a log of inspect, which is a zip archive"
    case .office(let ending): "an Office document (\(ending))"
    case .model(let container): "a model's \(container) file"
    case .table(let name, _): "\("AO".contains(name.first ?? "x") ? "an" : "a") \(name) file"
    case .sqlite: "an SQLite database"
    case .duckDB: "a DuckDB database"
    case .pickle: "a Python pickle"
    case .web: "an HTML page"
    case .pdf: "a PDF document"
    case .other(let name): name
    case .separated(.comma): "text that looks like CSV"
    case .separated(.tab): "text that looks like TSV"
    case .separated(.semicolon): "text that looks like CSV with semicolons"
    case .markdown: "Markdown"
    case .yaml: "YAML"
    case .xml: "XML"
    case .pythonLiterals: "Python dictionaries"
    case .brokenJSON: "broken JSON"
    case .plainText: "plain text"
    case .binary: "binary data"
    }
  }

  /// What would be right, in one sentence.
  public var remedy: String {
    switch self {
    case .lfsPointer: "Run 'git lfs pull' in its repository, then open it again."
    case .archive(_, let unpacker): "Unpack it with '\(unpacker) FILE' and open what is in it."
    case .inspectLog: "Write it as JSON first: inspect log dump FILE > FILE.json."
    case .office: "Save its sheet as CSV, or convert it to JSONL with Python's pandas."
    case .model: "It belongs to a checkpoint: give its folder with --model."
    case .table(_, let reader): "Convert it to JSONL or Parquet with Python's \(reader)."
    case .sqlite: "Export a table: sqlite3 -json FILE 'SELECT * FROM TABLE' > FILE.json."
    case .duckDB: "Export a table: duckdb FILE -json -c 'SELECT * FROM TABLE' > FILE.json."
    case .pickle: "If you trust it, load it and write its records with Python's json.dumps."
    case .web: "Download the file itself; a link to 'raw' or 'resolve' gives it."
    case .pythonLiterals:
      "Read each line with Python's ast.literal_eval and write it with json.dumps."
    case .separated(let separator):
      "Convert it: duckdb -json -c \"SELECT * FROM read_csv('FILE', delim = '\(separator.escape)', "
        + "header = true)\" > FILE.json."
    case .brokenJSON: "The file may be cut off or not JSON: download it again."
    case .pdf, .other, .markdown, .yaml, .xml, .plainText, .binary:
      "JSON, JSONL and Parquet files can be read, compressed or not."
    }
  }
}

extension FileError {
  /// Why a file whose records were all refused cannot be read.
  init(noRecordsIn source: any ByteSource, refused: Int) {
    let start = (try? source.bytes(at: 0, count: ForeignContent.told)) ?? []
    self.init(
      path: source.path,
      reason: .noRecords(
        refused: refused, looksLike: ForeignContent.guess(start, path: source.path)))
  }
}
