import VisibleText

/// A picture of numbers: layers of points over two axes.
public struct Chart: Equatable, Sendable {
  /// A mark on an axis.
  public struct Tick: Equatable, Sendable {
    /// Where it stands, in the axis's units.
    public var value: Double
    /// What it says.
    public var label: VisibleText

    /// One mark.
    public init(_ value: Double, _ label: VisibleText) {
      self.value = value
      self.label = label
    }
  }

  /// What runs along one side.
  public struct Axis: Equatable, Sendable {
    /// What is measured.
    public var title: VisibleText
    /// The ends, the first below the second.
    public var range: ClosedRange<Double>
    /// Marks within the range.
    public var ticks: [Tick]

    /// An axis.
    public init(_ title: VisibleText, _ range: ClosedRange<Double>, ticks: [Tick]) {
      self.title = title
      self.range = range
      self.ticks = ticks
    }
  }

  /// A place in the picture, with what a pointer over it is told.
  public struct Point: Equatable, Sendable {
    /// Along the axes.
    public var x: Double
    /// Along the axes.
    public var y: Double
    /// The ends of an interval of y; `nil` for none.
    public var interval: ClosedRange<Double>?
    /// How large a dot is, 1 for the usual size.
    public var size: Double
    /// Shown when pointed at; empty for none.
    public var hint: VisibleText

    /// A point.
    public init(
      _ x: Double, _ y: Double, interval: ClosedRange<Double>? = nil, size: Double = 1,
      hint: VisibleText = .empty
    ) {
      self.x = x
      self.y = y
      self.interval = interval
      self.size = size
      self.hint = hint
    }
  }

  /// Points that are drawn in one way.
  public struct Layer: Equatable, Sendable {
    /// How points are drawn.
    public enum Form: Equatable, Sendable {
      /// Joined by straight lines.
      case line
      /// Each a flat stretch to the next, joined by risers.
      case stairs
      /// Dots.
      case dots
      /// Bars from 0 of a width in the x-axis's units.
      case bars(width: Double)
    }
    /// What it is drawn with.
    public enum Ink: Equatable, Sendable {
      /// One of six colours that can be told apart, from 0.
      case series(Int)
      /// For what others are compared with.
      case reference
      /// For what stands out: ẑ, a label.
      case accent
    }
    /// For the legend; empty for none.
    public var name: VisibleText
    /// How points are drawn.
    public var form: Form
    /// What it is drawn with.
    public var ink: Ink
    /// Whether lines are broken.
    public var isDashed: Bool
    /// In the order of drawing.
    public var points: [Point]

    /// A layer.
    public init(
      _ form: Form, _ ink: Ink, name: VisibleText = .empty, isDashed: Bool = false,
      points: [Point]
    ) {
      self.form = form
      self.ink = ink
      self.name = name
      self.isDashed = isDashed
      self.points = points
    }
  }

  /// Below the picture.
  public var caption: VisibleText
  /// To the right.
  public var x: Axis
  /// Upwards.
  public var y: Axis
  /// Later ones above earlier ones.
  public var layers: [Layer]
  /// Height over width of the picture.
  public var aspect: Double

  /// A picture.
  public init(caption: VisibleText, x: Axis, y: Axis, layers: [Layer], aspect: Double = 0.6) {
    self.caption = caption
    self.x = x
    self.y = y
    self.layers = layers
    self.aspect = aspect
  }
}

extension Chart.Axis {
  /// A share from 0 to 1 with a mark every fifth.
  public static func share(_ title: VisibleText) -> Self {
    Self(
      title, 0...1,
      ticks: (0...5).map { Chart.Tick(Double($0) / 5, CellText.figure(Double($0) / 5, places: 1)) })
  }

  /// Names at 0, 1, 2 and so on.
  public static func names(_ title: VisibleText, _ names: [VisibleText]) -> Self {
    Self(
      title, -0.5...(Double(max(1, names.count)) - 0.5),
      ticks: names.enumerated().map { Chart.Tick(Double($0.offset), $0.element) })
  }

  /// Numbers with round marks.
  public static func numbers(_ title: VisibleText, _ range: ClosedRange<Double>) -> Self {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard high > low, (high - low).isFinite else {
      return Self(title, low - 0.5...low + 0.5, ticks: [Chart.Tick(low, CellText.figure(low))])
    }
    let step = roundStep(for: (high - low) / 5)
    let places = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    let ticks = stride(from: first, through: last, by: 1).prefix(20).map { place in
      Chart.Tick(place * step, CellText.figure(place * step, places: places))
    }
    return Self(title, range, ticks: Array(ticks))
  }

  /// The smallest of 1, 2 and 5 times a power of ten that is not below `size`.
  private static func roundStep(for size: Double) -> Double {
    var power = 1.0
    while power * 10 <= size { power *= 10 }
    while power > size, power > 1e-12 { power /= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= size * 0.999 } ?? power
  }
}
