import JSON
import Survival
import Trajectories
import TrajectoryFiles

/// The files of a training run, read and turned into features.
struct TrainingCorpus {
  private(set) var set = TrainingSet()
  private(set) var inputs: [BuiltInModelFile.Input] = []
  private(set) var excluded: [BuiltInModelFile.Input] = []
  private(set) var leftOut = 0
  private(set) var issues: [RecordIssue] = []

  init(
    _ options: BuiltInTraining.Options, onProgress: (BuiltInTraining.Progress) throws -> Void
  ) throws {
    var problems: Set<UInt64> = []
    for path in options.excluding {
      try exclude(path, options.reading, &problems)
    }
    for (index, path) in options.inputs.enumerated() {
      try onProgress(
        BuiltInTraining.Progress(
          stage: "reading", fraction: Double(index) / Double(options.inputs.count), detail: path))
      try read(path, options.reading, excluding: problems)
    }
    for path in options.references {
      var solutions = ReferenceSolutions(seed: options.seed)
      try read(path, options.reading, excluding: problems) { solutions.trajectories(of: $0) }
    }
  }

  private mutating func exclude(
    _ path: String, _ reading: ReadingOptions, _ problems: inout Set<UInt64>
  ) throws {
    let source = try FileSource(path: path, limit: reading.fileLimit)
    var options = reading
    options.format = nil
    var count = 0
    try TrajectoryReader(options: options).read(source) { batch in
      for trajectory in batch.trajectories {
        count += 1
        problems.insert(ProblemKey.hash(trajectory.problem))
        // PRMBench modifies problems and keeps the original beside them.
        if let record = try? JSONParser(.lenient).parse(trajectory.source.bytes).value,
          let original =
            (record["original_question"] ?? record["source"]?["record"]?["original_question"])?
            .string
        {
          problems.insert(ProblemKey.hash(original))
        }
      }
    }
    excluded.append(
      BuiltInModelFile.Input(
        path: path, sha256: SHA256Stream.digits(of: source.bytes), trajectories: count))
  }

  private mutating func read(
    _ path: String, _ reading: ReadingOptions, excluding problems: Set<UInt64>,
    as examples: (Trajectory) -> [Trajectory] = { [$0] }
  ) throws {
    let source = try FileSource(path: path, limit: reading.fileLimit)
    let index = inputs.count
    let before = set.examples.count
    try TrajectoryReader(options: reading).read(source) { batch in
      issues += batch.issues.filter { $0.severity == .bad }
      for trajectory in batch.trajectories {
        if problems.contains(ProblemKey.hash(trajectory.problem)) {
          leftOut += 1
        } else {
          for example in examples(trajectory) { set.add(example, source: index) }
        }
      }
    }
    inputs.append(
      BuiltInModelFile.Input(
        path: path, sha256: SHA256Stream.digits(of: source.bytes),
        trajectories: set.examples.count - before))
  }

  mutating func add(pairs: [(Int32, Int32)]) { set.add(pairs: pairs) }

  /// A file's weight grows with the square root of its size; outcomes weigh less than first errors.
  mutating func balance(outcomeWeight: Double) {
    var counts = [Double](repeating: 0, count: inputs.count)
    for example in set.examples { counts[example.source] += 1 }
    set.setWeights { example in
      let share = 1 / counts[example.source].squareRoot()
      return example.label == .wrongSomewhere ? share * outcomeWeight : share
    }
    balanceClasses()
  }

  /// Gives right and wrong trajectories the same total weight.
  private mutating func balanceClasses() {
    var right = 0.0
    var wrong = 0.0
    for example in set.examples {
      if example.label == .correct { right += example.weight } else { wrong += example.weight }
    }
    guard right > 0, wrong > 0 else { return }
    set.setWeights { $0.label == .correct ? $0.weight / right : $0.weight / wrong }
  }

  func split(
    seed: UInt64
  ) -> (training: [TrainingSet.Example], validation: [TrainingSet.Example]) {
    set.split(seed: seed)
  }
}
