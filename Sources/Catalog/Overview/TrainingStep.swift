/// The training step stated in a rollout dump's name: `120.jsonl`, `global_step_120.jsonl`.
package enum TrainingStep {
  /// `nil` for a name that states none.
  package static func of(path: String) -> Int? {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    let stem = name.prefix { $0 != UInt8(ascii: ".") }
    let digits = stem.reversed().prefix { (48...57).contains($0) }.reversed()
    guard !digits.isEmpty, let step = Int(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    let rest = String(decoding: stem.dropLast(digits.count), as: UTF8.self).lowercased()
    let words = rest.split { $0 == "_" || $0 == "-" }
    return rest.isEmpty || words.last == "step" || words.last == "steps" ? step : nil
  }
}
