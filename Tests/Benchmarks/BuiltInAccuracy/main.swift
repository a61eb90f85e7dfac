// How well the built-in model finds first errors, and how fast.
//
//   BuiltInAccuracy [--model FILE] [--rules] FILE…
//
// Prints for each file: exact hits on erroneous (a) and on right trajectories (b), F1, steps a second.
import Foundation
import RewardModels
import Survival
import Trajectories

var paths: [String] = []
var modelPath: String?
var showsRules = false
var trains = false
var ridge: Double?
var limit: Int?
var note = ""
var references: [String] = []
var shows = false
var excluding: [String] = []
var arguments = CommandLine.arguments.dropFirst().makeIterator()
var output: String?
while let argument = arguments.next() {
  switch argument {
  case "--model": modelPath = arguments.next()
  case "--rules": showsRules = true
  case "--train": trains = true
  case "--note": note = arguments.next() ?? ""
  case "--reference": if let path = arguments.next() { references.append(path) }
  case "--limit": limit = arguments.next().flatMap(Int.init)
  case "--ridge": ridge = arguments.next().flatMap(Double.init)
  case "--show": shows = true
  case "--excluding": if let path = arguments.next() { excluding.append(path) }
  case "--output": output = arguments.next()
  default: paths.append(argument)
  }
}

/// Prints a trajectory that was judged wrongly, with the reasons.
func show(_ trajectory: Trajectory, _ score: TrajectoryScore) {
  let truth: Int? = if case .firstError(let step) = trajectory.label { step } else { nil }
  let predicted = score.firstError()
  guard predicted != truth else { return }
  let kind = (try? JSONParser().parse(trajectory.source.bytes).value["error_kind"]?.string) ?? nil
  print("— \(trajectory.id) truth \(truth ?? -1) predicted \(predicted ?? -1) \(kind ?? "")")
  print("  \(trajectory.problem)")
  for (index, step) in trajectory.steps.enumerated() {
    print("  \(index) h \(percent(score.curve.hazards[index])) \(step)")
    guard index == truth || index == predicted else { continue }
    for reason in score.reasons[index] {
      print("        \(Double(Int(reason.contribution * 100)) / 100)  \(reason.text)")
    }
  }
}

func percent(_ value: Double?) -> String {
  guard let value else { return "—" }
  let digits = String(Int((value * 1_000).rounded()))
  let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  return padded.dropLast(3) + "." + padded.suffix(3)
}

if trains {
  var options = BuiltInTraining.Options(inputs: paths, excluding: excluding)
  options.references = references
  if let limit { options.weightLimit = limit }
  if let ridge { options.ridge = ridge }
  options.command =
    ([note, "misstep train --kind builtin"] + excluding.map { "--excluding " + $0 }
    + references.map { "--reference " + $0 } + paths).joined(separator: " ")
  let outcome = try BuiltInTraining.run(options) { print($0.stage, $0.fraction, $0.detail) }
  print(
    outcome.file.validation, outcome.file.rule, outcome.trained, outcome.validated, outcome.leftOut)
  if let output {
    try String(decoding: outcome.file.json, as: UTF8.self).write(
      toFile: output, atomically: true, encoding: .utf8)
  }
  paths = []
}

let model = try modelPath.map(BuiltInModel.init(path:)) ?? BuiltInModel.bundled()
print("model \(model.identity), rule \(model.rule), \(model.description.weights.count) weights")
for path in paths {
  let trajectories = try TrajectoryReader().readAll(paths: [path]).trajectories
  var labels: [Int?] = []
  var curves: [HazardCurve] = []
  var stepCount = 0
  let clock = ContinuousClock()
  var time = Duration.zero
  for trajectory in trajectories {
    var score: TrajectoryScore?
    time += try clock.measure { score = try model.score(trajectory) }
    stepCount += trajectory.steps.count
    guard let score else { continue }
    switch trajectory.label {
    case .noError: labels.append(nil)
    case .firstError(let step): labels.append(step)
    default: continue
    }
    curves.append(score.curve)
    if shows { show(trajectory, score) }
  }
  let rate = Int(Double(stepCount) / (time / .seconds(1)))
  var rules: [PredictionRule] = [model.rule]
  if showsRules { rules += [.map, .median] + (5...19).map { .threshold(Double($0) / 20) } }
  for rule in rules {
    let score = try ProcessBenchScore(
      labels: labels, predictions: curves.map { $0.firstError(by: rule) })
    print(
      "\(path.split(separator: "/").suffix(2).joined(separator: "/"))  \(rule)  a \(percent(score.errorAccuracy))  "
        + "b \(percent(score.correctAccuracy))  F1 \(percent(score.f1))  \(labels.count) labelled, \(rate) steps/s"
    )
  }
}
