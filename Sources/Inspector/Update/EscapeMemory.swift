import Catalog
import Queries

/// What stood before an Escape, for one that turns out to be the beginning of a sequence.
struct EscapeMemory: Sendable {
  var prompt: Prompt?
  var question: Question?
  var picksSort: Bool
  var keys: [Key]
  var count: Int?
  var view: InspectorState.View
  var textTop: Int
  var showsReasons: Bool
  var search: TextPattern?
  var wanted: Arrangement

  init(_ state: InspectorState) {
    prompt = state.prompt
    question = state.question
    picksSort = state.picksSort
    keys = state.keys
    count = state.count
    view = state.view
    textTop = state.textTop
    showsReasons = state.showsReasons
    search = state.search
    wanted = state.order.wanted
  }
}

extension InspectorState {
  /// Puts back what the last Escape took away.
  mutating func takeBackEscape() -> [Effect] {
    guard let memory = beforeEscape else { return [] }
    beforeEscape = nil
    prompt = memory.prompt
    question = memory.question
    picksSort = memory.picksSort
    keys = memory.keys
    count = memory.count
    view = memory.view
    textTop = memory.textTop
    showsReasons = memory.showsReasons
    search = memory.search
    notice = nil
    return order.wanted == memory.wanted ? [] : arrange(memory.wanted, announces: false)
  }
}
