import Testing
import Trajectories

struct NearMissTests {
  private let names = ["open", "show", "score", "label", "export", "check", "stats"]

  @Test(arguments: [("exprot", "export"), ("chek", "check"), ("stat", "stats"), ("lable", "label")])
  func `a misspelt command finds its name`(word: String, name: String) {
    #expect(NearMiss.nearest(to: word, among: names) == name)
  }

  @Test func `the nearest of several wins, whatever the case`() {
    #expect(NearMiss.nearest(to: "SCOER", among: names) == "score")
    #expect(NearMiss.nearest(to: "sho", among: names) == "show")
  }

  @Test(arguments: ["gsm8k.json", "x", "", "trajectories", "openings"])
  func `a file's name is no misspelt command`(word: String) {
    #expect(NearMiss.nearest(to: word, among: names) == nil)
  }

  @Test func `a name of one letter is near no word`() {
    #expect(NearMiss.nearest(to: "at", among: ["t", "T"]) == nil)
  }
}
