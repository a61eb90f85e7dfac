import Drawing
import Files

/// The output of a command that works in rounds for hours: an interrupted run goes on behind the last whole round.
///
/// A file's partial output always stays beside it until all is done; only `--resume` makes use of it. Standard output,
/// pipes and Parquet files cannot be gone on with.
struct ResumableRecords<Report: Codable> {
  /// Where records are written.
  let sink: RecordSink
  /// A file that grows in its place while others read it; `nil` without one.
  private(set) var growing: RecordSink?
  /// The counts so far.
  var report: Report
  /// How much of the input is done, whatever became of it.
  private(set) var done = 0

  private let files: OutputFiles
  private let path: String?

  /// Opens the output.
  ///
  /// - Parameters:
  ///   - path: `nil` for standard output.
  ///   - inputs: files that are read.
  ///   - replaces: whether a file that stands there may be replaced.
  ///   - resumes: whether an earlier run's records are kept.
  ///   - words: of the command, all that the records depend on; another command's partial output is not used.
  ///   - growing: a second file, which others may read while it is written.
  ///   - report: the counts of a run that begins.
  ///   - console: for standard output.
  /// - Throws: ``CommandFailure``: an output that cannot be made, or that cannot be gone on with and is to be.
  init(
    _ path: String?, inputs: [String], replaces: Bool, resumes: Bool, words: [String],
    growing: String? = nil, report: Report, console: Console
  ) throws(CommandFailure) {
    let isFile = path.map { ParquetOutput(path: $0) == nil && FileNode($0)?.isRegular != false }
    guard isFile == true || !resumes else {
      throw CommandFailure(.usage, "--resume goes on with a file of JSON lines: name it with -o.")
    }
    let resume = isFile == true ? words.joined(separator: "|") : nil
    files = OutputFiles(path: path, inputs: inputs, replaces: replaces, resume: resume)
    self.path = path
    let parts = growing == nil ? 1 : 2
    let journal: ResumeJournal<Report>? = resumes ? files.journal(parts: parts) : nil
    if journal == nil { try OutputPlace.check(growing, inputs: inputs, replaces: replaces) }
    self.report = journal?.report ?? report
    done = journal?.consumed ?? 0
    sink = try files.sink(
      path, console: console, asArray: false, bytes: journal?.bytes.first ?? 0,
      records: journal?.records.first ?? 0)
    guard let growing else { return }
    self.growing = try RecordSink(
      growing: growing, console: console, bytes: journal?.bytes.last ?? 0,
      records: journal?.records.last ?? 0)
    // From the start on, so that a run that ends before its first round knows the file as its own.
    try note(done: done)
  }

  /// A round is over: what was written is on disk, and the next run begins here.
  mutating func note(done: Int) throws(CommandFailure) {
    self.done = done
    var bytes: [Int] = []
    let sinks = [sink] + (growing.map { [$0] } ?? [])
    for sink in sinks { bytes.append(try sink.checkpoint()) }
    guard let resume = files.resume, let path else { return }
    try ResumeJournal(
      command: resume, consumed: done, bytes: bytes, records: sinks.map(\.count), report: report
    ).save(beside: path)
  }

  /// Puts the file in its place.
  func finish() throws(CommandFailure) {
    try growing?.finish()
    try sink.finish()
    if let path, files.resume != nil { ResumeJournal<Report>.remove(beside: path) }
  }

  /// The failure of a run that was stopped by Ctrl-C.
  func stopped(of total: Int, _ unit: String, plural: String? = nil) -> CommandFailure {
    let words = "Stopped after \(done) of \(NumberText.counted(total, unit, plural: plural))."
    guard let path, files.resume != nil else { return CommandFailure(.interrupted, words) }
    return CommandFailure(
      .interrupted,
      "\(words) What is done is kept in \(path).partial: the same command with --resume goes on.")
  }
}
