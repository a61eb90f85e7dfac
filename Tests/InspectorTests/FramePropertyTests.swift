import Drawing
import Foundation
import TestSupport
import Testing
import Trajectories

@testable import Inspector

struct FramePropertyTests {
  /// Pieces that texts are thrown together from: plain, wide, combining, hostile.
  private static let pieces = [
    "word ", "a", "3 × 4 = 12 ", "2 + 2 = 5", "\\frac{a}{b}", "$x^2$", "\n", "\r\n", "\t", " ",
    "王先生", "👩‍👩‍👧‍👦", "🇩🇪", "e\u{301}", "\u{301}\u{302}\u{303}", "\u{1B}[2J", "\u{9B}31m", "\u{7}",
    "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{E000}", "\u{0}", "﷽", "\\(", "{", "}", "^", "_",
    "averyveryverylongwordwithoutanyblanksinit",
  ]

  private static func text(_ generator: inout SeededGenerator, _ length: Int) -> String {
    (0..<Int.random(in: 0...length, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  private static func trajectory(_ generator: inout SeededGenerator) -> Trajectory {
    let steps = Int.random(in: 0...12, using: &generator)
    return Trajectory(
      id: text(&generator, 4), problem: text(&generator, 30),
      steps: (0..<steps).map { _ in text(&generator, 60) },
      label: [nil, .noError, .firstError(0), .unsure].randomElement(using: &generator) ?? nil,
      outcome: [nil, true, false].randomElement(using: &generator) ?? nil,
      generator: text(&generator, 3), question: "q\(Int.random(in: 0...1, using: &generator))")
  }

  /// One key, click or size; or a filter that passes few or none.
  private static func events(_ generator: inout SeededGenerator) -> [InputEvent] {
    guard Int.random(in: 0..<5, using: &generator) == 0 else { return [event(&generator)] }
    let filter = ["zzz", "steps > 6", "noerror", "right", "", "id:a"]
      .randomElement(using: &generator)
    return [.key(.escape), .key(.character("f")), .paste(filter ?? ""), .key(.enter)]
  }

  private static func event(_ generator: inout SeededGenerator) -> InputEvent {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0:
      .resized(
        ScreenSize(
          columns: Int.random(in: 1...220, using: &generator),
          rows: Int.random(in: 1...70, using: &generator)))
    case 1:
      .mouse(
        MouseEvent(
          action: [.press, .doublePress, .wheelUp, .wheelDown].randomElement(using: &generator)
            ?? .press, column: Int.random(in: -1...220, using: &generator),
          row: Int.random(in: -1...70, using: &generator)))
    case 2: .paste(text(&generator, 10))
    default:
      .key(
        KeyTable.standard.bindings.randomElement(using: &generator)?.keys
          .randomElement(using: &generator)?.first ?? .enter)
    }
  }

  private static func check(_ state: TestSession, _ size: ScreenSize, _ seed: UInt64) {
    let frame = state.frame(size: size)
    #expect(frame.rows.count == size.rows, "seed \(seed), \(size)")
    for (number, row) in frame.rows.enumerated() {
      let width = row.spans.reduce(0) { $0 + $1.text.columns }
      #expect(width <= size.columns, "seed \(seed), \(size), row \(number) of \(state.layers.view)")
    }
    if let caret = frame.caret {
      #expect((0..<size.columns).contains(caret.column) && (0..<size.rows).contains(caret.row))
    }
  }

  /// 1 to 32, or what MISSTEP_FRAME_SEEDS says, as in 33-900.
  private static let seeds: ClosedRange<UInt64> = {
    let text = ProcessInfo.processInfo.environment["MISSTEP_FRAME_SEEDS"] ?? ""
    let ends = text.split(separator: "-").compactMap { UInt64($0) }
    guard ends.count == 2, ends[0] <= ends[1] else { return 1...32 }
    return ends[0]...ends[1]
  }()

  @Test(arguments: seeds)
  func `a frame is as large as the screen, whatever is shown and pressed`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = seed % 2 == 0 ? 6 : 90
    let trajectories = (0..<Int.random(in: 0...count, using: &generator)).map { _ in
      Self.trajectory(&generator)
    }
    var state = try Sample.state(trajectories: trajectories, scored: seed % 4 != 0) {
      $0.blind = seed % 5 == 0
    }
    state.answersAtOnce = seed % 3 != 0
    state.reads = seed % 7 != 0
    for turn in 0..<24 {
      if turn % 6 == 5 { state.answer() }
      if turn % 9 == 8 { state.load([Self.trajectory(&generator)]) }
      for event in Self.events(&generator) {
        for case .save(let entry) in state.update(.input(event)) {
          _ = state.update(.saved(entry, standing: state.window.standing(at: 0)))
        }
      }
      Self.check(state, state.size, seed)
      let other = ScreenSize(
        columns: Int.random(in: 0...320, using: &generator),
        rows: Int.random(in: 0...110, using: &generator))
      Self.check(state, other, seed)
    }
  }
}
