extension MathematicsRenderer {
  /// The inside of a formula; white space collapses to single blanks.
  mutating func renderMathematics(
    _ range: Range<Int>, _ style: Style, into output: inout MathematicsOutput
  ) {
    guard style.depth <= Self.depthLimit else {
      copy(range, into: &output)
      return
    }
    var position = range.lowerBound
    let end = range.upperBound
    while position < end {
      let scalar = input[position]
      let source = offsets[position]
      switch scalar {
      case "\\": renderCommand(at: &position, end, style, into: &output)
      case "{":
        if let closer = closer(of: position, before: end) {
          renderMathematics(position + 1..<closer, style.inner, into: &output)
          position = closer + 1
        } else {
          output.append(scalar, source)
          position += 1
        }
      case "^", "_": renderScript(at: &position, end, style, into: &output)
      case "-":
        output.append("−", source)
        position += 1
      case "'":
        output.append("′", source)
        position += 1
      case "&", "~":
        if !isTightRelation(position + 1, end) { output.appendBlank(source) }
        position += 1
      default:
        if isSpace(scalar) { output.appendBlank(source) } else { output.appendInk(scalar, source) }
        position += 1
      }
    }
  }

  /// `=b` after an alignment sign, as in `a&=b`: written without blanks, so shown without.
  private func isTightRelation(_ position: Int, _ end: Int) -> Bool {
    position + 1 < end && "=<>".unicodeScalars.contains(input[position])
      && !isSpace(input[position + 1])
  }

  /// `^` or `_` and its argument.
  mutating func renderScript(
    at position: inout Int, _ end: Int, _ style: Style, into output: inout MathematicsOutput
  ) {
    let sign = input[position]
    let source = offsets[position]
    let start = position
    position += 1
    guard let argument = argument(at: &position, end, style) else {
      position = start + 1
      output.append(sign, source)
      return
    }
    output.appendScript(Scripts.spelling(argument.scalars, sign: sign), source)
  }

  /// The next group, command or scalar, rendered; nil, and nothing consumed, if there is none.
  mutating func argument(
    at position: inout Int, _ end: Int, _ style: Style
  ) -> MathematicsOutput? {
    var start = position
    while start < end, isSpace(input[start]) { start += 1 }
    guard start < end, style.depth < Self.depthLimit else { return nil }
    var output = MathematicsOutput()
    switch input[start] {
    case "{":
      guard let closer = closer(of: start, before: end) else { return nil }
      if style.isText {
        renderText(start + 1..<closer, depth: style.depth + 1, into: &output)
      } else {
        renderMathematics(start + 1..<closer, style.inner, into: &output)
        output.removeTrailingBlanks()
      }
      position = closer + 1
    case "\\":
      guard start + 1 < end, input[start + 1] != "\\" else { return nil }
      position = start
      renderCommand(at: &position, end, style.inner, into: &output)
    case "}", "&", "^", "_", "$": return nil
    default:
      output.append(input[start] == "-" ? "−" : input[start], offsets[start])
      position = start + 1
    }
    return output
  }

  /// The raw content of the next group, for names of environments and colours.
  func rawArgument(at position: inout Int, _ end: Int) -> String? {
    var start = position
    while start < end, isSpace(input[start]) { start += 1 }
    guard let closer = closer(of: start, before: end), closer - start < 64 else { return nil }
    position = closer + 1
    return String(String.UnicodeScalarView(input[start + 1..<closer]))
  }

  /// The content of `[…]` if it comes next and contains no group or line end.
  func optionalArgument(at position: inout Int, _ end: Int) -> Range<Int>? {
    guard position < end, input[position] == "[" else { return nil }
    var stop = position + 1
    while stop < end, stop - position < 64, !"]{}\n".unicodeScalars.contains(input[stop]) {
      stop += 1
    }
    guard stop < end, input[stop] == "]" else { return nil }
    defer { position = stop + 1 }
    return position + 1..<stop
  }
}
