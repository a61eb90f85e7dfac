/// Text that is safe to show in a terminal, and knows how many columns it takes.
///
/// This is the one type through which text becomes visible. However it is made, what a terminal or
/// a reader could be fooled by is shown instead of sent: control characters as `␛` or `<U+009B>`,
/// bidirectional controls and invisible or private-use scalars as `<U+202E>`, a line end as `⏎`,
/// more than four combining marks in a cell as `<+996 marks>`. A tab becomes spaces.
/// There is no way to build one from a `String` without that.
///
/// The columns of two texts joined are the sum of their columns.
public struct VisibleText: Equatable, Hashable, Sendable {
  /// What may be written to a terminal as it is.
  public private(set) var string: String
  /// How many columns it takes in a UTF-8 terminal, 0 or more.
  public private(set) var columns: Int

  /// No text at all.
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

  /// For what is already visible: the output of ``forEachVisibleCluster(in:_:)`` or a part of it.
  init(trusted string: String, columns: Int) {
    self.string = string
    self.columns = columns
  }

  /// True for a text of no columns.
  public var isEmpty: Bool { string.isEmpty }

  /// `count` blanks; a negative count gives none.
  public static func blank(columns count: Int) -> VisibleText {
    VisibleText(" ", times: count)
  }

  /// A text said `count` times over; a negative count gives none.
  public init(_ text: VisibleText, times count: Int) {
    let count = max(count, 0)
    self.init(
      trusted: String(repeating: text.string, count: count), columns: text.columns * count)
  }

  /// One text after the other.
  public static func + (left: VisibleText, right: VisibleText) -> VisibleText {
    VisibleText(trusted: left.string + right.string, columns: left.columns + right.columns)
  }

  /// Adds a text at the end, in place.
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

  /// Own words with foreign values among them, each made harmless by itself.
  public init(stringInterpolation: Interpolation) { self = stringInterpolation.text }

  /// Collects the pieces of an interpolated text.
  public struct Interpolation: StringInterpolationProtocol {
    var text = VisibleText.empty

    /// Starts with nothing; both counts are hints and not needed.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds the program's own words.
    public mutating func appendLiteral(_ words: String) { text += VisibleText(words) }

    /// Adds foreign text, made harmless.
    public mutating func appendInterpolation(_ foreign: String) { text += VisibleText(foreign) }

    /// Adds text that is visible already.
    public mutating func appendInterpolation(_ visible: VisibleText) { text += visible }

    /// Adds any other value by its description, made harmless.
    public mutating func appendInterpolation<Value>(_ value: Value) {
      text += VisibleText(String(describing: value))
    }
  }
}

extension Sequence<VisibleText> {
  /// All of them in one text, with `separator` between.
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

/// True for the 95 characters from blank to tilde, which show themselves in one column each.
func isPrintableASCII(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
