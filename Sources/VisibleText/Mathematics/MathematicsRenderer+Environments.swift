extension MathematicsRenderer {
  /// `\begin{…} … \end{…}` for environments that are known; their rows become lines or are
  /// separated by `;`.
  mutating func renderEnvironment(
    _ name: String, from start: Int, at position: inout Int, _ end: Int, _ style: Style,
    into output: inout MathematicsOutput
  ) -> Bool {
    guard name == "begin", let environment = rawArgument(at: &position, end),
      let fences = Symbols.environments[environment],
      let stop = environmentEnds[start], stop < end
    else { return false }
    skipColumnLayout(environment, at: &position, stop)
    var inner = style.inner
    inner.rowSeparator = fences.rows
    var body = MathematicsOutput()
    if fences.columns == .blanks {
      renderMathematics(position..<stop, inner, into: &body)
    } else {
      renderTable(position..<stop, inner, fences, into: &body)
    }
    body.removeTrailingBlanks()
    if inner.rowSeparator == "; ", body.last == ";" { body.removeLast() }
    output.append(fences.opening, offsets[start])
    output.append(body)
    output.append(fences.closing, offsets[stop])
    position = stop + "\\end{}".utf8.count + environment.unicodeScalars.count
    return true
  }

  /// Pairs each `\begin` with its `\end` in one pass; what is crossed or open has no pair.
  static func matchEnvironments(_ input: [Unicode.Scalar]) -> [Int: Int] {
    var ends: [Int: Int] = [:]
    var open: [(name: [Unicode.Scalar], position: Int)] = []
    var position = 0
    while position < input.count {
      guard input[position] == "\\" else {
        position += 1
        continue
      }
      if let name = environmentName(after: "begin", at: position, input) {
        open.append((name, position))
      } else if let name = environmentName(after: "end", at: position, input),
        open.last?.name == name, let begin = open.popLast()
      {
        ends[begin.position] = position
      }
      position += 2
    }
    return ends
  }

  /// The name in `\begin{name}` at `position`, at most 16 letters and a star.
  private static func environmentName(
    after word: String, at position: Int, _ input: [Unicode.Scalar]
  ) -> [Unicode.Scalar]? {
    var position = position + 1
    for scalar in (word + "{").unicodeScalars {
      guard position < input.count, input[position] == scalar else { return nil }
      position += 1
    }
    let stop = input[min(position, input.count)...].prefix(17).firstIndex(of: "}")
    return stop.map { Array(input[position..<$0]) }
  }

  /// The `{cc|c}` of an array says how to typeset, not what.
  private func skipColumnLayout(_ environment: String, at position: inout Int, _ end: Int) {
    _ = optionalArgument(at: &position, end)
    let takesLayout = ["array", "tabular", "alignat", "alignat*", "alignedat"].contains(environment)
    if takesLayout { _ = rawArgument(at: &position, end) }
  }
}
