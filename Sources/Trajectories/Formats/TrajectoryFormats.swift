import JSON

/// Every format that can be read, the most distinctive ones first.
public enum TrajectoryFormats {
  /// In the order in which sniffing tries them: a format comes after those it could be confused
  /// with.
  public static let all: [any TrajectoryFormat] = [
    ProcessBenchFormat(), NativeFormat(), PRM800KFormat(), MathShepherdFormat(), OpenRLHFFormat(),
    PRMBenchFormat(), BigBenchMistakeFormat(), MRGSM8KFormat(), MRMathFormat(), MRBenFormat(),
    DeltaBenchFormat(), AgentProcessBenchFormat(), OpenRFormat(), MathAPSFormat(),
    SearchTreeFormat(), VersaPRMFormat(), StepRowsFormat(), StepListsFormat(), TRLFormat(),
    OpenAIBatchFormat(),
    RLHFlowFormat(), VerlFormat(), BestOfNFormat(), ScoredCandidatesFormat.openR1,
    ScoredCandidatesFormat.mathEvaluation, ScoredCandidatesFormat.rlhflow,
    ScoredCandidatesFormat.searchAndLearn, GSM8KSolutionsFormat(), EvaluationHarnessFormat(),
    AutoRaceFormat(), MMLUProFormat(), PreferenceFormat(), ChatFormat(), PlainFormat(),
  ]

  /// Our own lossless format, which `score` writes.
  public static let native: any WritableTrajectoryFormat = NativeFormat()

  /// The formats that can be exported to, in the order of `all`, the native one first.
  public static var writable: [any WritableTrajectoryFormat] {
    let formats = all.compactMap { $0 as? any WritableTrajectoryFormat }
    return formats.filter { $0.name == "native" } + formats.filter { $0.name != "native" }
  }

  /// The format of that name, as `--format` and `--to` take it.
  public static func named(_ name: String) -> (any TrajectoryFormat)? {
    all.first { $0.name == name }
  }

  /// The format stored under its ``TrajectoryFormat/keptName``.
  public static func kept(_ keptName: String) -> (any TrajectoryFormat)? {
    let parts = keptName.split(separator: "/", maxSplits: 1).map(String.init)
    let format = parts.first.flatMap(named)
    return parts.count > 1 ? format?.with(setting: parts[1]) : format
  }
}

extension TrajectoryFormat {
  /// Its name and its settled rule, under which a file's format is kept between runs.
  public var keptName: String { setting.isEmpty ? name : "\(name)/\(setting)" }
}

/// What a file's reader must know about formats whose records it assembles.
extension TrajectoryFormats {
  /// The names of these formats.
  public static let joinedByLines: Set<String> = [
    StepRowsFormat().name, OpenAIBatchFormat().name,
  ]
  /// The member of a joined record that holds the rows of one trajectory.
  public static let stepRowsKey = StepRowsFormat.rowsKey
  /// The member that is added to a response and holds its request.
  public static let requestKey = OpenAIBatchFormat.requestKey

  /// The trajectory that a row of one step belongs to; `nil` for anything else.
  public static func originOfStepRow(_ record: JSONElement) -> String? {
    guard record[stepRowsKey] == nil, StepRowsFormat().recognizes(record) else { return nil }
    return record["origin_id"]?.scalarText
  }
}
