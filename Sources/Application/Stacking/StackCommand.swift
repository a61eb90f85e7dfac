import Ensembles
import Evaluation
import Files
import Reporting
import Scoring
import Survival
import Trajectories
import VisibleText

/// `misstep train --stack A+B`: fits the weights of an ensemble to labels, and writes its file.
///
/// Half of the questions fit weights, bias and rules; the figures come from the other half. Neither half
/// should have trained the models themselves, for a model is surer of what it has learnt than of the rest.
package struct StackCommand {
  /// Files, labels and filter; its models are the parts.
  package var request: EvaluationRequest
  /// What the user called the parts, shape `(parts)`.
  package var names: [String]
  package var output: String
  package var seed: UInt64
  /// The program's arguments, recorded in the file so that it can be made again.
  package var arguments: [String]
  /// Whether a file that stands where the output goes is replaced.
  package var replaces: Bool

  /// - Throws: ``CommandFailure`` when a part is no model, or there is only one.
  package init(
    input: TrajectoryInput, parts: String, checkpoint: CheckpointArguments, output: String,
    seed: UInt64 = 1, arguments: [String], replaces: Bool = false
  ) throws(CommandFailure) {
    guard case .ensemble(let choices) = try ModelChoice.ensemble(parts, checkpoint),
      choices.count > 1
    else {
      throw CommandFailure(
        .usage, "--stack weighs several models. Name them as A+B, such as builtin+FOLDER.")
    }
    var models: [any RewardModel] = []
    for choice in choices { models.append(try choice.load()) }
    request = EvaluationRequest(input: input, models: models)
    names = choices.map(\.name)
    (self.output, self.seed, self.arguments) = (output, seed, arguments)
    self.replaces = replaces
  }

  /// Scores, fits, judges, and puts the file in its place.
  package func run(console: Console) throws -> ExitStatus {
    try OutputPlace.check(output, inputs: request.input.files, replaces: replaces)
    var sets: [EvaluationSet<Void>] = []
    for model in request.models {
      sets.append(try EvaluationSet(request, model: model, console: console) { _, _ in () })
    }
    let cases = StackedCases(sets.map { set in set.rows.map { $0?.trajectory } })
    tell(sets, console)
    try check(cases)
    let (fitting, judging) = cases.halves(seed: seed)
    let stack = try fitted(fitting)
    let figures = StackFigures(stack, names: names, fitting: fitting, judging: judging)
    try AtomicFile.write(file(stack, figures, fitting, judging).json, to: output)
    try report(stack, figures, fitting, judging, console)
    return ending(sets, console)
  }

  private func check(_ cases: StackedCases) throws(CommandFailure) {
    if let part = cases.outcomePart {
      throw CommandFailure(
        .usage,
        "\(names[part]) judges the whole and no step, so it cannot be stacked. Take models that "
          + "judge steps.")
    }
    guard cases.questionCount > 1 else {
      throw CommandFailure(
        .badData,
        "Too few labelled questions to fit weights on some and judge them on others: "
          + "\(cases.questionCount). Add files with labels; verdicts given in the inspector come in "
          + "by 'misstep export FILE --only verdict --to native -o LABELLED.jsonl'.")
    }
  }

  private func fitted(_ cases: StackedCases) throws -> EnsembleFit {
    guard cases.hasBothClasses else {
      throw CommandFailure(
        .badData,
        "The half that weights are fitted to shows only right or only wrong trajectories, from which "
          + "nothing can be told. Add others, or try another --seed.")
    }
    return try EnsembleFit(cases.examples)
  }

  private func file(
    _ fit: EnsembleFit, _ figures: StackFigures, _ fitting: StackedCases, _ judging: StackedCases
  ) -> EnsembleFile {
    let place = EnsemblePlace(of: output)
    let parts = names.indices.map { part in
      EnsembleFile.Part(
        model: place.name(of: names[part]), identity: request.models[part].identity,
        weight: fit.weights[part])
    }
    var file = EnsembleFile(parts: parts, bias: fit.bias, rule: figures.ensemble.rule)
    file.command = (["misstep"] + arguments).joined(separator: " ")
    file.seed = seed
    file.counts = (fitting.count, judging.count)
    file.validation = figures.ensemble.values.compactMap { name, value in
      value.map { (name, $0) }
    }
    return file
  }

  private func report(
    _ fit: EnsembleFit, _ figures: StackFigures, _ fitting: StackedCases, _ judging: StackedCases,
    _ console: Console
  ) throws {
    for line in TextReport.lines(of: figures.table(weights: fit.weights)) {
      console.say(String(describing: line))
    }
    console.say(
      "weights, bias \(CellText.figure(fit.bias)) and rules from \(fitting.count) trajectories; "
        + "figures from \(judging.count) of other questions")
    console.say("score with it: misstep score FILE --model \(output)")
  }

  /// Says what was left out before anything is made of the rest.
  private func tell(_ sets: [EvaluationSet<Void>], _ console: Console) {
    if let first = sets.first { console.report(first.issues) }
    for (set, name) in zip(sets, names) {
      for reason in set.unscored.reasons { console.say("not scored by \(name): \(reason)") }
    }
  }

  private func ending(_ sets: [EvaluationSet<Void>], _ console: Console) -> ExitStatus {
    let leftOut = sets.contains { $0.issues.bad + $0.unscored.count > 0 }
    return sets.first.flatMap { console.report($0.failures) } ?? (leftOut ? .badData : .done)
  }
}
