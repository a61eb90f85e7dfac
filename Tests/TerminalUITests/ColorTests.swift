import Drawing
import Testing

@testable import TerminalUI

@Suite struct ColorTests {
  @Test func `a colour of the xterm cube gets its own index`() {
    // 16 + 36 r + 6 g + b over the levels 0, 95, 135, 175, 215, 255.
    #expect(ColorDepth.indexed256.number(for: InkColor(0xFF8700, basic: 3)) == 208)
    #expect(ColorDepth.indexed256.number(for: InkColor(0x5FD7FF, basic: 6)) == 81)
    #expect(ColorDepth.indexed256.number(for: InkColor(0x000000, basic: 0)) == 16)
  }

  @Test func `a grey gets the nearest of the 24 greys`() {
    // Grey n of the ramp has the level 8 + 10 n and the index 232 + n.
    #expect(ColorDepth.indexed256.number(for: InkColor(0x303030, basic: 0)) == 236)
    #expect(ColorDepth.indexed256.number(for: InkColor(0x262626, basic: 0)) == 235)
  }

  @Test func `direct colour is the colour and eight colours are the basic ones`() {
    let orange = InkColor(0xFF8700, basic: 3)
    #expect(ColorDepth.direct.number(for: orange) == 0xFF8700)
    #expect(ColorDepth.basic.number(for: orange) == 3)
    #expect(ColorDepth.none.number(for: orange) == nil)
  }

  @Test func `the depth follows the terminal's number of colours`() {
    #expect(ColorDepth(colors: 0x100_0000, isDirect: true) == .direct)
    #expect(ColorDepth(colors: 256, isDirect: false) == .indexed256)
    #expect(ColorDepth(colors: 8, isDirect: false) == .basic)
    #expect(ColorDepth(colors: -1, isDirect: false) == .none)
  }

  @Test(arguments: [
    (0.0, 0), (1.0, 6), (0.5, 3), (-3.0, 0), (7.0, 6), (.nan, 0), (.infinity, 6),
  ])
  func `every hazard has a colour, odd ones that of an end`(hazard: Double, stop: Int) {
    #expect(HazardScale.onDark.color(for: hazard) == HazardScale.onDark.stops[stop])
  }

  @Test(arguments: [HazardScale.onDark, HazardScale.onLight])
  func `neighbours on the hazard scale are different numbers among 256`(scale: HazardScale) {
    let numbers = scale.stops.map { ColorDepth.indexed256.number(for: $0) }
    #expect(Set(numbers).count == numbers.count)
  }

  @Test func `without colour the two accents and the cursor still differ from plain`() {
    let plain = MonochromeInk.style(for: .plain)
    for ink in [Ink.prediction, .verdict, .cursor, .failure, .match, .key, .quiet] {
      #expect(MonochromeInk.style(for: ink) != plain)
      #expect(MonochromeInk.style(for: ink).color == nil)
    }
  }

  @Test(arguments: [InkPalette.dark, .light, .colorblind])
  func `the person's verdict and the prediction never look alike`(palette: InkPalette) {
    #expect(palette.style(for: .verdict) != palette.style(for: .prediction))
  }
}
