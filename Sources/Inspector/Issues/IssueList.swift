import Drawing
import Trajectories
import VisibleText

/// The records that could not be read, and a window over them.
///
/// Only issues near the window are set in lines, so that a hundred thousand scroll like ten.
struct IssueList {
  let issues: [RecordIssue]
  let columns: Int
  /// Lines of the window.
  let rows: Int

  /// The place of an issue, and below it what is wrong and how to mend it.
  func lines(of issue: RecordIssue) -> [RowWriter] {
    let place: VisibleText =
      "\(VisibleText(issue.file)):\(issue.line)  record \(issue.record + 1), byte \(issue.byte)"
    let words: VisibleText = "\(VisibleText(issue.reason)). \(VisibleText(issue.remedy))"
    return lines(place, issue.severity == .bad ? .failure : .warning, indent: 1)
      + lines(words, .plain, indent: 4)
  }

  private func lines(_ text: VisibleText, _ ink: Ink, indent: Int) -> [RowWriter] {
    text.wrapped(columns: max(8, columns - indent - 1)).map { part in
      var line = RowWriter(columns: columns)
      line.pad(to: indent)
      line.write(part, ink)
      return line
    }
  }

  /// The first visible issue: `wanted`, or an earlier one with which the last ends the window.
  func first(wanted: Int) -> Int {
    var first = issues.count
    var free = rows
    while first > 0 {
      free -= lines(of: issues[first - 1]).count
      // One that is taller than the window begins at its top.
      if free < 0, first < issues.count { break }
      first -= 1
    }
    return max(0, min(wanted, first))
  }

  /// What is visible from an issue on; the last line may cut an issue short.
  func window(from wanted: Int) -> (issues: Range<Int>, lines: [RowWriter]) {
    let first = first(wanted: wanted)
    var lines: [RowWriter] = []
    var end = first
    while end < issues.count, lines.count < rows {
      lines += self.lines(of: issues[end])
      end += 1
    }
    return (first..<end, Array(lines.prefix(rows)))
  }

  /// The issue that is first after scrolling from one by that many lines, at most a window of them.
  ///
  /// It moves by whole issues: by one at least, and past none that was not seen whole.
  func scrolled(from first: Int, lines: Int) -> Int {
    let direction = lines.signum()
    var place = first
    var free = min(lines.magnitude, UInt(rows))
    while issues.indices.contains(direction > 0 ? place : place - 1) {
      let passed = issues[direction > 0 ? place : place - 1]
      let height = UInt(self.lines(of: passed).count)
      guard height <= free || place == first else { break }
      free -= min(free, height)
      place += direction
    }
    return place
  }
}
