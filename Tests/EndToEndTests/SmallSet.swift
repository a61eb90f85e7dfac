import Foundation
import TestSupport
import JSON

/// Trajectories in the native format, small enough to be known by heart.
enum SmallSet {
  /// `count` trajectories `sum-0`, `sum-1`, … of four steps; none carries a label.
  static func jsonl(count: Int) throws -> String {
    try lines((0..<count).map(record))
  }

  /// The same of about `size` bytes each, most of them in a member that no model reads.
  static func jsonl(count: Int, ofSize size: Int) throws -> String {
    let more = String(repeating: " more", count: size / 40)
    return try lines(
      (0..<count).map { number in
        var fields = record(number)
        fields["problem"] = (fields["problem"] as? String ?? "") + more
        fields["remark"] = String(repeating: more, count: 7)
        return fields
      })
  }

  /// A folder with `count` of them in a file, and a terminal to open it in.
  static func opened(
    count: Int
  ) throws -> (folder: TemporaryFolder, terminal: RealTerminal, file: String) {
    let folder = try TemporaryFolder()
    let file = try folder.write(jsonl(count: count), to: "sums.jsonl")
    return (folder, RealTerminal(folder: folder), file)
  }

  private static func record(_ number: Int) -> [String: Any] {
    let (left, right) = (number + 2, number + 3)
    return [
      "id": "sum-\(number)", "generator": "hand",
      "problem": "Add \(left) and \(right), then double the sum.",
      "steps": [
        "The first number is \(left).", "\(left) + \(right) = \(left + right)",
        "2 * \(left + right) = \(2 * (left + right) + number % 2)",
        "The answer is \(2 * (left + right) + number % 2).",
      ],
    ]
  }

  /// Trajectories whose every text is one of `texts`.
  static func jsonl(ofTexts texts: [String]) throws -> String {
    try lines(
      texts.enumerated().map { index, text in
        [
          "id": "\(index)-\(text.prefix(40))", "generator": text, "problem": text,
          "steps": [text, "then \(text) again"],
        ]
      })
  }

  private static func lines(_ records: [[String: Any]]) throws -> String {
    try records.map { record in
      let data = try JSONSerialization.data(withJSONObject: record, options: [.sortedKeys])
      return String(decoding: data, as: UTF8.self) + "\n"
    }.joined()
  }
}
