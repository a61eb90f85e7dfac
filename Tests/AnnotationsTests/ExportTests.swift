import Survival
import Annotations
import TestSupport
import Testing
import Trajectories

struct ExportPlanTests {
  private let trajectory = Trajectory(
    id: "t", problem: "p", steps: ["one", "two", "three"], label: .noError,
    ratings: [.great, nil, .okay], question: "q")

  private func work(
    _ changes: [(String, AnnotationEntry.Change)]
  ) throws -> [TrajectoryDigest: [AnnotatorWork]] {
    let store = InMemoryAnnotationStore()
    for (annotator, change) in changes {
      _ = try store.append(
        AnnotationEntry(
          trajectory: trajectory.digest, change: change, annotator: annotator,
          time: 1_764_000_000.5, seconds: 12,
          suggestion: Suggestion(model: "builtin", firstError: .noError, visible: true),
          origin: Origin(file: "f", id: "t", steps: 3)))
    }
    return try store.work()
  }

  private func written(_ decision: ExportDecision) throws -> ExportTrajectory {
    guard case .write(let export, _, _) = decision else {
      throw AnnotationStoreError(.missing)
    }
    return export
  }

  @Test func `without work a trajectory leaves as it came`() throws {
    let export = try written(ExportPlan().decide(trajectory))
    #expect(export == ExportTrajectory(trajectory: trajectory))
  }

  @Test func `the latest verdict replaces the file's label`() throws {
    let plan = ExportPlan(
      work: try work([
        ("kim", .verdict(.firstError(0))), ("lee", .verdict(.firstError(1))),
        ("kim", .note("hm")),
      ]))
    let export = try written(plan.decide(trajectory))
    #expect(export.trajectory.label == .firstError(1))
    let annotation = try #require(export.annotation)
    #expect(annotation.annotator == "lee")
    #expect(annotation.time == "2025-11-24T16:00:00.500Z")
    #expect(annotation.seconds == 12)
    #expect(annotation.verdict == .firstError(1))
    #expect(annotation.note == nil)
    #expect(annotation.suggested == -1)
    #expect(annotation.model == "builtin")
    #expect(annotation.visible)
  }

  @Test func `ratings are the file's with people's on top`() throws {
    let plan = ExportPlan(
      work: try work([("kim", .rating(step: 1, .bad)), ("lee", .rating(step: 2, .great))]))
    let export = try written(plan.decide(trajectory))
    #expect(export.trajectory.ratings == [.great, .bad, .great])
    #expect(export.trajectory.label == .noError)
    #expect(export.annotation?.verdict == nil)
    #expect(export.annotation?.annotator == "lee")
  }

  @Test func `a mark alone is not exported`() throws {
    let plan = ExportPlan(work: try work([("kim", .mark(true))]))
    #expect(try written(plan.decide(trajectory)).annotation == nil)
  }

  @Test func `the selection leaves out what was not asked for`() throws {
    var unlabelled = trajectory
    unlabelled.label = nil
    unlabelled.steps.append("four")
    #expect(ExportPlan(selection: .labelled).decide(unlabelled) == .leftOut)
    #expect(ExportPlan(selection: .verdict).decide(trajectory) == .leftOut)
    let plan = ExportPlan(selection: .verdict, work: try work([("kim", .verdict(.unsure))]))
    #expect(try written(plan.decide(trajectory)).trajectory.label == .unsure)
    #expect(plan.decide(unlabelled) == .leftOut)
  }

  @Test func `the report counts what became of each trajectory`() throws {
    let split = try QuestionSplit("train=0.5,test=0.5", seed: 0)
    var report = ExportReport(parts: 2)
    #expect(report.count(.record([1]), part: 0) == [1])
    #expect(report.count(.mapped([2], rule: "r"), part: 1) == [2])
    #expect(report.count(.skipped(reason: "s"), part: 1) == nil)
    report.countLeftOut()
    #expect(report.written == 2)
    #expect(
      report.lines(split: split) == [
        "wrote 2 (train 1, test 1)", "mapped 1: r", "skipped 1: s",
        "left out 1: not asked for by --only",
      ])
  }
}

struct QuestionSplitTests {
  @Test(arguments: 0..<20) func `candidates of one question stay together`(seed: UInt64) throws {
    let split = try QuestionSplit("train=0.8,dev=0.1,test=0.1", seed: seed)
    let plan = ExportPlan(split: split)
    for question in 0..<50 {
      let parts = (0..<4).map { candidate in
        plan.decide(
          Trajectory(
            id: "\(candidate)", problem: "q", steps: ["\(candidate)"], question: "\(question)"))
      }
      let indices = parts.compactMap { if case .write(_, let part, _) = $0 { part } else { nil } }
      #expect(indices.count == 4 && Set(indices).count == 1, "seed \(seed)")
    }
  }

  @Test func `fractions are met on average and seeds differ`() throws {
    let split = try QuestionSplit("train=0.9,test=0.1", seed: 1)
    let questions = (0..<5000).map { "question \($0)" }
    let tested = questions.filter { split.part(of: $0) == 1 }.count
    // Five standard deviations of Binomial(5000, 0.1), each 21.2.
    #expect(abs(tested - 500) < 106)
    let other = try QuestionSplit("train=0.9,test=0.1", seed: 2)
    #expect(questions.contains { split.part(of: $0) != other.part(of: $0) })
  }

  @Test func `wrong splits are refused`() {
    let wrong: [(String, QuestionSplitError)] = [
      ("", .notAPart("")), ("train", .notAPart("train")),
      ("train=x", .badFraction(name: "train", text: "x")),
      ("train=nan", .badFraction(name: "train", text: "nan")),
      ("a=0.5,a=0.5", .duplicateName("a")), ("a/b=1", .badName("a/b")),
      ("a=1.5,b=-0.5", .badFraction(name: "a", text: "1.5")), ("a=0.5,b=0.25", .badSum(0.75)),
    ]
    for (text, expected) in wrong {
      #expect(throws: expected) { try QuestionSplit(text, seed: 0) }
    }
  }

  @Test(arguments: [
    ("out.jsonl", "out.train.jsonl"), ("d.x/out", "d.x/out.train"), ("/a/.b", "/a/.b.train"),
    ("out.jsonl.gz", "out.train.jsonl.gz"), ("my.set.json", "my.set.train.json"),
  ])
  func `the part's name goes before the suffix`(output: String, expected: String) throws {
    #expect(try QuestionSplit("train=1", seed: 0).path(of: 0, output: output) == expected)
  }
}

struct UTCTimeTests {
  /// Expected by `date -u -d @SECONDS +%FT%TZ`.
  @Test(arguments: [
    (0.0, "1970-01-01T00:00:00.000Z"), (951_782_399.999, "2000-02-28T23:59:59.999Z"),
    (951_782_400, "2000-02-29T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.000Z"),
    (4_107_542_400, "2100-03-01T00:00:00.000Z"), (1_795_421_109.25, "2026-11-23T08:05:09.250Z"),
    (.infinity, "9999-12-31T23:59:59.999Z"), (-.infinity, "0000-01-01T00:00:00.000Z"),
  ])
  func `times are written as RFC 3339`(seconds: Double, text: String) {
    #expect(UTCTime.text(secondsSince1970: seconds) == text)
  }
}
