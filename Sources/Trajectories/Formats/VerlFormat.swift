import JSON

/// verl's rollouts, one JSONL file per training step; never labelled.
///
/// The file's stem is the training step. `acc` if present, else a `score` of at least a half, says
/// that the answer is right; a null `acc` that nobody knows. `gts`, the reference answer, may be null; extra keys are details of
/// the reward; of these `scores`, as `misstep train` and `misstep score` write it, holds figures of
/// steps. If `input` is the chat as a template wrote it, the lines that name the roles are not
/// part of the problem.
struct VerlFormat: TrajectoryFormat {
  let name = "verl"
  let summary = "input, output and score of a training rollout (verl)"
  let container = "jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = [
    "input", "output", "gts", "score", "acc", "step", "scores",
  ]

  func recognizes(_ record: JSONElement) -> Bool {
    record["input"]?.text != nil && record["output"]?.text != nil
      && (record["score"]?.number != nil || record["score"]?.isNull == true)
      && (record["gts"] != nil || record["step"] != nil)
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let score = fields["score"]?.number.map { $0 >= 0.5 }
    let outcome = if let known = fields["acc"] { known.outcome } else { score }
    var response = ResponseSteps(Reasoning.parts(of: record.value), splitting: splitting)
    response.add(splitting.split(try fields.bytes("output")), .answer)
    var trajectory = Trajectory(
      id: record.identifier(["id", "uid"]),
      problem: ChatTemplate.question(in: try fields.string("input")),
      steps: response.steps, kinds: response.kinds,
      outcome: outcome, referenceAnswer: fields.text("gts"),
      source: record.source(self))
    do throws(RecordFault) {
      trajectory.recordedScores = try NativeFormat.scores(
        fields, stepCount: trajectory.steps.count)
    } catch {
      return RecordReading(trajectories: [trajectory], faults: [error])
    }
    return RecordReading(trajectories: [trajectory])
  }
}

/// Prompts as written by a chat template, with or without its special tokens.
enum ChatTemplate {
  /// What the user said in `system … user … assistant`, a line for each role; any other text
  /// unchanged.
  static func question(in prompt: String) -> String {
    for (user, end) in [
      ("user\n", "\nassistant\n"), ("<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n"),
    ] {
      if let question = between(user, end, in: prompt) { return question }
    }
    return prompt
  }

  private static func between(_ user: String, _ end: String, in prompt: String) -> String? {
    var prompt = prompt
    let system = user.hasPrefix("<") ? "<|im_start|>system\n" : "system\n"
    return prompt.withUTF8 { bytes in
      let user = Array(user.utf8)
      let end = Array(end.utf8)
      var start = 0
      if bytes.starts(with: Array(system.utf8)) {
        guard let place = ByteSearch([.lineFeed] + user).first(in: bytes) else { return nil }
        start = place.upperBound
      } else if bytes.starts(with: user) {
        start = user.count
      } else {
        return nil
      }
      // The template may begin the answer itself, for example with "<think>".
      guard let last = ByteSearch(end).ranges(in: bytes).last, last.lowerBound >= start,
        bytes.count - last.upperBound <= 16
      else { return nil }
      return bytes.part(start..<last.lowerBound).string
    }
  }
}
