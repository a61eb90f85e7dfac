import VisibleText

/// A chart as a picture in the page, with colours of the page's style.
struct SVGChart {
  private let chart: Chart
  /// In units that are about a pixel.
  private let size: (width: Double, height: Double)
  /// The picture without axes.
  private let plot: (left: Double, top: Double, right: Double, bottom: Double)

  init(_ chart: Chart) {
    self.chart = chart
    let width = 640.0
    let legend = chart.layers.contains { !$0.name.isEmpty } ? 22.0 : 0
    plot = (58, 12 + legend, width - 14, 12 + legend + (width - 72) * chart.aspect)
    size = (width, plot.bottom + 46)
  }

  func write(to page: inout HTMLWriter) {
    page.element("figure") { page in
      let box = "0 0 \(HTMLWriter.coordinate(size.width)) \(HTMLWriter.coordinate(size.height))"
      page.element(
        "svg",
        [("viewBox", .path(box)), ("role", .words("img")), ("aria-label", .text(chart.caption))]
      ) { page in
        writeAxes(to: &page)
        for layer in chart.layers { write(layer, to: &page) }
        writeLegend(to: &page)
      }
      if !chart.caption.isEmpty { page.element("figcaption", chart.caption) }
    }
  }

  // MARK: Axes

  private func writeAxes(to page: inout HTMLWriter) {
    for tick in chart.y.ticks {
      let y = self.y(tick.value)
      line("grid", plot.left, y, plot.right, y, &page)
      text(tick.label, x: plot.left - 6, y: y + 4, anchor: "end", class: "mark", &page)
    }
    let room = (plot.right - plot.left) / Double(max(1, chart.x.ticks.count)) / 6.5
    for tick in chart.x.ticks {
      let x = self.x(tick.value)
      line("axis", x, plot.bottom, x, plot.bottom + 4, &page)
      let label = tick.label.truncated(columns: max(3, Int(room)))
      text(label, x: x, y: plot.bottom + 18, anchor: "middle", class: "mark", &page)
    }
    line("axis", plot.left, plot.bottom, plot.right, plot.bottom, &page)
    line("axis", plot.left, plot.top, plot.left, plot.bottom, &page)
    let middle = (plot.left + plot.right) / 2
    text(chart.x.title, x: middle, y: plot.bottom + 38, anchor: "middle", class: "title", &page)
    guard !chart.y.title.isEmpty else { return }
    let height = HTMLWriter.coordinate((plot.top + plot.bottom) / 2)
    page.element(
      "text",
      [
        ("transform", .path("translate(14 \(height)) rotate(-90)")),
        ("text-anchor", .words("middle")), ("class", .words("title")),
      ], chart.y.title)
  }

  // MARK: Layers

  private func write(_ layer: Chart.Layer, to page: inout HTMLWriter) {
    let points = layer.points.filter { $0.x.isFinite && $0.y.isFinite }
    guard !points.isEmpty else { return }
    page.element("g", [("class", .words(Self.name(of: layer.ink)))]) { page in
      switch layer.form {
      case .line: path(points.map { (x($0.x), y($0.y)) }, layer, &page)
      case .stairs: path(stairs(points), layer, &page)
      case .dots: for point in points { dot(point, &page) }
      case .bars(let width): for point in points { bar(point, width, &page) }
      }
      for point in points { whisker(point, &page) }
    }
    page.endLine()
  }

  private func path(
    _ places: [(x: Double, y: Double)], _ layer: Chart.Layer, _ page: inout HTMLWriter
  ) {
    let text = places.enumerated().map { number, place in
      (number == 0 ? "M" : "L") + HTMLWriter.coordinate(place.x) + " "
        + HTMLWriter.coordinate(place.y)
    }.joined()
    page.empty(
      "path", [("class", .words(layer.isDashed ? "line dashed" : "line")), ("d", .path(text))])
  }

  /// Each point is the beginning of a flat stretch; the last one ends at its own place.
  private func stairs(_ points: [Chart.Point]) -> [(x: Double, y: Double)] {
    var places: [(x: Double, y: Double)] = []
    for point in points {
      if let last = places.last { places.append((x(point.x), last.y)) }
      places.append((x(point.x), y(point.y)))
    }
    return places
  }

  private func dot(_ point: Chart.Point, _ page: inout HTMLWriter) {
    page.element(
      "circle",
      [
        ("class", .words("fill")), ("cx", .number(x(point.x))), ("cy", .number(y(point.y))),
        ("r", .number(4 * point.size)),
      ]
    ) { hint(point, &$0) }
  }

  private func bar(_ point: Chart.Point, _ width: Double, _ page: inout HTMLWriter) {
    let (left, right) = (x(point.x - width / 2), x(point.x + width / 2))
    let (zero, end) = (y(0), y(point.y))
    page.element(
      "rect",
      [
        ("class", .words("fill")), ("x", .number(left)), ("y", .number(min(zero, end))),
        ("width", .number(max(0.5, right - left))), ("height", .number(abs(zero - end))),
      ]
    ) { hint(point, &$0) }
  }

  private func whisker(_ point: Chart.Point, _ page: inout HTMLWriter) {
    guard let interval = point.interval else { return }
    let (x, low, high) = (x(point.x), y(interval.lowerBound), y(interval.upperBound))
    line("whisker", x, low, x, high, &page)
    line("whisker", x - 5, low, x + 5, low, &page)
    line("whisker", x - 5, high, x + 5, high, &page)
  }

  private func hint(_ point: Chart.Point, _ page: inout HTMLWriter) {
    if !point.hint.isEmpty { page.element("title", point.hint) }
  }

  private func writeLegend(to page: inout HTMLWriter) {
    var left = plot.left
    for layer in chart.layers where !layer.name.isEmpty {
      let name = layer.name.truncated(columns: 30)
      page.element("g", [("class", .words(Self.name(of: layer.ink)))]) { page in
        if case .dots = layer.form {
          page.empty(
            "circle",
            [
              ("class", .words("fill")), ("cx", .number(left + 9)), ("cy", .number(11)),
              ("r", .number(4)),
            ])
        } else {
          line(layer.isDashed ? "line dashed" : "line", left, 11, left + 18, 11, &page)
        }
        text(name, x: left + 24, y: 15, anchor: "start", class: "legend", &page)
      }
      left += 42 + Double(name.columns) * 7
    }
  }

  // MARK: Places and elements

  private func x(_ value: Double) -> Double {
    place(value, chart.x.range, from: plot.left, to: plot.right)
  }

  private func y(_ value: Double) -> Double {
    place(value, chart.y.range, from: plot.bottom, to: plot.top)
  }

  /// What lies beyond the range is drawn at its end.
  private func place(
    _ value: Double, _ range: ClosedRange<Double>, from start: Double, to end: Double
  ) -> Double {
    let length = range.upperBound - range.lowerBound
    let share = length > 0 ? (value - range.lowerBound) / length : 0
    return start + min(1, max(0, share)) * (end - start)
  }

  private func line(
    _ name: StaticString, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double,
    _ page: inout HTMLWriter
  ) {
    page.empty(
      "line",
      [
        ("class", .words(name)), ("x1", .number(x1)), ("y1", .number(y1)), ("x2", .number(x2)),
        ("y2", .number(y2)),
      ])
  }

  private func text(
    _ label: VisibleText, x: Double, y: Double, anchor: StaticString, class name: StaticString,
    _ page: inout HTMLWriter
  ) {
    page.element(
      "text",
      [
        ("x", .number(x)), ("y", .number(y)), ("text-anchor", .words(anchor)),
        ("class", .words(name)),
      ], label)
  }

  private static func name(of ink: Chart.Layer.Ink) -> StaticString {
    switch ink {
    case .reference: "reference"
    case .accent: "accent"
    case .series(let number):
      switch ((number % 6) + 6) % 6 {
      case 0: "s0"
      case 1: "s1"
      case 2: "s2"
      case 3: "s3"
      case 4: "s4"
      default: "s5"
      }
    }
  }
}
