import VisibleText

/// A report as one page that loads nothing: no script, no font, no picture from elsewhere.
public enum HTMLReport {
  /// The page in UTF-8, the same bytes for the same report.
  public static func bytes(of report: Report) -> [UInt8] {
    var page = HTMLWriter()
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
    // Should a mistake of ours let foreign markup in, it can load and run nothing.
    page.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    page.element("title", report.title)
    page.raw("<style>\n")
    page.raw(PageStyle.css)
    page.raw("\n</style></head><body>\n")
    page.element("h1", report.title)
    page.endLine()
    write(facts: report.facts, to: &page)
    for section in report.sections where !section.blocks.isEmpty {
      page.element("section") { page in
        if !section.heading.isEmpty { page.element("h2", section.heading) }
        page.endLine()
        for block in section.blocks { write(block, to: &page) }
      }
      page.endLine()
    }
    page.raw("</body></html>\n")
    return Array(page.text.utf8)
  }

  private static func write(_ block: Report.Block, to page: inout HTMLWriter) {
    switch block {
    case .text(let text): page.element("p", text)
    case .note(let text): page.element("p", [("class", .words("note"))], text)
    case .table(let table): write(table, to: &page)
    case .chart(let chart): SVGChart(chart).write(to: &page)
    case .trajectory(let trajectory): write(trajectory, to: &page)
    }
    page.endLine()
  }

  private static func write(_ table: Table, to page: inout HTMLWriter) {
    page.element("div", [("class", .words("wide"))]) { page in
      page.element("table") { page in
        page.element("thead") { page in
          page.element("tr") { page in
            for column in table.columns {
              page.element("th", attributes(column), column.title)
            }
          }
        }
        page.element("tbody") { page in
          for row in table.rows { write(row, of: table, to: &page) }
        }
      }
    }
  }

  private static func write(_ row: Table.Row, of table: Table, to page: inout HTMLWriter) {
    let attributes: [(StaticString, HTMLWriter.Value)] =
      switch row.weight {
      case .plain: []
      case .strong: [("class", .words("strong"))]
      case .quiet: [("class", .words("quiet"))]
      }
    page.element("tr", attributes) { page in
      for (place, column) in table.columns.enumerated() {
        let cell = row.cells.indices.contains(place) ? row.cells[place] : .empty
        page.element("td", self.attributes(column), cell)
      }
    }
    page.endLine()
  }

  private static func attributes(_ column: Table.Column) -> [(StaticString, HTMLWriter.Value)] {
    column.alignment == .trailing ? [("class", .words("number"))] : []
  }
}
