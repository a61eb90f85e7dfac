import Testing

@testable import Survival

struct FirstErrorTests {
  @Test func `a step and no error come back from their codes`() {
    for firstError in [FirstError.noError, .step(0), .step(7)] {
      #expect(FirstError(code: firstError.code) == firstError)
      #expect(FirstError(firstError.step) == firstError)
    }
    #expect(FirstError.noError.code == -1 && FirstError.step(3).code == 3)
    #expect(FirstError(code: -4) == .noError)
  }

  @Test func `only steps that are there are within a trajectory`() {
    #expect(FirstError.step(2).isWithin(3) && FirstError.noError.isWithin(0))
    #expect(!FirstError.step(3).isWithin(3) && !FirstError.step(-1).isWithin(3))
  }
}
