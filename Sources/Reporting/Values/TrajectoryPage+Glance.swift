import VisibleText

extension TrajectoryPage {
  /// One row for each page: its id and its facts, so that many can be compared.
  public static func glance(_ pages: [TrajectoryPage]) -> Table {
    let names: [VisibleText] = ["label", "ẑ", "S(T)", "final answer"]
    return Table(
      [.words("id"), .numbers("steps")] + names.map { .words($0) },
      pages.map { page in
        let cells = names.map { name in
          page.facts.first { $0.name == name }?.value ?? CellText.absent
        }
        return Table.Row([page.title, CellText.count(page.steps.count)] + cells)
      })
  }
}
