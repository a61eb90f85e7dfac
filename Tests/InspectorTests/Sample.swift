import Annotations
import Drawing
import Scoring
import Survival
import Trajectories

@testable import Inspector

/// A small set whose figures are written in the tests' golden screens.
enum Sample {
  /// Problem and steps of ProcessBench gsm8k-0, shortened as docs show it; hazards made for the
  /// screen: survival 0.98, 0.93, 0.27, 0.24, 0.17.
  static let flamingos = Trajectory(
    id: "gsm8k-0",
    problem: """
      Sue lives in a fun neighborhood. One weekend, the neighbors decided to play a prank on Sue. \
      On Friday morning, the neighbors placed 18 pink plastic flamingos out on Sue's front yard. \
      On Saturday morning, the neighbors took back one third of the flamingos, painted them white, \
      and put these newly painted white flamingos back out on Sue's front yard. Then, on Sunday \
      morning, they added another 18 pink plastic flamingos to the collection. At noon on Sunday, \
      how many more pink plastic flamingos were out than white plastic flamingos?
      """,
    steps: [
      """
      To find out how many more pink plastic flamingos were out than white plastic flamingos at \
      noon on Sunday, we can break down the problem into steps. First, on Friday, the neighbors \
      start with 18 pink plastic flamingos.
      """,
      """
      On Saturday, they take back one third of the flamingos. One third of 18 is 1/3 × 18 = 6, so \
      18 − 6 = 12 pink plastic flamingos are left out.
      """,
      """
      They painted these 6 white and put them back out on Sunday morning. Together with the 18 \
      pink ones added there are 12 + 6 + 18 = 36 pink flamingos.
      """,
      "There were 6 white flamingos, so the difference is 36 − 6 = 30.",
      """
      Therefore, at noon on Sunday there were 30 more pink plastic flamingos out than white \
      plastic flamingos.
      """,
    ],
    label: .firstError(2), outcome: false, referenceAnswer: "6", generator: "Qwen2-7B-Instruct",
    source: SourceRecord(format: "processbench", file: "data/gsm8k.json"))

  static let pencils = Trajectory(
    id: "gsm8k-207",
    problem: "Maria buys 3 boxes of pencils with 12 pencils each. How many pencils has she?",
    steps: ["Each box holds 12 pencils.", "3 × 12 = 36.", "So she has \\boxed{36} pencils."],
    label: .noError, outcome: true, referenceAnswer: "36", generator: "Llama-3-8B-Instruct")

  static let train = Trajectory(
    id: "math-31",
    problem: "Compute \\(\\frac{a}{b}\\) for \\(a = 2^3\\) and \\(b = \\sqrt{16}\\).",
    steps: [
      "We have \\(2^3 = 9\\) and \\(\\sqrt{16} = 4\\).",
      "Thus \\(\\frac{a}{b} = \\frac{9}{4}\\).",
    ],
    label: .firstError(0), outcome: false, referenceAnswer: "2", generator: "Qwen1.5-72B-Chat")

  static let wide = Trajectory(
    id: "gsm8k-88",
    problem: "王先生有45个苹果;他给了邻居三分之一。他还剩多少个苹果? 👩‍👩‍👧‍👦🍎",
    steps: [
      "三分之一的45个苹果是 45 ÷ 3 = 15 个苹果。",
      "剩下 45 − 15 = 30 个苹果 🍎🍏, naïve café e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}.",
    ],
    outcome: true, referenceAnswer: "30", generator: "Qwen2-72B-Instruct", question: "王")

  static let hostile = Trajectory(
    id: "evil\u{1B}[2J\u{202E}id",
    problem: "Title\u{1B}]0;owned\u{7}\u{200B}\u{0}end\r\nsecond line\u{2028}third",
    steps: [
      "\u{1B}[31mred\u{1B}[0m \u{9B}31m and \u{202E}reversed\u{202C} text",
      "a\tb\u{8}\u{8}c\u{7F} \u{E000}\u{FEFF}",
      "",
      String(repeating: "x\u{301}", count: 12) + String(repeating: "\u{301}", count: 40),
    ],
    generator: "\u{1B}[1mname")

  static let all = [flamingos, pencils, train, wide, hostile]

  static func score(_ hazards: [Double], reasons: [[HazardReason]] = []) throws -> TrajectoryScore {
    TrajectoryScore(
      model: "builtin", kind: .crm, curve: try HazardCurve(hazards: hazards), rule: .map,
      reasons: reasons)
  }

  static let reasons: [[HazardReason]] = [
    [], [],
    [
      HazardReason(text: "a number from nowhere: 18 added again", value: 1, contribution: 1.92),
      HazardReason(
        text: "contradicts step 2 (12 left, now 18 + 12)", value: 1, contribution: 0.74),
      HazardReason(text: "all equations hold (1 of 1)", value: 1, contribution: -0.35),
      HazardReason(text: "base rate at step 3", value: 1, contribution: -1.41),
    ], [], [],
  ]

  static func options(_ change: (inout InspectorOptions) -> Void = { _ in }) -> InspectorOptions {
    var options = InspectorOptions(
      files: ["data/gsm8k.json"], modelIdentity: "builtin 1a2b", annotator: "kim")
    change(&options)
    return options
  }

  /// Everything read and scored, at 09:00 of some day.
  static func state(
    size: ScreenSize = ScreenSize(columns: 120, rows: 40), trajectories: [Trajectory] = all,
    scored: Bool = true, _ change: (inout InspectorOptions) -> Void = { _ in }
  ) throws -> TestSession {
    var session = TestSession(InspectorState(options: options(change)))
    session.update(.clock(1_800_000_000))
    session.update(.input(.resized(size)))
    session.load(trajectories)
    session.update(.loadingEnded(failure: nil))
    guard scored else { return session }
    let hazards: [String: [Double]] = [
      "gsm8k-0": [0.02, 0.05, 0.71, 0.10, 0.30], "gsm8k-207": [0.01, 0.03, 0.02],
      "math-31": [0.83, 0.4], "gsm8k-88": [0.02, 0.07],
    ]
    for (index, trajectory) in trajectories.enumerated() {
      let figures =
        hazards[trajectory.id] ?? trajectory.steps.indices.map { $0 % 3 == 1 ? 0.45 : 0.06 }
      let why = trajectory.id == "gsm8k-0" ? reasons : []
      session.update(.scored(index: index, try score(figures, reasons: why)))
    }
    session.update(.progress(session.catalog.progress))
    return session
  }
}

extension Frame {
  var text: String {
    rows.map { row in
      let line = row.spans.map(\.text.string).joined()
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
