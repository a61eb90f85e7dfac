import Survival
import Trajectories

/// Labelled trajectories as features, in one sparse matrix with a row per step.
struct TrainingSet {
  struct Example {
    /// Rows of its steps.
    var rows: Range<Int>
    var label: ObjectiveLabel
    /// Which input it came from.
    var source: Int
    /// Its share in the objective.
    var weight: Double
    /// A hash of the problem's letters and digits, by which sets are split.
    var question: UInt64
  }

  private(set) var examples: [Example] = []
  /// Start of each row in `columns` and `values`; one more entry than rows.
  var offsets: [Int] = [0]
  var columns: [Int32] = []
  var values: [Float] = []
  var names: [String] = []
  private var indices: [UInt64: Int32] = [:]

  var rowCount: Int { offsets.count - 1 }

  /// The training label; `nil` if there is nothing to learn from.
  static func label(of trajectory: Trajectory) -> ObjectiveLabel? {
    guard !trajectory.steps.isEmpty else { return nil }
    return switch trajectory.label {
    case .known(let firstError):
      firstError.isWithin(trajectory.steps.count) ? .known(firstError) : nil
    case .unsure, .badProblem: nil
    case nil: trajectory.outcome.map { $0 ? .correct : .wrongSomewhere }
    }
  }

  /// Adds one trajectory; ignores one without a label.
  mutating func add(_ trajectory: Trajectory, source: Int, weight: Double = 1) {
    guard let label = Self.label(of: trajectory) else { return }
    let first = rowCount
    var extractor = FeatureExtractor(problem: trajectory.problem, keepsNames: true)
    for text in trajectory.steps {
      _ = extractor.read(text)
      addRow(extractor.features, source: source)
    }
    examples.append(
      Example(
        rows: first..<rowCount, label: label, source: source, weight: weight,
        question: ProblemKey.hash(trajectory.problem)))
  }

  /// Each file has a base rate of its own, which must not be mistaken for an effect of its style.
  static let sourcePrefix = "(file "

  static func sourceName(_ source: Int) -> String { "\(sourcePrefix)\(source))" }

  private mutating func addSource(_ source: Int) {
    let name = Self.sourceName(source)
    let key = FeatureKey.hash(name.utf8)
    if indices[key] == nil {
      indices[key] = Int32(names.count)
      names.append(name)
    }
    columns.append(indices[key] ?? 0)
    values.append(1)
  }

  private mutating func addRow(_ features: StepFeatures, source: Int) {
    addSource(source)
    for entry in features.entries {
      let column: Int32
      if let known = indices[entry.key] {
        column = known
      } else {
        column = Int32(names.count)
        indices[entry.key] = column
        names.append(features.learnedNames[entry.key] ?? "")
      }
      columns.append(column)
      values.append(Float(entry.value))
    }
    offsets.append(columns.count)
  }

  /// Sets the shares of the examples.
  mutating func setWeights(_ weight: (Example) -> Double) {
    for index in examples.indices { examples[index].weight = weight(examples[index]) }
  }

  /// In how many questions each feature occurs.
  func questionCounts() -> [Int] { questionCounts(of: examples) }

  /// The same for some of the examples.
  func questionCounts(of examples: [Example]) -> [Int] {
    var seen = [Set<UInt64>](repeating: [], count: names.count)
    for example in examples {
      for entry in offsets[example.rows.lowerBound]..<offsets[example.rows.upperBound]
      where seen[Int(columns[entry])].count < 64 {
        seen[Int(columns[entry])].insert(example.question)
      }
    }
    return seen.map(\.count)
  }

  /// The logits of an example's steps under `weights`.
  func logits(of example: Example, weights: [Double]) -> [Double] {
    example.rows.map { row in
      var sum = 0.0
      for entry in offsets[row]..<offsets[row + 1] {
        sum += weights[Int(columns[entry])] * Double(values[entry])
      }
      return sum
    }
  }
}

extension TrainingSet {
  /// Four of five questions train, the fifth validates; candidates of a question stay together.
  func split(seed: UInt64) -> (training: [Example], validation: [Example]) {
    var training: [Example] = []
    var validation: [Example] = []
    for example in examples {
      var mixed = (example.question ^ seed) &* 0x9E37_79B9_7F4A_7C15
      mixed ^= mixed >> 31
      if (mixed &* 0xBF58_476D_1CE4_E5B9) >> 32 % 5 == 0 {
        validation.append(example)
      } else {
        training.append(example)
      }
    }
    return (training, validation)
  }
}

/// Compares problems by their letters and digits in lower case.
enum ProblemKey {
  static func hash(_ problem: String) -> UInt64 {
    FeatureKey.hash(
      problem.utf8.lazy.filter { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
        .map(FeatureKey.lower))
  }
}
