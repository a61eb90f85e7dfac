import Trajectories

/// How files are read; the same for every command.
public struct ReadingOptions: Equatable, Sendable {
  /// The format's name; `nil` sees from each file's content.
  public var format: String?
  /// How formats that hold a response as one text cut it into steps.
  public var splitting: StepSplitting
  /// In bytes; longer records are bad, and the rest loads.
  public var recordLimit: Int
  /// In bytes; larger files are refused.
  public var fileLimit: Int

  /// The defaults of every command.
  public init(
    format: String? = nil, splitting: StepSplitting = .automatic,
    recordLimit: Int = RecordSplitter.defaultLimit, fileLimit: Int = FileSource.defaultLimit
  ) {
    self.format = format
    self.splitting = splitting
    self.recordLimit = recordLimit
    self.fileLimit = fileLimit
  }
}
