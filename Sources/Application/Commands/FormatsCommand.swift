import JSON
import Trajectories
import VisibleText

/// `misstep formats`: what can be read and written.
package struct FormatsCommand {
  package var asJSON: Bool

  package init(asJSON: Bool) { self.asJSON = asJSON }

  /// Lists every format with its container and whether it can be written.
  package func run(console: Console) throws -> ExitStatus {
    if asJSON {
      try console.print(json: json)
    } else {
      try console.print(lines: lines)
    }
    return .done
  }

  private var writable: Set<String> { Set(TrajectoryFormats.writable.map(\.name)) }

  private var json: JSONValue {
    .array(
      TrajectoryFormats.all.map { format in
        .members([
          ("name", .string(format.name)), ("container", .string(format.container)),
          ("writable", .bool(writable.contains(format.name))),
          ("summary", .string(format.summary)),
        ])
      })
  }

  private var lines: [VisibleText] {
    let width = TrajectoryFormats.all.map(\.name.count).max() ?? 0
    let writable = writable
    return TrajectoryFormats.all.map { format in
      let name = VisibleText(format.name).padded(columns: width)
      let use: VisibleText = writable.contains(format.name) ? "read, write" : "read       "
      let container = VisibleText(format.container).padded(columns: 12)
      return "\(name)  \(use)  \(container)  \(format.summary)"
    }
  }
}
