import Glibc

/// The characters that the terminal can show.
public enum TextEncoding: Equatable, Sendable {
  /// All of Unicode.
  case utf8
  /// The 95 printable ASCII characters.
  case ascii

  /// That of the process's locale; call it after `setlocale`.
  public static var ofLocale: TextEncoding {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return .ascii }
    let codeset = String(cString: name).uppercased()
    return codeset == "UTF-8" || codeset == "UTF8" ? .utf8 : .ascii
  }
}

extension VisibleText {
  /// The text in characters that the terminal has; unchanged in UTF-8.
  ///
  /// A replacement may be wider than the original (`…` is `...`); ``columns`` grows accordingly. A
  /// character without a spelling becomes one `?` per column.
  public func encoded(as encoding: TextEncoding) -> VisibleText {
    guard encoding == .ascii, !isASCII else { return self }
    var speller = ASCIISpeller(keepsColumns: false)
    speller.spell(self)
    return speller.text
  }

  /// Like ``encoded(as:)``, for a row whose columns must stay in place.
  ///
  /// Wider replacements take room from the next run of two or more blanks; without one the row gets
  /// wider.
  public func encodedRow(as encoding: TextEncoding) -> VisibleText {
    guard encoding == .ascii, !isASCII else { return self }
    var speller = ASCIISpeller(keepsColumns: true)
    speller.spell(self)
    return speller.text
  }
}

extension VisibleCluster {
  /// Columns that the cluster may take once spelled in `encoding`, never fewer than it has.
  func columns(as encoding: TextEncoding) -> Int {
    guard encoding == .ascii, lead.value >= 0x80 || text.utf8.count > 1 else { return columns }
    let spelled = text.unicodeScalars.reduce(0) { sum, scalar in
      if let script = Transliteration.script(scalar) { return sum + 1 + script.base.utf8.count }
      // The name of a Greek letter may need a blank after it.
      let blank = Transliteration.greekName(scalar) == nil ? 0 : 1
      return sum + blank + Transliteration.ascii(scalar).utf8.count
    }
    return max(columns, spelled)
  }
}

/// Writes visible text with ASCII alone.
private struct ASCIISpeller {
  let keepsColumns: Bool
  private var output = ""
  /// How many columns the output is ahead of the input.
  private var excess = 0
  private var lastScript: Character?
  /// Whether a letter was written by its name, which a following letter would run into.
  private var endsInName = false

  init(keepsColumns: Bool) { self.keepsColumns = keepsColumns }

  var text: VisibleText { VisibleText(trusted: output, columns: output.utf8.count) }

  mutating func spell(_ text: VisibleText) {
    text.forEachCluster { cluster in
      if keepsColumns, excess > 0, cluster.isBlank, output.utf8.last == 0x20 {
        excess -= 1
        return true
      }
      var spelling = spelling(of: cluster)
      while keepsColumns, excess < 0 {  // a replacement was narrower
        output += " "
        excess += 1
      }
      if spelling.isEmpty { spelling = "?" }
      if endsInName, spelling.first?.isLetter == true { spelling = " " + spelling }
      endsInName = Transliteration.greekName(cluster.lead) != nil
      excess += spelling.utf8.count - cluster.columns
      output += spelling
      return true
    }
  }

  private mutating func spelling(of cluster: VisibleCluster) -> String {
    var result = ""
    for scalar in cluster.text.unicodeScalars {
      if let script = Transliteration.script(scalar) {
        // x²³ is x^23: the sign only where a run of raised characters begins.
        result += lastScript == script.sign ? script.base : String(script.sign) + script.base
        lastScript = script.sign
        continue
      }
      lastScript = nil
      // A dot right after a factor multiplies: 2⁵·3⁶ is not 2^5.3^6.
      let multiplies = scalar == "·" && output.utf8.last.map { $0 != 0x20 } ?? false
      result += multiplies ? "*" : Transliteration.ascii(scalar)
    }
    return result
  }
}
