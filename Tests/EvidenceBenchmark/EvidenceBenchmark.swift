import Arithmetic

/// Prints a line for each equation of the texts on standard input, which NUL divides.
///
/// Number of the text, verdict, and where equation, left and right side lie, for `Tests/Benchmarks/evidence`.
@main
struct EvidenceBenchmark {
  static func main() {
    var text: [UInt8] = []
    var number = 0
    while let line = readLine(strippingNewline: false) {
      for (index, piece) in line.utf8.split(separator: 0, omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { finish(&text, &number) }
        text.append(contentsOf: piece)
      }
    }
    finish(&text, &number)
  }

  private static func finish(_ text: inout [UInt8], _ number: inout Int) {
    for check in EquationChecker.equations(in: String(decoding: text, as: UTF8.self)) {
      print(
        number, check.verdict, check.range.lowerBound, check.range.upperBound,
        check.left.upperBound, check.right.lowerBound, separator: "\t")
    }
    text.removeAll()
    number += 1
  }
}
