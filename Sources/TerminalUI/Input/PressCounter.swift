import Inspector

/// Distinguishes a double press from two presses.
struct PressCounter {
  private var last: (time: UInt64, column: Int, row: Int)?

  /// Two presses of one cell within this time, in milliseconds, are a double press.
  private static let doublePressTime: UInt64 = 400

  mutating func event(of report: MouseReport, at time: UInt64) -> MouseEvent {
    let action: MouseEvent.Action =
      switch report.action {
      case .press: press(report, at: time)
      case .wheelUp: .wheelUp
      case .wheelDown: .wheelDown
      }
    return MouseEvent(action: action, column: report.column, row: report.row)
  }

  private mutating func press(_ report: MouseReport, at time: UInt64) -> MouseEvent.Action {
    if let last, last.column == report.column, last.row == report.row,
      time &- last.time <= Self.doublePressTime
    {
      self.last = nil
      return .doublePress
    }
    last = (time, report.column, report.row)
    return .press
  }
}
