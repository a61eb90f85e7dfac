import Drawing

/// A key as the terminal reported it.
public enum Key: Equatable, Hashable, Sendable {
  /// A character with its modifiers applied: `a`, `G`, `é`, `/`, space.
  case character(Character)
  /// Control and a lower-case letter.
  case control(Character)
  /// Escape, then a character, within the escape delay.
  case meta(Character)
  case enter, tab, backTab, escape, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case shiftUp, shiftDown, shiftLeft, shiftRight
  case function(Int)
}

/// What the mouse did, in cells from the top left corner, from 0.
public struct MouseEvent: Equatable, Sendable {
  /// What was done with a button or the wheel.
  public enum Action: Equatable, Sendable {
    case press, doublePress, wheelUp, wheelDown
  }
  /// Press, double press or wheel.
  public var action: Action
  /// From the left edge, from 0.
  public var column: Int
  /// From the top edge, from 0.
  public var row: Int

  /// Says what happened where.
  public init(action: Action, column: Int, row: Int) {
    self.action = action
    self.column = column
    self.row = row
  }
}

/// What a terminal can report.
public enum InputEvent: Equatable, Sendable {
  case key(Key)
  /// The Escape reported last was the beginning of a sequence that came in pieces, and no key.
  case escapeContinued
  /// Text pasted in brackets; never interpreted as keys.
  case paste(String)
  case mouse(MouseEvent)
  case resized(ScreenSize)
  /// Ctrl-C, while something runs that it ends; at all other times it ends the program.
  case interrupted
}
