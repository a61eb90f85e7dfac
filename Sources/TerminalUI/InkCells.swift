@preconcurrency import CNcursesw
import Drawing
import Glibc

/// Blank cells in every ink and on every background, with ncurses colour pairs created on demand.
struct InkCells {
  private let palette: InkPalette?
  private let depth: ColorDepth
  private var known: [Look: cchar_t] = [:]

  private struct Look: Hashable {
    var color: Int32
    var ground: Int32
    var attributes: InkStyle.Attributes
  }

  /// Call it once ncurses is started; it starts colours.
  init(theme: Theme, capabilities: TerminalCapabilities) {
    var depth = ColorDepth.none
    if theme != .mono, has_colors(), start_color() == OK, use_default_colors() == OK {
      depth = ColorDepth(colors: cncursesw_colors(), isDirect: capabilities.hasDirectColors)
    }
    self.depth = depth
    palette = depth == .none ? nil : theme.palette
  }

  /// A space with the look of `ink` on `background`; copies of it take other characters.
  mutating func blank(_ ink: Ink, on background: Row.Background) -> cchar_t {
    let look = look(of: ink, on: background)
    if let cell = known[look] { return cell }
    let cell = Self.cell(look)
    known[look] = cell
    return cell
  }

  private func look(of ink: Ink, on background: Row.Background) -> Look {
    let style = palette?.style(for: ink) ?? MonochromeInk.style(for: ink)
    var look = Look(
      color: style.color.flatMap { depth.number(for: $0) } ?? -1, ground: -1,
      attributes: style.attributes)
    // A colour that is already dim would become invisible.
    if look.color >= 0 { look.attributes.remove(.dim) }
    switch background {
    case .none: break
    case .cursor: set(&look, ground: palette?.cursorBand, else: [])
    case .bar: set(&look, ground: palette?.bar, else: .reverse)
    }
    return look
  }

  /// On our own background every text has our own colour, whatever the terminal's are.
  ///
  /// With eight colours there is no shade close to the terminal's own: attributes are used instead.
  private func set(
    _ look: inout Look, ground: InkColor?, else attributes: InkStyle.Attributes
  ) {
    if let ground, depth != .basic, let number = depth.number(for: ground) {
      look.ground = number
      if look.color < 0 { look.color = palette.flatMap { depth.number(for: $0.cursor) } ?? -1 }
    } else {
      if attributes.contains(.reverse) { look.color = -1 }
      look.attributes.formSymmetricDifference(attributes)
    }
  }

  private static func cell(_ look: Look) -> cchar_t {
    let usesColor = look.color >= 0 || look.ground >= 0
    let pair = usesColor ? max(alloc_pair(look.color, look.ground), 0) : 0
    var attributes: attr_t = 0
    if look.attributes.contains(.bold) { attributes |= cncursesw_bold }
    if look.attributes.contains(.dim) { attributes |= cncursesw_dim }
    if look.attributes.contains(.underline) { attributes |= cncursesw_underline }
    if look.attributes.contains(.reverse) { attributes |= cncursesw_reverse }
    if look.attributes.contains(.italic) { attributes |= cncursesw_italic }
    var cell = cchar_t()
    _ = cncursesw_set_cell(&cell, [0x20, 0], attributes, pair)
    return cell
  }
}
