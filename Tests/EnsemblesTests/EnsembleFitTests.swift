import Glibc
import JSON
import Survival
import TestSupport
import Testing

@testable import Ensembles

struct EnsembleFitTests {
  /// Trajectories drawn from an ensemble of known weights: the fit must find them again.
  private func drawn(_ count: Int, weights: [Double], bias: Double, seed: UInt64)
    throws -> [EnsembleFit.Example]
  {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let logits = weights.map { _ in
        (0..<6).map { _ in Double.random(in: -3...3, using: &generator) }
      }
      let sums = EnsembleSum(weights: weights, bias: bias).logits(logits)
      let wrong = sums.firstIndex {
        Double.random(in: 0..<1, using: &generator) < 1 / (1 + exp($0))
      }
      return EnsembleFit.Example(logits: logits, label: wrong.map { .firstError($0) } ?? .correct)
    }
  }

  @Test func `weights come near those that made the labels`() throws {
    let seed: UInt64 = 20_261_130
    let fit = try EnsembleFit(
      drawn(4_000, weights: [-1.2, 0, -0.4], bias: 1, seed: seed))
    // Labels were drawn with the chance of being right where the fit has the hazard: signs turn. L_W
    // counts wrong trajectories once more, so the fit is near the likeliest weights, not at them.
    for (found, drawn) in zip(fit.weights + [fit.bias], [1.2, 0, 0.4, -1]) {
      #expect(abs(found - drawn) < 0.25, "seed \(seed)")
    }
    #expect(fit.losses.after < fit.losses.before)
  }

  @Test func `the gradient is zero at what was fitted`() throws {
    let examples = try drawn(200, weights: [-0.7, -0.3], bias: 0.5, seed: 7)
    let fit = try EnsembleFit(examples)
    func loss(_ weights: [Double], _ bias: Double) throws -> Double {
      let sum = EnsembleSum(weights: weights, bias: bias)
      let pull = weights.reduce(0) { $0 + 0.5 * ($1 - 0.5) * ($1 - 0.5) }
      return try examples.reduce(pull) {
        $0 + (try SurvivalObjective.loss(of: sum.logits($1.logits), label: $1.label))
      }
    }
    let lowest = try loss(fit.weights, fit.bias)
    for step in [-1e-3, 1e-3] {
      #expect(try loss([fit.weights[0] + step, fit.weights[1]], fit.bias) > lowest)
      #expect(try loss([fit.weights[0], fit.weights[1] + step], fit.bias) > lowest)
      #expect(try loss(fit.weights, fit.bias + step) > lowest)
    }
  }

  @Test func `certain logits and unknown first errors are learned from, none at all is refused`()
    throws
  {
    let examples: [EnsembleFit.Example] = [
      .init(logits: [[.infinity, -.infinity]], label: .firstError(0)),
      .init(logits: [[-.infinity, -1]], label: .correct),
      .init(logits: [[0.5, 1]], label: .wrongSomewhere),
    ]
    let fit = try EnsembleFit(examples)
    #expect(fit.weights[0].isFinite && fit.weights[0] > 0)
    #expect(throws: SurvivalError.emptyBatch) { try EnsembleFit([]) }
    #expect(throws: SurvivalError.self) {
      try EnsembleFit([.init(logits: [[0]], label: .firstError(3))])
    }
  }
}

struct EnsembleFileTests {
  @Test func `what is written is read`() throws {
    var file = EnsembleFile(
      parts: [
        .init(model: "builtin", identity: "builtin-1", weight: 0.8),
        .init(model: "../smol", identity: "smol-2", weight: -0.1),
      ], bias: -0.25, rule: .threshold(0.3))
    file.command = "misstep train --stack builtin+smol"
    file.seed = 3
    file.counts = (100, 90)
    file.validation = [("f1", 0.4)]
    #expect(try EnsembleFile(json: file.json) == file)
    #expect(EnsembleFile.isNamed(in: file.json))
  }

  @Test func `each fault is named with its remedy`() {
    func error(_ text: String) -> EnsembleError? {
      do throws(EnsembleError) {
        _ = try EnsembleFile(json: Array(text.utf8))
        return nil
      } catch { return error }
    }
    let head = #"{"format":"misstep ensemble""#
    #expect(error("no") == .notAnEnsemble)
    #expect(error(#"{"format":"misstep builtin model"}"#) == .notAnEnsemble)
    #expect(error(head + "}")?.description.contains("rule") == true)
    #expect(error(head + #","rule":"map"}"#)?.description.contains("bias") == true)
    #expect(
      error(head + #","rule":"map","bias":0,"models":[]}"#)?.description.contains("models") == true)
    #expect(
      error(head + #","rule":"map","bias":0,"models":[{"model":"builtin","weight":"inf"}]}"#)?
        .description.contains("finite") == true)
  }
}
