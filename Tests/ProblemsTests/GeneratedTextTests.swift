import Answers
import Arithmetic
import Testing

@testable import Problems

/// What is written, judged by the rooms that read what others write.
@Suite struct `Generated texts` {
  @Test(arguments: Sets.seeds)
  func `no equation is false before the first wrong step`(seed: UInt64) throws {
    var checked = 0
    for trajectory in try Sets.trajectories(seed, rounds: 5) {
      for step in trajectory.steps.prefix(trajectory.firstError ?? trajectory.steps.count) {
        let equations = EquationChecker.equations(in: step)
        checked += equations.count
        let false_ = equations.filter { $0.verdict == .fails }
        #expect(false_.isEmpty, "seed \(seed), \(trajectory.family), \(trajectory.style): \(step)")
      }
    }
    print("seed \(seed): \(checked) equations hold")
    #expect(checked > 2000)
  }

  @Test(arguments: Sets.seeds)
  func `a slip shows as a false equation at its step`(seed: UInt64) throws {
    var (slips, shown) = (0, 0)
    for trajectory in try Sets.trajectories(seed, rounds: 5) {
      guard trajectory.errorKind?.isFalseEquation == true, let place = trajectory.firstError else {
        continue
      }
      slips += 1
      let equations = EquationChecker.equations(in: trajectory.steps[place])
      if equations.contains(where: { $0.verdict == .fails }) { shown += 1 }
    }
    print("seed \(seed): \(shown) of \(slips) slips are false equations that can be read")
    // Others are told in words, of sorted lists, weekdays and the like.
    #expect(slips > 120 && Double(shown) > 0.75 * Double(slips))
  }

  @Test(arguments: Sets.seeds)
  func `answers compare to the reference as the outcome says`(seed: UInt64) throws {
    for trajectory in try Sets.trajectories(seed, rounds: 4) {
      let verdict = Answer.compare(trajectory.answer, trajectory.referenceAnswer)
      if trajectory.isAnswerRight {
        #expect(verdict == .equal, "\(trajectory.answer) and \(trajectory.referenceAnswer)")
      } else {
        #expect(verdict != .equal, "\(trajectory.answer) and \(trajectory.referenceAnswer)")
      }
    }
  }

  @Test(arguments: Sets.seeds)
  func `the last steps state the answer so that it is found`(seed: UInt64) throws {
    var (all, found) = (0, 0)
    var missed: Set<String> = []
    for trajectory in try Sets.trajectories(seed, rounds: 4)
    where !["sorting-words", "ordering", "sorting-numbers"].contains(trajectory.family) {
      all += 1
      let answer = FinalAnswer.find(in: trajectory.steps)
      let verdict = answer.map { Answer.compare($0.text, trajectory.answer) }
      if verdict == .equal {
        found += 1
      } else {
        missed.insert("\(trajectory.family): \(answer?.text ?? "nothing") for \(trajectory.answer)")
      }
    }
    print("seed \(seed): \(found) of \(all) answers found")
    #expect(Double(found) > 0.96 * Double(all), "\(missed.sorted().prefix(20))")
  }

  @Test(arguments: Sets.seeds)
  func `texts are finished and agree in number`(seed: UInt64) throws {
    let unfinished = [
      "<", "[[", "]]", "{what}", "  ", "..", " .", "nil", "Optional", "{eq}", "{r}",
    ]
    let lone =
      /(^|[^\d.,\/^{(])1 (?!more|gives|is|of|are|goes|after|before|km|cm|ml|kg|m |dm|and|times|on|with|at|which|for|so|in |to |from|by|–)[a-z]+s( |\.|,|$)/
    for trajectory in try Sets.trajectories(seed, rounds: 5) {
      for text in [trajectory.problem] + trajectory.steps {
        let isTable = text.contains("|")
        for part in unfinished where !isTable || part != "<" {
          #expect(!text.contains(part), "\(trajectory.family): \(text)")
        }
        #expect(text.firstMatch(of: lone) == nil, "\(trajectory.family): \(text)")
        #expect(text.firstMatch(of: /\b[Aa] [aeio][a-z]/) == nil, "\(trajectory.family): \(text)")
        #expect(text.first?.isWhitespace == false && text.last?.isWhitespace == false)
      }
    }
  }

  @Test func `steps are worded in very many ways`() throws {
    var shapes: Set<String> = []
    var firsts: Set<String> = []
    for trajectory in try Sets.trajectories(5, rounds: 8) {
      for step in trajectory.steps {
        let shape = step.replacing(/[0-9][0-9.,\/]*/, with: "#")
        shapes.insert(shape)
        firsts.insert(shape.split(separator: " ").prefix(4).joined(separator: " "))
      }
    }
    print("\(shapes.count) shapes of steps, \(firsts.count) beginnings")
    #expect(shapes.count > 6000 && firsts.count > 2000)
  }
}
