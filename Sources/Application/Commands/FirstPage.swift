import Scoring
import Trajectories
import VisibleText

/// What `open` does without a terminal: the first page as text, then how to see more.
struct FirstPage {
  let open: OpenCommand

  func run(console: Console) throws -> ExitStatus {
    let read = try open.input.readAll()
    let files = open.input.files.joined(separator: ", ")
    guard let first = read.trajectories.first else {
      // Where nothing at all is JSON, the file's own error says it better than its first lines.
      if !read.fileErrors.contains(where: \.saysOfRecords) { console.report(read.issues) }
      if read.fileErrors.isEmpty { console.say("No trajectories in \(files).") }
      return console.report(read.fileErrors) ?? .badData
    }
    let show = ShowCommand(
      input: open.input, selection: .index(0), model: try open.model.load(telling: console),
      rule: open.rule, labels: open.labels, annotator: open.annotator, width: nil, color: .auto)
    try console.print(VisibleText("misstep  \(files)  1 of \(read.trajectories.count)"))
    try show.print(first, console: console)
    console.report(read.issues)
    return console.report(read.fileErrors) ?? .done
  }
}
