import Trajectories

/// How files are read; the same for every command.
public struct ReadingOptions: Equatable, Sendable {
  /// The format's name; `nil` detects it from each file's content.
  public var format: String?
  /// How formats that hold a response as one text split it into steps.
  public var splitting: StepSplitting
  /// In bytes; longer records are bad, and the rest loads.
  public var recordLimit: Int
  /// The most that ``FileSource`` holds, in bytes.
  ///
  /// Trajectories are read from files of any size.
  public var fileLimit: Int
  /// Whether files may grow while they are read; the end of one is then never final.
  public var follows: Bool
  /// Where indices and spooled text are kept; `nil` keeps nothing between runs.
  public var cacheFolder: String?
  /// Additional checks of records.
  public var checks: RecordChecks = []
  /// The file with the requests that OpenAI's batch outputs answer; `nil` searches beside each
  /// output.
  public var requests: String?

  /// The defaults of every command.
  public init(
    format: String? = nil, splitting: StepSplitting = .automatic,
    recordLimit: Int = RecordSplitter.defaultLimit, fileLimit: Int = FileSource.defaultLimit,
    follows: Bool = false, cacheFolder: String? = CacheFolder.standard,
    requests: String? = nil
  ) {
    self.format = format
    self.splitting = splitting
    self.recordLimit = recordLimit
    self.fileLimit = fileLimit
    self.follows = follows
    self.cacheFolder = cacheFolder
    self.requests = requests
  }
}
