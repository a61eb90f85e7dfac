import Inspector

/// One report of the mouse.
struct MouseReport: Equatable {
  enum Action: Equatable {
    case press, wheelUp, wheelDown
  }
  var action: Action
  /// From the left edge, from 0.
  var column: Int
  /// From the top edge, from 0.
  var row: Int

  /// Of `CSI < button ; column ; row M`; `nil` for reports we ignore: releases, motion, other
  /// buttons.
  init?(_ numbers: [Int?], isRelease: Bool) {
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1],
      let row = numbers[2], column >= 1, row >= 1, !isRelease
    else { return nil }
    self.init(button: button, column: column - 1, row: row - 1)
  }

  /// Of the three bytes after `CSI M`, each 32 more than its value.
  init?(plain bytes: [UInt8]) {
    guard bytes.count == 3, bytes.allSatisfy({ $0 >= 32 }), bytes[1] > 32, bytes[2] > 32 else {
      return nil
    }
    self.init(button: Int(bytes[0]) - 32, column: Int(bytes[1]) - 33, row: Int(bytes[2]) - 33)
  }

  /// Shift, Alt and Control (4, 8, 16) are ignored; 32 means motion.
  private init?(button: Int, column: Int, row: Int) {
    switch button & ~(4 | 8 | 16) {
    case 0: action = .press
    case 64: action = .wheelUp
    case 65: action = .wheelDown
    default: return nil
    }
    self.column = column
    self.row = row
  }
}
