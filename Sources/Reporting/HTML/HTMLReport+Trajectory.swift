import VisibleText

extension HTMLReport {
  /// A trajectory as facts, problem, curve and a table of steps.
  static func write(_ trajectory: TrajectoryPage, to page: inout HTMLWriter) {
    page.element("article") { page in
      page.element("h3", trajectory.title)
      write(facts: trajectory.facts, to: &page)
      page.element("div", [("class", .words("problem"))]) { page in
        write(trajectory.problem, to: &page)
      }
      if let curve = trajectory.curve { SVGChart(curve).write(to: &page) }
      page.element("div", [("class", .words("wide"))]) { page in
        page.element("table", [("class", .words("steps"))]) { page in
          writeSteps(trajectory, to: &page)
        }
      }
    }
  }

  static func write(facts: [Report.Fact], to page: inout HTMLWriter) {
    guard !facts.isEmpty else { return }
    page.element("dl") { page in
      for fact in facts {
        page.element("dt", fact.name)
        page.element("dd", fact.value)
      }
    }
    page.endLine()
  }

  private static func write(_ lines: [VisibleText], to page: inout HTMLWriter) {
    for (place, line) in lines.enumerated() {
      if place > 0 { page.endLine() }
      page.write(line)
    }
  }

  private static func writeSteps(_ trajectory: TrajectoryPage, to page: inout HTMLWriter) {
    let hasFigures = trajectory.steps.contains { $0.figures != nil }
    page.element("thead") { page in
      page.element("tr") { page in
        page.element("th", [("class", .words("number"))], "t")
        if hasFigures {
          page.element("th", [("class", .words("number"))], "h(t)")
          page.element("th", "")
          page.element("th", [("class", .words("number"))], "r(t)")
          page.element("th", [("class", .words("number"))], "S(t)")
        }
        page.element("th", "step")
        page.element("th", "")
      }
    }
    page.element("tbody") { page in
      for (place, step) in trajectory.steps.enumerated() {
        write(step, number: place + 1, hasFigures: hasFigures, to: &page)
        page.endLine()
      }
    }
  }

  private static func write(
    _ step: TrajectoryPage.Step, number: Int, hasFigures: Bool, to page: inout HTMLWriter
  ) {
    let name: StaticString =
      switch (step.isChosen, step.isFaded) {
      case (true, true): "chosen faded"
      case (true, false): "chosen"
      case (false, true): "faded"
      case (false, false): "step"
      }
    page.element("tr", [("class", .words(name))]) { page in
      page.element("td", [("class", .words("number"))], "\(number)")
      if hasFigures { writeFigures(step.figures, to: &page) }
      page.element("td", [("class", .words("text"))]) { write(step.lines, to: &$0) }
      page.element("td", [("class", .words("sign"))], step.signs.joined(separator: " "))
    }
  }

  private static func writeFigures(
    _ figures: TrajectoryPage.Step.Figures?, to page: inout HTMLWriter
  ) {
    page.element("td", [("class", .words("number"))], CellText.figure(figures?.hazard, places: 2))
    page.element("td", [("class", .words("bar"))]) { page in
      let width = HTMLWriter.coordinate(100 * (figures?.hazard ?? 0))
      page.element("span", [("style", .path("width: \(width)%"))], .empty)
    }
    page.element("td", [("class", .words("number"))], CellText.figure(figures?.reward, places: 2))
    page.element(
      "td", [("class", .words("number"))], CellText.figure(figures?.survival, places: 2))
  }
}
