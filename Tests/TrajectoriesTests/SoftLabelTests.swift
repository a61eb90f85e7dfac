import Testing

@testable import Trajectories

@Suite struct `Soft labels` {
  private func trajectory(_ label: Label?, kind: String? = RecordedScores.rolloutKind) -> Trajectory
  {
    Trajectory(
      id: "a", problem: "Q", steps: ["one ", "two ", "three"], label: label, referenceAnswer: "3",
      recordedScores: RecordedScores(
        meaning: .probabilities, values: [0.875, 0.25, 0], kind: kind))
  }

  private func written(_ trajectory: Trajectory, to name: String, soft: Bool) -> String? {
    var export = ExportTrajectory(trajectory: trajectory)
    export.writesSoftLabels = soft
    return TrajectoriesTests.written(export, to: name).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `shares survive math-aps and come back with the same label`() throws {
    let text = try #require(written(trajectory(.firstError(2)), to: "math-aps", soft: false))
    #expect(text.contains(#""mc_value":0.875"#) && text.contains(#""final_answer":"3""#))
    let copy = try readOne(Array(text.utf8), as: "math-aps")
    #expect(copy.label == .firstError(2) && copy.steps == ["one ", "two ", "three"])
    #expect(copy.recordedScores == trajectory(nil).recordedScores)
    // On to TRL, with what was read.
    #expect(written(copy, to: "trl", soft: true)?.contains("[0.875,0.25,0") == true)
  }

  @Test func `trl gets shares only where they are asked for`() throws {
    let hard = try #require(written(trajectory(.firstError(2)), to: "trl", soft: false))
    #expect(hard.contains("[true,true,false]"))
    let soft = try #require(written(trajectory(.firstError(2)), to: "trl", soft: true))
    let copy = try readOne(Array(soft.utf8), as: "trl")
    #expect(copy.recordedScores?.values == [0.875, 0.25, 0])
  }

  @Test func `a verdict that contradicts them, and a model's probabilities, give marks`() {
    for other in [
      trajectory(.firstError(1)), trajectory(.noError), trajectory(.firstError(2), kind: "prm"),
    ] {
      #expect(written(other, to: "trl", soft: true)?.contains("0.875") == false)
      #expect(written(other, to: "math-aps", soft: true)?.contains("0.875") == false)
    }
    #expect(written(trajectory(nil), to: "math-aps", soft: true) == nil)
  }
}
