import JSON

/// Finds texts of records that look like a part of a response and are shown nowhere.
///
/// A member counts by its name, as in `reasoning_content` or a second `response`, when the format does
/// not read it, or reads only the first of several such names. Members that name the problem, a
/// reference or somebody's remarks do not. What each member of a data set is, is found out once.
struct UnshownTexts {
  /// A place in records: the names that lead there, whatever the indices between them.
  private struct Place {
    var path: [String]
    /// Whether a text here would be a part of a response.
    var isResponse: Bool
  }

  /// The parent's number and a hash of the key's bytes.
  private struct Step: Hashable {
    var parent: Int
    var key: UInt64
  }

  private let keys: Set<String>
  private let alternatives: Set<String>
  private let name: String
  private var places = [Place(path: [], isResponse: false)]
  private var numbers: [Step: Int] = [:]
  /// Objects and lists of the current record still to be searched; kept between records, as this
  /// runs for every one.
  private var waiting: [(value: JSONElement, place: Int)] = []
  private var found: [(place: Int, value: JSONElement)] = []

  /// A data set whose keys are its data has places without end.
  private static let placeLimit = 4096

  init(_ format: any TrajectoryFormat) {
    keys = format.interpretedKeys
    alternatives = format.alternativeKeys
    name = format.name
  }

  /// A warning for each member of `record` that holds such a text; at most eight.
  mutating func faults(in record: JSONElement, of trajectories: [Trajectory]) -> [RecordFault] {
    waiting.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
    add(record, place: 0)
    var next = 0
    while next < waiting.count, found.count < 8 {
      let (value, place) = waiting[next]
      next += 1
      if let members = value.members {
        for member in members where member.value.mayHoldText {
          add(member.value, place: number(of: member.keyText, below: place))
        }
      } else if let elements = value.array {
        for element in elements { add(element, place: place) }
      }
    }
    guard !found.isEmpty else { return [] }
    let shown = ShownText(trajectories)
    return found.filter { !shown.holds($0.value.text) }.map { fault($0.place, $0.value) }
  }

  /// Containers are queued; of the texts at one place of a response, the first counts.
  private mutating func add(_ value: JSONElement, place: Int) {
    switch value.kind {
    case .object, .array: waiting.append((value, place))
    case .string:
      guard places[place].isResponse, value.isText, !found.contains(where: { $0.place == place })
      else { return }
      found.append((place, value))
    default: return
    }
  }

  private func fault(_ place: Int, _ value: JSONElement) -> RecordFault {
    RecordFault(
      severity: .warning, path: value.path,
      reason: "`\(places[place].path.joined(separator: "."))` holds text that is not shown",
      remedy:
        "As `\(name)` it is not read; if it is part of the response, name another --format, or "
        + "put it into a member that is read.")
  }

  private mutating func number(of key: Bytes, below parent: Int) -> Int {
    let step = Step(parent: parent, key: Self.hash(key))
    if let known = numbers[step] { return known }
    guard places.count < Self.placeLimit else { return 0 }
    let path = places[parent].path + [key.string]
    places.append(Place(path: path, isResponse: isResponse(path)))
    numbers[step] = places.count - 1
    return places.count - 1
  }

  /// FNV-1a.
  private static func hash(_ key: Bytes) -> UInt64 {
    key.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  private func isResponse(_ path: [String]) -> Bool {
    guard let last = path.last, ResponseWords.mean(last),
      !path.contains(where: ResponseWords.meanSomethingElse)
    else { return false }
    return !isRead(path) || alternatives.contains(path.joined(separator: "."))
  }

  private func isRead(_ path: [String]) -> Bool {
    keys.contains(path.joined(separator: "."))
      || keys.contains((["*"] + path.dropFirst()).joined(separator: "."))
  }
}

extension JSONElement {
  fileprivate var mayHoldText: Bool {
    switch kind {
    case .object, .array, .string: true
    default: false
    }
  }

  /// Names and answers have one word; some scripts have no spaces.
  fileprivate var isText: Bool {
    guard let text, text.count >= 16 else { return false }
    return text.contains { $0.isWhiteSpace || $0 >= 0x80 }
  }
}

extension PlainFormat {
  /// All names of a response; `solution` and `answer` are references beside another one.
  var alternativeKeys: Set<String> { Set(Self.responseKeys).subtracting(["solution", "answer"]) }
}

/// Names of members, split into words.
private enum ResponseWords {
  private static let response: Set<String> = [
    "response", "responses", "reasoning", "reasonings", "thinking", "thought", "thoughts", "cot",
    "rationale", "rationales", "completion", "completions", "generation", "generations",
    "generated", "output", "outputs", "rollout", "rollouts", "scratchpad", "reply", "replies",
    "prediction", "predictions", "chosen", "rejected",
  ]
  private static let other: Set<String> = [
    "reference", "references", "ref", "ground", "truth", "gold", "golden", "gt", "original",
    "expected", "target", "correct", "correctness", "true", "prompt", "problem", "question",
    "query",
    "input", "instruction", "system", "tool", "tools", "annotation", "source", "feedback",
    "critique",
    "eval", "evaluation", "verifier", "judge", "judgement", "judgment", "grader", "reward", "human",
    "pre", "doc", "metadata", "meta",
    "extra", "error", "errors", "reason", "note", "notes", "comment", "comments", "label", "labels",
  ]

  static func mean(_ name: String) -> Bool { words(name).contains { response.contains($0) } }

  static func meanSomethingElse(_ name: String) -> Bool {
    words(name).contains { other.contains($0) }
  }

  /// `reasoningContent` and `reasoning_content` are the same two words.
  private static func words(_ name: String) -> [String] {
    var words: [String] = [""]
    var wasLower = false
    for character in name {
      if !character.isLetter || (character.isUppercase && wasLower) { words.append("") }
      wasLower = character.isLowercase
      if character.isLetter { words[words.count - 1] += character.lowercased() }
    }
    return words
  }
}

/// Everything shown of a record, reduced to letters and digits: texts are split and joined at
/// blanks and marks.
private struct ShownText {
  private let bytes: [UInt8]
  /// The steps of each response.
  private let responses: [[[UInt8]]]
  /// The length of the parts of a text that are searched for.
  private static let probe = 32

  init(_ trajectories: [Trajectory]) {
    var bytes: [UInt8] = []
    responses = trajectories.map { trajectory in
      let steps = trajectory.steps.map { $0.utf8.filter(\.isLetterOrDigit) }
      for step in steps { bytes += step }
      bytes += trajectory.problem.utf8.lazy.filter(\.isLetterOrDigit)
      bytes += trajectory.referenceAnswer?.utf8.filter(\.isLetterOrDigit) ?? []
      return steps
    }
    self.bytes = bytes
  }

  /// Whether the text, or most of it, is shown.
  func holds(_ text: Bytes?) -> Bool {
    guard let text = text?.filter(\.isLetterOrDigit) else { return true }
    return holdsParts(of: text) || responses.contains { Self.text(text, isMadeOf: $0) }
  }

  /// Whether most of three parts of the text are shown; it may have lost its marks and numbers.
  private func holdsParts(of text: [UInt8]) -> Bool {
    let length = min(Self.probe, text.count)
    let last = text.count - length
    let found = [last / 8, last / 2, last - last / 8].count { start in
      let search = ByteSearch(Array(text[start..<start + length]))
      return bytes.withUnsafeBufferPointer { search.first(in: $0) != nil }
    }
    return found >= 2
  }

  /// Whether the text contains all steps in order, with little between them, such as their numbers.
  private static func text(_ text: [UInt8], isMadeOf steps: [[UInt8]]) -> Bool {
    let shown = steps.reduce(0) { $0 + $1.count }
    guard shown <= text.count, shown >= text.count - text.count / 4 else { return false }
    return text.withUnsafeBufferPointer { text in
      var place = 0
      for step in steps where !step.isEmpty {
        guard let found = ByteSearch(step).first(in: text, from: place) else { return false }
        place = found.upperBound
      }
      return true
    }
  }
}

extension UInt8 {
  /// Bytes outside ASCII count as letters.
  fileprivate var isLetterOrDigit: Bool { isLetter || isDigit || self >= 0x80 }
}
