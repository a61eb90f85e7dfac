import Trajectories

extension TextPattern {
  /// Whether it may match an id that was made of the file's name and a record's place, as in
  /// `gsm8k-17`: such an id stands nowhere in the file.
  public func mayMatchMadeID(ofFile path: String) -> Bool {
    guard !isExpression, let last = source.utf8.last else { return true }
    let endsInPlace = (48...57).contains(last) || last == UInt8(ascii: "-")
    let stem = SourceRecord(file: path).fileStem
    return endsInPlace || stem.lowercased().contains(source.lowercased())
  }
}
