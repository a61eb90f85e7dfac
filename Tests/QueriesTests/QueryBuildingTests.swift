import Testing

@testable import Queries

struct QueryBuildingTests {
  private static let built: [(Query, String)] = [
    (.flag(.noted), "noted"),
    (.not(.flag(.differs)), "not differs"),
    (.label(.verdict, is: .badProblem), "verdict = bad_problem"),
    (.label(.prediction, is: .noError), "zhat = none"),
    (.compare(.survival, .atMost, 0.3), "S <= 0.3"),
    (.compare(.trainingStep, .equal, 20), "training_step = 20"),
    (.compare(.age, .greater, 3600), "age > 3600s"),
    (
      .all(.label(.label, is: .error), .compare(.prediction, .greater, 7)),
      "label = error and zhat > 7"
    ),
    (
      .all(
        .compare(.survival, .less, 0.1),
        .any(.label(.label, is: .noError), .label(.label, is: .error))),
      "S < 0.1 and (label = none or label = error)"
    ),
  ]

  @Test(arguments: built) func `a built query is the one that its text is understood as`(
    query: Query, text: String
  ) throws {
    #expect(query.source == text)
    let typed = try Query(text)
    #expect(typed == query && typed.condition == query.condition && typed.needs == query.needs)
  }

  @Test(arguments: ["gsm8k-12", "say \"hi\"", "it's", "a and b", "/x/", " "])
  func `a text is written in quotes that it does not hold`(text: String) throws {
    let query = try #require(Query.text(.id, is: text))
    #expect(try Query(query.source).condition == query.condition)
  }

  @Test(arguments: ["", "\"it's\"", String(repeating: "x", count: 5000)])
  func `a text that no filter can hold gives no query`(text: String) {
    #expect(Query.text(.generator, is: text) == nil)
  }

  @Test func `what was typed stays as it was typed when another query joins it`() throws {
    let typed = try Query("S<30% or wrong")
    let joined = typed.and(.flag(.noted))
    #expect(joined.source == "(S<30% or wrong) and noted")
    #expect(try Query(joined.source).condition == joined.condition)
    let either = typed.and(.any(.flag(.noted), .flag(.marked)))
    #expect(either.source == "(S<30% or wrong) and (noted or marked)")
    #expect(try Query(either.source).condition == either.condition)
  }
}
