import Drawing
import Scoring
import Survival
import Trajectories
import VisibleText

/// One trajectory with its figures: problem, steps with hazards, the survival curve.
public struct TrajectoryPage: Equatable, Sendable {
  /// One step with what a model says of it.
  public struct Step: Equatable, Sendable {
    /// The text, line by line, mathematics made readable.
    public var lines: [VisibleText]
    /// h(t), r(t) and S(t); `nil` without a score.
    public var figures: Figures?
    /// What is said of it: `◀ ẑ`, `● z`, ratings.
    public var signs: [VisibleText]
    /// Whether the step is ẑ or z.
    public var isChosen: Bool
    /// Whether S(t − 1) is below 0.1, so that the hazard says little.
    public var isFaded: Bool

    /// A model's figures of one step.
    public struct Figures: Equatable, Sendable {
      /// In 0...1.
      public var hazard: Double
      /// log(1 − h), at most 0.
      public var reward: Double
      /// In 0...1.
      public var survival: Double
    }
  }

  /// The id.
  public var title: VisibleText
  /// Generator, outcome, label, prediction.
  public var facts: [Report.Fact]
  /// The problem, line by line.
  public var problem: [VisibleText]
  /// From the first on.
  public var steps: [Step]
  /// S(t) as stairs with marks at ẑ and z; `nil` without a score.
  public var curve: Chart?

  /// S(t − 1) below which h(t) hardly means anything.
  private static let fading = 0.1

  /// A page of a trajectory.
  ///
  /// - Parameters:
  ///   - trajectory: what is shown.
  ///   - score: a model's figures; `nil` shows none.
  ///   - label: the label that counts; `nil` for none.
  ///   - rule: overrides the score's own.
  ///   - why: why it is shown; empty for no reason.
  public init(
    _ trajectory: Trajectory, score: TrajectoryScore?, label: Label?, rule: PredictionRule? = nil,
    why: VisibleText = .empty
  ) {
    let predicted = score.map { $0.firstError(by: rule) }
    title = VisibleText.name(trajectory.id, columns: 80)
    problem = VisibleText.lines(Mathematics.readable(trajectory.problem))
    facts = Self.facts(trajectory, score, label, predicted, rule, why)
    let figures = Self.figures(score)
    steps = trajectory.steps.enumerated().map { place, text in
      var signs: [VisibleText] = []
      if predicted == .step(place) { signs.append("◀ ẑ") }
      if label == .firstError(place) { signs.append("● z") }
      if trajectory.ratings.indices.contains(place), let rating = trajectory.ratings[place] {
        signs.append(rating == .bad ? "−" : rating == .okay ? "~" : "+")
      }
      let isFaded =
        place > 0 && figures.indices.contains(place)
        && figures[place - 1].survival < Self.fading
      return Step(
        lines: VisibleText.lines(Mathematics.readable(text)),
        figures: figures.indices.contains(place) ? figures[place] : nil, signs: signs,
        isChosen: predicted == .step(place) || label == .firstError(place), isFaded: isFaded)
    }
    curve = score.flatMap { Self.curve($0, label: label?.firstError, predicted: predicted) }
  }

  /// Outcome models judge no single step.
  private static func figures(_ score: TrajectoryScore?) -> [Step.Figures] {
    guard let score, score.kind != .orm else { return [] }
    let curve = score.curve
    let survival = curve.survival
    return zip(zip(curve.hazards, curve.rewards), survival).map {
      Step.Figures(hazard: $0.0, reward: $0.1, survival: $1)
    }
  }

  private static func facts(
    _ trajectory: Trajectory, _ score: TrajectoryScore?, _ label: Label?,
    _ predicted: FirstError?, _ rule: PredictionRule?, _ why: VisibleText
  ) -> [Report.Fact] {
    var facts: [Report.Fact] = []
    if !why.isEmpty { facts.append(Report.Fact("shown because", why)) }
    if let generator = trajectory.generator {
      facts.append(Report.Fact("generator", VisibleText.name(generator, columns: 80)))
    }
    if let outcome = trajectory.outcome {
      facts.append(Report.Fact("final answer", outcome ? "right" : "wrong"))
    }
    if let reference = trajectory.referenceAnswer {
      facts.append(Report.Fact("reference", VisibleText.excerpt(reference, columns: 80)))
    }
    facts.append(Report.Fact("label", words(label)))
    guard let score, let predicted else { return facts }
    let means = score.kind == .orm ? "right" : "S(T)"
    facts.append(
      Report.Fact(
        VisibleText(means),
        CellText.figure(score.outcomeProbability ?? score.curve.noneProbability)))
    guard score.kind != .orm else { return facts }
    guard !score.isOutside else {
      return facts + [Report.Fact("ẑ", "none: the text is outside what this model knows")]
    }
    facts.append(
      Report.Fact(
        "ẑ", words(.known(predicted)) + ", by " + VisibleText((rule ?? score.rule).description)))
    return facts
  }

  /// Steps counted from 1.
  private static func words(_ label: Label?) -> VisibleText {
    switch label {
    case .known(.noError): "no error"
    case .known(.step(let step)): "first error at step \(step + 1)"
    case .unsure: "unsure"
    case .badProblem: "bad problem"
    case nil: "not labelled"
    }
  }

  private static func curve(
    _ score: TrajectoryScore, label: FirstError?, predicted: FirstError?
  ) -> Chart? {
    let survival = score.curve.survival
    guard score.kind != .orm, !survival.isEmpty else { return nil }
    // Step t has the stretch from t − 1 to t, so that the riser down to S(t) stands at its beginning.
    var points = [Chart.Point(0, 1)]
    points += survival.enumerated().map { place, value in
      Chart.Point(Double(place) + 0.5, value)
    }
    points.append(Chart.Point(Double(survival.count) + 0.5, survival.last ?? 1))
    let dots = survival.enumerated().map { place, value in
      Chart.Point(
        Double(place) + 1, value, size: 0.7,
        hint: "step \(place + 1): S = \(CellText.figure(value))")
    }
    var layers = [
      Chart.Layer(.stairs, .series(0), name: "S(t)", points: points),
      Chart.Layer(.dots, .series(0), points: dots),
    ]
    if let step = predicted?.step, survival.indices.contains(step) {
      layers.append(mark(step, name: "ẑ", ink: .accent, isDashed: false))
    }
    if let step = label?.step, survival.indices.contains(step) {
      layers.append(mark(step, name: "label z", ink: .series(2), isDashed: true))
    }
    let stride = max(1, (survival.count + 19) / 20)
    let ticks = survival.indices.filter { $0 % stride == 0 }.map {
      Chart.Tick(Double($0) + 1, "\($0 + 1)")
    }
    return Chart(
      caption: "Survival S(t): the probability that no step up to t is wrong",
      x: Chart.Axis("step", 0...Double(survival.count) + 0.5, ticks: ticks), y: .share("S(t)"),
      layers: layers, aspect: 0.35)
  }

  private static func mark(
    _ step: Int, name: VisibleText, ink: Chart.Layer.Ink, isDashed: Bool
  ) -> Chart.Layer {
    let x = Double(step) + (isDashed ? 0.53 : 0.5)
    return Chart.Layer(
      .line, ink, name: name, isDashed: isDashed, points: [Chart.Point(x, 0), Chart.Point(x, 1)])
  }
}
