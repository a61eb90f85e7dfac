/// Text that is safe to show in a terminal, with its width in columns.
///
/// This is the one type through which text becomes visible. However it is made, anything that could
/// fool a terminal or a reader is shown instead of sent: control characters as `␛` or `<U+009B>`,
/// bidirectional controls and invisible or private-use scalars as `<U+202E>`, a line end as `⏎`,
/// more than four combining marks in a cell as `<+996 marks>`. A tab becomes spaces. No initializer
/// takes a `String` without this treatment.
///
/// The columns of two joined texts are the sum of their columns.
public struct VisibleText: Equatable, Hashable, Sendable {
  /// What may be written to a terminal unchanged.
  public private(set) var string: String
  /// How many columns it takes in a UTF-8 terminal, 0 or more.
  public private(set) var columns: Int

  /// The empty text.
  public static let empty = VisibleText(trusted: "", columns: 0)

  /// Makes foreign text harmless, in time linear in its length.
  public init(_ foreign: String) {
    if foreign.utf8.allSatisfy(isPrintableASCII) {
      self.init(trusted: foreign, columns: foreign.utf8.count)
      return
    }
    var string = ""
    var columns = 0
    forEachVisibleCluster(in: Array(foreign.unicodeScalars)) { cluster in
      string += cluster.text
      columns += cluster.columns
      return true
    }
    self.init(trusted: string, columns: columns)
  }

  /// For text that is already visible: the output of ``forEachVisibleCluster(in:_:)`` or a part of
  /// it.
  init(trusted string: String, columns: Int) {
    self.string = string
    self.columns = columns
  }

  /// Whether the text has no columns.
  public var isEmpty: Bool { string.isEmpty }

  /// `count` blanks; none for a negative count.
  public static func blank(columns count: Int) -> VisibleText {
    VisibleText(" ", times: count)
  }

  /// A text repeated `count` times; empty for a negative count.
  public init(_ text: VisibleText, times count: Int) {
    let count = max(count, 0)
    self.init(
      trusted: String(repeating: text.string, count: count), columns: text.columns * count)
  }

  /// One text after the other.
  public static func + (left: VisibleText, right: VisibleText) -> VisibleText {
    VisibleText(trusted: left.string + right.string, columns: left.columns + right.columns)
  }

  /// Appends a text in place.
  public static func += (left: inout VisibleText, right: VisibleText) {
    left.string += right.string
    left.columns += right.columns
  }
}

extension VisibleText: CustomStringConvertible {
  /// The harmless text itself.
  public var description: String { string }
}

extension VisibleText: ExpressibleByStringInterpolation {
  /// The program's own words; made harmless all the same.
  public init(stringLiteral words: String) { self.init(words) }

  /// Our own words with foreign values among them, each made harmless.
  public init(stringInterpolation: Interpolation) { self = stringInterpolation.text }

  /// Collects the pieces of an interpolated text.
  public struct Interpolation: StringInterpolationProtocol {
    var text = VisibleText.empty

    /// Starts empty; the capacities are ignored.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Appends the program's own words.
    public mutating func appendLiteral(_ words: String) { text += VisibleText(words) }

    /// Appends foreign text, made harmless.
    public mutating func appendInterpolation(_ foreign: String) { text += VisibleText(foreign) }

    /// Appends text that is already visible.
    public mutating func appendInterpolation(_ visible: VisibleText) { text += visible }

    /// Appends any other value by its description, made harmless.
    public mutating func appendInterpolation<Value>(_ value: Value) {
      text += VisibleText(String(describing: value))
    }
  }
}

extension Sequence<VisibleText> {
  /// All texts joined, with `separator` between them.
  public func joined(separator: VisibleText = .empty) -> VisibleText {
    var string = ""
    var columns = 0
    for (index, text) in enumerated() {
      if index > 0 {
        string += separator.string
        columns += separator.columns
      }
      string += text.string
      columns += text.columns
    }
    return VisibleText(trusted: string, columns: columns)
  }
}

/// Whether a byte is one of the 95 characters from blank to tilde, each one column wide.
func isPrintableASCII(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
