import JSON

/// Every format that can be read, the most telling ones first.
public enum TrajectoryFormats {
  /// In the order in which sniffing asks them: a format that another one resembles comes later.
  public static let all: [any TrajectoryFormat] = [
    ProcessBenchFormat(), NativeFormat(), PRM800KFormat(), MathShepherdFormat(), OpenRLHFFormat(),
    PRMBenchFormat(), BigBenchMistakeFormat(), MRGSM8KFormat(), OpenRFormat(), MathAPSFormat(),
    VersaPRMFormat(), TRLFormat(), RLHFlowFormat(), VerlFormat(), BestOfNFormat(),
    ScoredCandidatesFormat.rlhflow, ScoredCandidatesFormat.searchAndLearn, GSM8KSolutionsFormat(),
    EvaluationHarnessFormat(), ChatFormat(), PlainFormat(),
  ]

  /// The lossless format of our own, which `score` writes.
  public static let native: any WritableTrajectoryFormat = NativeFormat()

  /// The formats that an export can have, in the order of `all`, the native one first.
  public static var writable: [any WritableTrajectoryFormat] {
    let formats = all.compactMap { $0 as? any WritableTrajectoryFormat }
    return formats.filter { $0.name == "native" } + formats.filter { $0.name != "native" }
  }

  /// The format of that name, as `--format` and `--to` take it.
  public static func named(_ name: String) -> (any TrajectoryFormat)? {
    all.first { $0.name == name }
  }
}
