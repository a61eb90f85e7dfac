import Foundation
import Survival
import TestSupport
import Testing

@testable import Learning

/// Objectives at the read-outs of an example: what they take from labels and marks of steps.
struct ObjectiveTests {
  private static func example(
    _ count: Int, _ label: ObjectiveLabel?, _ targets: [Double?] = []
  ) -> TrainingExample {
    TrainingExample(rows: 0..<count, label: label, stepTargets: targets)
  }

  private static let logits = [0.5, -1, 2, 0.25]

  /// Survival's tests hold the formulas to all of the file; here is the way to them.
  @Test func `CRM's losses are those of the golden file, by the label's kind`() throws {
    let path = RepositoryFolder.path("Tests/SurvivalTests/Golden/crm.json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
        as? [String: Any])
    let cases = try #require(object["cases"] as? [[String: Any]])
    var count = 0
    for golden in cases where golden["category"] as? String == "random" {
      let logits = try #require(golden["logits"] as? [Double])
      let label: ObjectiveLabel =
        switch (golden["kind"] as? String, golden["z"] as? Int) {
        case ("correct", _): .correct
        case (_, let step?): .firstError(step - 1)
        default: .wrongSomewhere
        }
      let (loss, gradient) = try Objective.crm.lossAndGradient(
        of: logits, Self.example(logits.count, label))
      let wanted = try #require(golden["loss"] as? Double)
      #expect(abs(loss - wanted) <= 1e-12 * wanted, "\(golden["name"] ?? "")")
      for (got, want) in zip(gradient, try #require(golden["grad"] as? [Double])) {
        #expect(abs(got - want) < 1e-12)
      }
      count += 1
    }
    #expect(count > 50)
  }

  @Test func `a first error marks the steps before it right and it wrong`() throws {
    let example = Self.example(4, .firstError(1))
    let wrong = try Objective.prm(.wrong).lossAndGradient(of: Self.logits, example)
    #expect(
      wrong == (try ProcessObjective.lossAndGradient(of: Self.logits, targets: [1, 0, 0, 0])))
    let ignored = try Objective.prm(.ignored).lossAndGradient(of: Self.logits, example)
    #expect(
      ignored == (try ProcessObjective.lossAndGradient(of: Self.logits, targets: [1, 0, nil, nil])))
    let ranking = RankingObjective(margin: 2)
    let ranked = try Objective.pqm(ranking, .ignored).lossAndGradient(of: Self.logits, example)
    #expect(
      ranked
        == (try ranking.lossAndGradient(of: Self.logits, isRight: [true, false, nil, nil])))
  }

  @Test func `marks of steps count more than the label, soft ones too`() throws {
    let example = Self.example(4, .correct, [1, 0.25, nil, 0])
    let loss = try Objective.prm(.wrong).lossAndGradient(of: Self.logits, example)
    #expect(
      loss == (try ProcessObjective.lossAndGradient(of: Self.logits, targets: [1, 0.25, nil, 0])))
    let ranked = try Objective.pqm(RankingObjective(), .wrong).lossAndGradient(
      of: Self.logits, example)
    #expect(
      ranked
        == (try RankingObjective().lossAndGradient(
          of: Self.logits, isRight: [true, false, nil, false])))
  }

  @Test func `an outcome model sees whether all is right, whatever the step`() throws {
    for (label, isCorrect) in [
      (ObjectiveLabel.correct, true), (.firstError(2), false), (.wrongSomewhere, false),
    ] {
      let loss = try Objective.orm.lossAndGradient(of: Self.logits, Self.example(4, label))
      #expect(
        loss == (try OutcomeObjective.lossAndGradient(of: Self.logits, isCorrect: isCorrect)))
    }
  }

  @Test func `an objective takes what it can use`() {
    let somewhere = Self.example(4, .wrongSomewhere)
    #expect(Objective.crm.suits(somewhere) && Objective.orm.suits(somewhere))
    #expect(!Objective.prm(.wrong).suits(somewhere))
    #expect(!Objective.pqm(RankingObjective(), .wrong).suits(somewhere))
    #expect(
      !Objective.crm.suits(Self.example(4, nil)) && !Objective.crm.suits(Self.example(0, .correct)))
    #expect(!Objective.prm(.wrong).suits(Self.example(3, .correct, [1])))
    let text = TrainingExample(tokens: [1, 2, 3], responseStart: 1)
    #expect(Objective.lm.suits(text) && !Objective.lm.suits(somewhere))
    #expect(!Objective.iprm(ImplicitObjective()).suits(text))
    var judged = text
    (judged.label, judged.referenceLogProbabilities) = (.correct, [-1, -2])
    #expect(Objective.iprm(ImplicitObjective()).suits(judged))
  }
}
