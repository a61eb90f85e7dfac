import Catalog

/// What stood before an Escape, for one that turns out to be the beginning of a sequence.
struct EscapeMemory: Sendable {
  let typing: Typing
  let layers: Layers
  let wanted: Arrangement

  init(_ state: InspectorState) {
    typing = state.typing
    layers = state.layers
    wanted = state.order.wanted
  }
}

extension InspectorState {
  /// Puts back what the last Escape took away.
  mutating func takeBackEscape() -> [Effect] {
    guard let memory = beforeEscape else { return [] }
    beforeEscape = nil
    typing = memory.typing
    layers = memory.layers
    notice = nil
    return order.wanted == memory.wanted ? [] : arrange(memory.wanted, announces: false)
  }
}
