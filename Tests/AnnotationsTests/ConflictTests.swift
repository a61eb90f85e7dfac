import Testing
import Trajectories

@testable import Annotations

struct ConflictTests {
  private static let labels: [Label] = [
    .noError, .firstError(0), .firstError(1), .unsure, .badProblem,
  ]

  @Test(arguments: labels, labels)
  func `any two labels that are not the same stand against each other`(
    first: Label, second: Label
  ) throws {
    let store = InMemoryAnnotationStore()
    _ = try store.append(entry(.verdict(first)))
    _ = try store.append(entry(.verdict(second), by: "lee"))
    let works = try #require(try store.work()[digest("a")])
    let conflict = Conflict(works)
    #expect((conflict == nil) == (first == second))
    #expect(try store.conflicts().first == conflict)
    if let conflict { #expect(conflict.verdicts.map(\.annotator) == ["kim", "lee"]) }
  }

  @Test func `notes, marks and ratings are no verdicts, and what is taken back is none`() throws {
    let store = InMemoryAnnotationStore()
    _ = try store.append(entry(.verdict(.noError)))
    for change: AnnotationEntry.Change in [.note("n"), .mark(true), .rating(step: 0, .bad)] {
      _ = try store.append(entry(change, by: "lee"))
    }
    #expect(try store.conflicts().isEmpty)
    _ = try store.append(entry(.verdict(.unsure), by: "lee"))
    #expect(try store.conflicts().count == 1)
    _ = try store.undo(annotator: "lee", time: 0)
    #expect(try store.conflicts().isEmpty)
  }

  @Test func `an export takes the latest of verdicts that differ and counts them`() throws {
    let trajectory = Trajectory(id: "t", problem: "p", steps: ["s", "t"], label: .noError)
    let store = InMemoryAnnotationStore()
    for (annotator, label) in [("kim", Label.firstError(1)), ("lee", .unsure)] {
      var given = entry(.verdict(label), by: annotator)
      given.trajectory = trajectory.digest
      given.origin.steps = 2
      _ = try store.append(given)
    }
    let plan = ExportPlan(work: try store.work())
    guard case .write(let export, _, let isContested) = plan.decide(trajectory) else {
      Issue.record("it is not written")
      return
    }
    #expect(isContested && export.trajectory.label == .unsure)
    var report = ExportReport()
    report.countContested()
    #expect(report.conflicts == 1)
    #expect(report.lines().contains("annotators differ on 1: the latest verdict is written"))
    #expect(!ExportReport().lines().joined().contains("differ"))
  }
}
