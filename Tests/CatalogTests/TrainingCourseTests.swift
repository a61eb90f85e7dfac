import TestSupport
import Testing
import Trajectories

@testable import Catalog

struct TrainingCourseTests {
  private static func step(
    _ step: Int, reward: Double?, accuracy: Double?, known: Int = 200
  ) -> TrainingCourse.Step {
    TrainingCourse.Step(
      step: step, count: known, known: known, reward: reward, accuracy: accuracy, words: 20,
      repetition: 0, reflections: 0)
  }

  // MARK: Reward hacking

  @Test func `a reward that rises while right answers become fewer is a stretch`() throws {
    // Both rise up to step 20; from there only the reward does.
    let steps = (0..<60).map { (place: Int) -> TrainingCourse.Step in
      let rise = Double(min(place, 20)) * 0.02
      let fall = Double(max(0, place - 20)) * 0.01
      return Self.step(place + 1, reward: Double(place), accuracy: 0.3 + rise - fall)
    }
    let hacking = try #require(TrainingCourse(steps: steps).hacking)
    #expect((14...22).contains(hacking.lowerBound) && hacking.upperBound == 59)
  }

  @Test func `honest training, chance, and a falling reward are none`() {
    var random = SeededGenerator(seed: 5)
    let honest = (0..<50).map { Self.step($0, reward: Double($0), accuracy: Double($0) / 60) }
    #expect(TrainingCourse(steps: honest).hacking == nil)
    // A share of one half of 20 rollouts a step varies by a tenth.
    let chance = (0..<50).map { place in
      let right = (0..<20).count { _ in Bool.random(using: &random) }
      return Self.step(
        place, reward: Double(place) / 50, accuracy: Double(right) / 20, known: 20)
    }
    #expect(TrainingCourse(steps: chance).hacking == nil)
    let falling = (0..<50).map { Self.step($0, reward: -Double($0), accuracy: 1 - Double($0) / 60) }
    #expect(TrainingCourse(steps: falling).hacking == nil)
    let unknown = (0..<50).map { Self.step($0, reward: Double($0), accuracy: nil, known: 0) }
    #expect(TrainingCourse(steps: unknown).hacking == nil)
    #expect(TrainingCourse(steps: []).hacking == nil)
    #expect(TrainingCourse(steps: [Self.step(1, reward: 1, accuracy: 1)]).hacking == nil)
  }

  @Test func `two steps are enough where the difference is beyond chance`() {
    let steps = [
      Self.step(1, reward: 0.1, accuracy: 0.9), Self.step(2, reward: 0.9, accuracy: 0.4),
    ]
    #expect(TrainingCourse(steps: steps).hacking == 0...1)
  }

  // MARK: Reading

  private static func rollout(
    _ step: Int, score: Double, isRight: Bool, entropy: String = "1.5", text: String
  ) -> Trajectory {
    let record = #"{"score":\#(score),"entropy":\#(entropy),"kl":0.25,"step":\#(step)}"#
    return Trajectory(
      id: "\(step)-\(score)", problem: "What?", steps: [text], outcome: isRight,
      source: SourceRecord(file: "run/\(step).jsonl", bytes: Array(record.utf8)[...]))
  }

  @Test func `figures of a step are the means of its records and texts`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append([
      Self.rollout(
        2, score: -1, isRight: false, text: "wait, one two three four one two three four"),
      Self.rollout(10, score: 3, isRight: true, text: "the answer"),
      Self.rollout(2, score: 0.5, isRight: true, entropy: "null", text: "one"),
      Trajectory(
        id: "other", problem: "What?", steps: ["x"], source: SourceRecord(file: "a.jsonl")),
    ])
    let course = try #require(catalog.trainingCourse(of: .all(count: 4)))
    #expect(course.steps.map(\.step) == [2, 10] && course.steps.map(\.count) == [2, 1])
    let first = course.steps[0]
    #expect(first.reward == -0.25 && first.accuracy == 0.5 && first.known == 2)
    #expect(first.words == 5 && first.reflections == 0.5 && first.entropy == 1.5)
    #expect(first.divergence == 0.25 && first.repetition > 0)
    // Only those that are shown.
    let shown = try #require(catalog.trainingCourse(of: .listed([1, 2])))
    #expect(shown.steps.map(\.reward) == [0.5, 3])
    #expect(catalog.trainingCourse(of: .listed([3]))?.steps.isEmpty == true)
    #expect(catalog.trainingCourse(of: .all(count: 4)) { true } == nil)
  }
}
