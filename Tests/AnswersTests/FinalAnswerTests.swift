import Answers
import Testing

struct FinalAnswerTests {
  @Test(arguments: [
    ("So \\boxed{3} and \\boxed{\\frac{1}{2}}.", "\\frac{1}{2}", FinalAnswer.Mark.boxed),
    ("It is $\\boxed 5$", "5", .boxed), ("so \\fbox{12}", "12", .boxed),
    ("16 - 7 = 9\n#### 18", "18", .marker), ("2 * 9 = 18\nA: 18", "18", .marker),
    ("Thus the answer is 18 eggs. That is all.", "18 eggs", .statement),
    ("**Answer:** $3.50", "$3.50", .statement), ("The answer is \\(x = 5\\).", "x = 5", .statement),
    ("The final answer is: **12**.", "12", .statement), ("The answer is 1.5.", "1.5", .statement),
    ("Therefore the answer is (B).", "(B)", .statement), ("所以答案是 12。", "12", .statement),
    ("We compare them.\n(C)", "C", .choice), ("So the right one is (D).", "D", .choice),
    ("She has 3 + 4 = 7 apples left.", "7", .lastNumber),
    ("It costs $1,250.50 in all.", "$1,250.50", .lastNumber),
    ("That is -3", "-3", .lastNumber), ("so 3/4 of them", "3/4", .lastNumber),
    ("about 25% more.", "25%", .lastNumber),
    ("from 5-3 follows 5-2", "2", .lastNumber),
  ])
  func `the answer of a response is found by its most reliable mark`(
    response: String, answer: String, mark: FinalAnswer.Mark
  ) {
    #expect(FinalAnswer.find(in: response) == FinalAnswer(text: answer, mark: mark))
  }

  @Test func `a response without a number or a mark has no answer`() {
    #expect(FinalAnswer.find(in: "I do not know.") == nil)
    #expect(FinalAnswer.find(in: "") == nil)
    #expect(FinalAnswer.find(in: [String]()) == nil)
  }

  @Test func `a box that is never closed is passed over for the next best mark`() {
    #expect(FinalAnswer.find(in: "\\boxed{3 + \nThe answer is 4.")?.text == "4")
  }

  @Test func `the last steps are read, however long the response is`() {
    let steps = Array(repeating: "It goes on: 1 + 1 = 2.", count: 20_000) + ["The answer is 9."]
    #expect(FinalAnswer.find(in: steps)?.text == "9")
  }
}
