import BuiltIn
import Files
import Inspector
import Scoring
import Trajectories

/// Refits the built-in model.
struct BuiltInFitting: LabelFitting {
  let model: BuiltInModel

  var need: LabelledSet.Need { .firstErrors }

  func candidate(
    _ labelled: [Trajectory], _ course: FittingCourse
  ) throws -> FittedCandidate? {
    guard !labelled.isEmpty else { throw FittingRefusal.noLabels }
    let fitted: (model: BuiltInModel, fitting: ModelFitting)
    do {
      fitted = try model.refit(on: labelled) { progress in
        try course.checkStopped()
        course.report(TrainingProgress(progress))
      }
    } catch BuiltInModelError.tooFewLabels(let found, let needed) {
      throw FittingRefusal.tooFew(found, needed: needed)
    }
    return FittedCandidate(
      model: fitted.model, fitting: fitted.fitting,
      place: .init(model: model.name, ending: ".json")
    ) { [file = fitted.model.description] path in
      try AtomicFile.write(file.json, to: path)
      // What the file would be read as, without reading it.
      return BuiltInModel(file, name: FilePlace(path).name)
    }
  }
}

extension TrainingProgress {
  fileprivate init(_ progress: BuiltInModel.RefitProgress) {
    switch progress {
    case .reading(let done, let total): self.init(.features, done: done, total: total)
    case .fitting(let iteration, let total, let loss, let heldOut):
      self.init(.fitting, done: iteration, total: total)
      (self.loss, heldOutLoss) = (loss, heldOut)
    }
  }
}

/// Why labels are not enough, in words for the status line.
enum FittingRefusal {
  static let noLabels = CommandFailure(
    .badData, "no label to train on: give verdicts, or open files that carry labels")

  static func tooFew(_ found: Int, needed: Int) -> CommandFailure {
    CommandFailure(
      .badData,
      "\(found) \(found == 1 ? "label is" : "labels are") too few to train on: at least \(needed) are "
        + "needed")
  }

  static let oneQuestion = CommandFailure(
    .badData, "all labels answer one question: label another's, so that one part can judge")

  /// `isPart` says that others are held out.
  static func oneClass(_ count: Int, allCorrect: Bool, isPart: Bool) -> CommandFailure {
    let labels = "all \(count) labels\(isPart ? " not held out" : "")"
    return CommandFailure(
      .badData,
      allCorrect
        ? "\(labels) say that nothing is wrong: label some errors too, then :train"
        : "\(labels) name an error: label some right ones too, then :train")
  }
}
