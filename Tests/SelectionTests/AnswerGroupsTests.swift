import Testing

@testable import Selection

struct AnswerGroupsTests {
  @Test func `answers that are equal as mathematics share their votes`() {
    let groups = AnswerGroups(["1/2", "7", "0.5", "\\frac{2}{4}", "7.0"])
    #expect(groups.groups == [0, 1, 0, 0, 1])
    #expect(groups.votes() == [3, 2])
  }

  @Test func `where the comparison cannot tell, answers count as different and that is counted`() {
    let groups = AnswerGroups(["1/3", "0.3", "2"])
    #expect(groups.groups == [0, 1, 2])
    #expect(groups.undecided == 1)
  }

  @Test func `an answer that equals two others joins the one seen first`() {
    #expect(AnswerGroups(["50", "1/2", "50%"]).groups == [0, 1, 0])
    #expect(AnswerGroups(["1/2", "50", "50%"]).groups == [0, 1, 0])
  }

  @Test func `candidates without an answer do not vote`() {
    let groups = AnswerGroups([nil, "3", nil, "3", nil])
    #expect(groups.groups == [nil, 0, nil, 0, nil])
    #expect(groups.votes() == [2])
    #expect(AnswerGroups([nil, nil]).votes().isEmpty)
    #expect(AnswerGroups.winner(of: []) == nil)
  }

  @Test func `more candidates never change the groups of earlier ones`() {
    let answers = ["4", "1/4", "25%", nil, "25", "0.25", "x > 3", "(3, \\infty)", "四", "4"]
    let whole = AnswerGroups(answers)
    for count in answers.indices {
      let part = AnswerGroups(Array(answers[..<count]))
      #expect(part.groups == Array(whole.groups[..<count]))
      #expect(part.votes() == whole.votes(among: count))
    }
  }
}
