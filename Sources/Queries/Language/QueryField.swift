/// What a filter can ask about a trajectory, a sort can order by and a group can gather by.
public enum QueryField: String, CaseIterable, Equatable, Sendable {
  // Texts.
  case id, problem, step, generator, question, file, format, reference, note, annotator
  /// Problem, steps, id, generator and note, each on its own.
  case text
  // Numbers.
  case steps
  /// The training step of a rollout dump.
  case trainingStep = "training_step"
  /// Place among all trajectories of the open files, counted from 1.
  case number
  /// S(T) in 0...1.
  case survival = "S"
  /// Predicted first error, counted from 1; T + 1 sorts "none" last.
  case prediction = "zhat"
  /// The same of a second model.
  case secondSurvival = "S2"
  case secondPrediction = "zhat2"
  case largestHazard = "h_max"
  case smallestReward = "r_min"
  /// In nats.
  case entropy
  /// What a model gives the file's own label, in 0...1: small where one of both is wrong.
  case fileLabelProbability = "p_label"
  /// Largest difference between the hazards of two models.
  case disagreement
  /// Seconds since the verdict; arguments may be written `90s`, `5m`, `2h`, `3d`.
  case age
  // Words.
  /// `right`, `wrong` or `unknown`.
  case outcome
  /// What counts, a verdict else the file's label: a step from 1, `none`, `error`, `unsure`,
  /// `bad_problem` or `unlabelled`.
  case label
  /// A person's verdict, with the words of ``label``.
  case verdict
  /// The file's own label, with the words of ``label``.
  case fileLabel = "file_label"
  // True or false.
  case labelled, unlabelled, marked, noted, differs
  /// Annotators judge it differently.
  case conflict
  case scored, readable
}
