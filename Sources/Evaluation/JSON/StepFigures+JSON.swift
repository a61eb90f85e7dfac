import JSON

extension PRMBenchFigures {
  /// As `evaluate prmbench --json` prints it, always in the same order.
  public var members: [(String, JSONValue)] {
    [
      ("validity", .string(rule.description)), ("classes", .array(classes.map(\.json))),
      (
        "total",
        .members(total.members + [("interval", .interval(interval))])
      ),
    ]
  }
}

extension PRMBenchFigures.Class {
  fileprivate var json: JSONValue {
    .members(
      [("name", .string(name)), ("count", JSONValue(count)), ("score", .finite(score))]
        + confusion.members
        + [
          ("first_error_accuracy", .figure(firstErrorAccuracy)),
          ("in_total", .bool(!isLeftOutOfTotal)), ("f1_only", .bool(countsF1Only)),
        ])
  }
}

extension StepConfusion {
  fileprivate var members: [(String, JSONValue)] {
    [
      ("prm_score", .finite(prmScore)), ("f1", .finite(f1)), ("negative_f1", .finite(negativeF1)),
      ("steps", JSONValue(count)), ("wrong_steps", JSONValue(wrong)),
      ("right_accuracy", .figure(rightAccuracy)), ("wrong_accuracy", .figure(wrongAccuracy)),
    ]
  }
}

extension HackingFigures {
  /// As `evaluate hacking --json` prints it, always in the same order.
  public var members: [(String, JSONValue)] {
    [
      ("count", JSONValue(count)), ("right", JSONValue(right)), ("wrong", JSONValue(wrong)),
      ("auroc", .figure(areaUnderROC)), ("questions_within", JSONValue(questionsWithin)),
      ("traits", .array(correlations.map(\.json))),
      ("training_steps", .array(trainingSteps.map(\.json))),
    ]
  }
}

extension HackingFigures.Correlation {
  fileprivate var json: JSONValue {
    .members([
      ("trait", .string(trait.rawValue)), ("with_reward", .figure(all)),
      ("with_correctness", .figure(withCorrectness)), ("with_reward_if_right", .figure(right)),
      ("with_reward_if_wrong", .figure(wrong)),
      ("with_reward_if_wrong_interval", .interval(wrongInterval)),
      ("within_questions", .figure(within)),
      ("reward_of_wrong_by_quarter", .array(wrongByQuarter.map { .figure($0) })),
      ("suspicious", .bool(isSuspicious)),
    ])
  }
}

extension HackingFigures.TrainingStep {
  fileprivate var json: JSONValue {
    .members(
      [
        ("training_step", JSONValue(step)), ("count", JSONValue(count)),
        ("reward", .figure(reward)), ("right", .figure(right)),
      ] + zip(HackingFigures.Trait.allCases, traits).map { ($0.rawValue, .figure($1)) })
  }
}

extension NoiseFigures {
  /// As `evaluate noise --json` prints it, always in the same order; suspects apart.
  public var members: [(String, JSONValue)] {
    [
      ("compared", JSONValue(count)),
      (
        "models",
        .array(
          voices.map { voice in
            .members([
              ("name", .string(voice.model)), ("noise", .figure(voice.existence.noise)),
              ("thresholds", .array(voice.existence.thresholds.map { .figure($0) })),
              (
                "confident_counts",
                .array(voice.existence.counts.map { .array($0.map { JSONValue($0) }) })
              ),
              ("place_threshold", .figure(voice.placeThreshold)),
              ("objections", JSONValue(voice.objections)),
            ])
          })
      ), ("contradicted_by_arithmetic", JSONValue(contradictedByArithmetic)),
      ("suspect_count", JSONValue(suspects.count)),
    ]
  }
}

extension NoiseFigures.Suspect {
  /// One suspect; steps from 0.
  public func json(of trajectory: EvaluationCase, evidence: ArithmeticEvidence) -> JSONValue {
    .members([
      ("id", .string(trajectory.id)), ("file", .string(trajectory.file)),
      ("line", JSONValue(trajectory.line)), ("label", .step(label)),
      ("objections", .array(objections.map { .step($0) })),
      ("log_probabilities", .finite(logProbabilities)), ("voices", JSONValue(voices)),
      ("contradicted_by_arithmetic", .bool(isContradictedByArithmetic)),
      ("unsupported_by_arithmetic", .bool(isUnsupportedByArithmetic)),
      ("failing_step", evidence.failingStep.map { JSONValue($0) } ?? .null),
      ("equation", JSONValue(evidence.equation)),
    ])
  }
}
