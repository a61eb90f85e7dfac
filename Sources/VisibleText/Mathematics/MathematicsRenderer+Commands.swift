extension MathematicsRenderer {
  /// Renders the command whose backslash is at `position`; an unknown one stays as written.
  mutating func renderCommand(
    at position: inout Int, _ end: Int, _ style: Style, into output: inout MathematicsOutput
  ) {
    let start = position
    position += 1
    guard position < end else {
      output.append("\\", offsets[start])
      return
    }
    guard isLetter(input[position]) else {
      renderSign(at: &position, end, style, into: &output)
      return
    }
    while position < end, isLetter(input[position]) { position += 1 }
    let name = String(String.UnicodeScalarView(input[start + 1..<position]))
    let afterName = position
    if style.depth < Self.depthLimit,
      renderNamed(name, from: start, at: &position, end, style, into: &output)
    {
      return
    }
    position = afterName
    copy(start..<position, into: &output)
    copyGroups(at: &position, end, style, into: &output)
  }

  /// The arguments of an unknown command: rendered inside, with their braces kept.
  private mutating func copyGroups(
    at position: inout Int, _ end: Int, _ style: Style, into output: inout MathematicsOutput
  ) {
    while !style.isText, style.depth < Self.depthLimit,
      let closer = closer(of: position, before: end)
    {
      output.append("{", offsets[position])
      renderMathematics(position + 1..<closer, style.inner, into: &output)
      output.append("}", offsets[closer])
      position = closer + 1
    }
  }

  /// A backslash and a sign: `\%`, `\,`, `\\`.
  private func renderSign(
    at position: inout Int, _ end: Int, _ style: Style, into output: inout MathematicsOutput
  ) {
    let scalar = input[position]
    let source = offsets[position - 1]
    position += 1
    switch scalar {
    case "%", "$", "&", "#", "_", "{", "}": output.append(scalar, source)
    case "\\" where !style.isText:
      var next = position
      if optionalArgument(at: &next, end) != nil { position = next }
      endRow(style, source, into: &output)
    case ",", ";", ":", " ", ">":
      if style.isText && scalar != " " && scalar != "," { fallthrough }
      output.appendBlank(source)
    case "!": break
    case "|": output.append("‖", source)
    case "(", ")", "[", "]":
      if style.isText { copy(position - 2..<position, into: &output) }
    default: copy(position - 2..<position, into: &output)
    }
  }

  private func endRow(_ style: Style, _ source: Int, into output: inout MathematicsOutput) {
    output.removeTrailingBlanks()
    output.append(style.rowSeparator, source)
  }

  /// Writes nothing and returns false if the name or its arguments are not understood.
  private mutating func renderNamed(
    _ name: String, from start: Int, at position: inout Int, _ end: Int, _ style: Style,
    into output: inout MathematicsOutput
  ) -> Bool {
    let source = offsets[start]
    if let symbol = Symbols.signs[name] {
      if !style.isText, Symbols.bindsRight(name, after: output.scalars) {
        while position < end, isSpace(input[position]) { position += 1 }
      }
      output.appendSign(symbol, source)
      return true
    }
    if Symbols.functions.contains(name) {
      output.appendWord(Symbols.functionSpelling[name] ?? name, source)
      return true
    }
    if Symbols.silent.contains(name) {
      if !style.isText, name == "left" || name == "right", position < end, input[position] == "." {
        position += 1
      }
      return true
    }
    if Symbols.transparent.contains(name) || Symbols.textual.contains(name) {
      return renderTransparent(name, at: &position, end, style, into: &output)
    }
    var formula = style
    formula.isText = false
    return renderFraction(name, source, at: &position, end, formula, into: &output)
      || renderEnclosed(name, source, at: &position, end, formula, into: &output)
      || renderOther(name, source, at: &position, end, formula, into: &output)
      || renderEnvironment(name, from: start, at: &position, end, formula, into: &output)
  }

  /// `\text{…}`, `\mathbf{…}` and others whose argument is shown as is.
  private mutating func renderTransparent(
    _ name: String, at position: inout Int, _ end: Int, _ style: Style,
    into output: inout MathematicsOutput
  ) -> Bool {
    if Symbols.textual.contains(name) {
      while position < end, isSpace(input[position]) { position += 1 }
      guard let closer = closer(of: position, before: end) else { return false }
      var first = position + 1
      while output.last == " ", first < closer, input[first] == " " { first += 1 }
      renderText(first..<closer, depth: style.depth + 1, into: &output)
      position = closer + 1
      return true
    }
    var formula = style
    formula.isText = false
    if name == "substack" { formula.rowSeparator = ", " }
    guard let argument = argument(at: &position, end, formula) else { return false }
    if name == "operatorname" {
      output.appendWord(argument.text.string, offsets[position - 1])
    } else if name == "mathbb", let scalar = argument.scalars.first, argument.scalars.count == 1,
      let letter = Symbols.doubleStruck[scalar]
    {
      output.append(letter, argument.text.sources[0])
    } else {
      output.append(argument)
    }
    return true
  }

  /// A command without its second argument, as written.
  ///
  /// The first argument is not read again: in a chain of such commands that would double the work
  /// at each level.
  func appendIncomplete(
    _ name: String, _ argument: MathematicsOutput, _ source: Int, last: Int,
    into output: inout MathematicsOutput
  ) {
    output.append("\\" + name + "{", source)
    output.append(argument)
    output.append("}", last)
  }

  /// Roots, boxes and accents.
  private mutating func renderEnclosed(
    _ name: String, _ source: Int, at position: inout Int, _ end: Int, _ style: Style,
    into output: inout MathematicsOutput
  ) -> Bool {
    switch name {
    case "sqrt":
      let index = optionalArgument(at: &position, end)
      guard let radicand = argument(at: &position, end, style) else { return false }
      appendRoot(index.map { Array(input[$0]) } ?? [], radicand, source, position, into: &output)
    case "root":
      guard let index = rootIndex(at: &position, end),
        let radicand = argument(at: &position, end, style)
      else { return false }
      appendRoot(index, radicand, source, position, into: &output)
    case "boxed", "fbox":
      guard let content = argument(at: &position, end, style) else { return false }
      output.append("⟦", source)
      output.append(content)
      output.append("⟧", offsets[position - 1])
    default:
      guard let accent = Symbols.accents[name],
        let content = argument(at: &position, end, style)
      else { return false }
      appendAccented(content, accent, name, source, position, into: &output)
    }
    return true
  }

  /// The text between `\root` and `\of`, at most 32 scalars.
  private func rootIndex(at position: inout Int, _ end: Int) -> [Unicode.Scalar]? {
    var stop = position
    while stop < min(end, position + 32), !matches("\\of", at: stop, end) { stop += 1 }
    guard matches("\\of", at: stop, end), !isLetterAt(stop + 3, end) else { return nil }
    let index = input[position..<stop].filter { !isSpace($0) && $0 != "{" && $0 != "}" }
    position = stop + 3
    return Array(index)
  }

  private func appendRoot(
    _ index: [Unicode.Scalar], _ radicand: MathematicsOutput, _ source: Int, _ position: Int,
    into output: inout MathematicsOutput
  ) {
    switch index {
    case [], ["2"]: output.append("√", source)
    case ["3"]: output.append("∛", source)
    case ["4"]: output.append("∜", source)
    default:
      output.append(Scripts.spelling(index, sign: "^"), source)
      output.append("√", source)
    }
    output.append(
      radicand, enclosed: !FormulaBinding.isOneSymbol(radicand.scalars), last: offsets[position - 1]
    )
  }

  private func appendAccented(
    _ content: MathematicsOutput, _ accent: Symbols.Accent, _ name: String, _ source: Int,
    _ position: Int, into output: inout MathematicsOutput
  ) {
    let isShort = content.scalars.count == 1
    guard isShort || accent.spansLetters && content.scalars.allSatisfy(isWordPart) else {
      output.appendWord(accent.name, source)
      output.append(content, enclosed: true, last: offsets[position - 1])
      return
    }
    for (scalar, source) in zip(content.scalars, content.text.sources) {
      output.append(scalar, source)
      output.appendScript(String(Character(accent.mark)), source)
    }
  }

  /// Commands with a syntax of their own.
  private mutating func renderOther(
    _ name: String, _ source: Int, at position: inout Int, _ end: Int, _ style: Style,
    into output: inout MathematicsOutput
  ) -> Bool {
    switch name {
    case "pmod":
      guard let modulus = argument(at: &position, end, style) else { return false }
      output.appendBlank(source)
      output.append("(mod ", source)
      output.append(modulus)
      output.append(")", offsets[position - 1])
    case "tag":
      guard let number = argument(at: &position, end, style) else { return false }
      output.appendBlank(source)
      output.append(number, enclosed: true, last: offsets[position - 1])
    case "not":
      guard let negated = argument(at: &position, end, style) else { return false }
      output.append(negated)
      output.appendScript("\u{338}", offsets[position - 1])
    case "overset", "underset", "stackrel":
      guard let side = argument(at: &position, end, style) else { return false }
      guard let base = argument(at: &position, end, style) else {
        appendIncomplete(name, side, source, last: offsets[position - 1], into: &output)
        return true
      }
      output.append(base)
      let sign: Unicode.Scalar = name == "underset" ? "_" : "^"
      output.appendScript(Scripts.spelling(side.scalars, sign: sign), offsets[position - 1])
    case "textcolor", "color", "cline", "arraystretch":
      guard name == "arraystretch" || rawArgument(at: &position, end) != nil else { return false }
    case "renewcommand", "newcommand", "setlength", "providecommand":
      return skipDefinition(at: &position, end)
    case "multicolumn":
      guard rawArgument(at: &position, end) != nil, rawArgument(at: &position, end) != nil,
        let content = argument(at: &position, end, style)
      else { return false }
      output.append(content)
    case "hspace", "vspace", "phantom", "hphantom", "vphantom":
      guard rawArgument(at: &position, end) != nil else { return false }
      output.appendBlank(source)
    default: return false
    }
    return true
  }
}

extension MathematicsRenderer {
  /// `{\name}[1]{meaning}` or `\name{meaning}`: for the typesetter, not for readers.
  private func skipDefinition(at position: inout Int, _ end: Int) -> Bool {
    var next = position
    while next < end, isSpace(input[next]) { next += 1 }
    if let closer = closer(of: next, before: end) {
      next = closer + 1
    } else if next < end, input[next] == "\\", isLetterAt(next + 1, end) {
      next += 1
      while isLetterAt(next, end) { next += 1 }
    } else {
      return false
    }
    _ = optionalArgument(at: &next, end)
    while next < end, isSpace(input[next]) { next += 1 }
    guard let closer = closer(of: next, before: end) else { return false }
    position = closer + 1
    return true
  }
}

extension MathematicsOutput {
  /// A part of the formula, in parentheses if `enclosed`.
  mutating func append(_ other: MathematicsOutput, enclosed: Bool, last: Int) {
    guard enclosed else {
      append(other)
      return
    }
    append("(", other.text.sources.first ?? last)
    append(other)
    append(")", last)
  }
}
