import Queries

extension QueryError {
  /// What is wrong, the filter with the place marked below it, and what would be right.
  ///
  /// Shown through `VisibleText`, line by line, like every error.
  package func pointing(at source: String) -> String {
    let before = source.utf8.prefix(range.lowerBound)
    let marked = source.utf8.dropFirst(range.lowerBound).prefix(range.count)
    let indent = String(repeating: " ", count: String(Substring(before)).count)
    let mark = String(repeating: "^", count: max(1, String(Substring(marked)).count))
    return "\(reason)\n  \(source)\n  \(indent)\(mark)\n\(remedy)"
  }
}
