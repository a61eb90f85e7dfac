import JSON

/// One part of a response, as a file has it.
struct ResponsePart: Equatable {
  var text: String
  var kind: StepKind

  init(_ text: String, _ kind: StepKind = .answer) {
    self.text = text
    self.kind = kind
  }
}

/// The steps of a response, assembled from its parts in order.
///
/// A part without text makes no step.
struct ResponseSteps {
  private(set) var steps: [String] = []
  private var allKinds: [StepKind] = []

  /// Parts of an answer or a thought are split by `splitting`; without it each part is a step.
  init(_ parts: [ResponsePart] = [], splitting: StepSplitting? = nil) {
    for part in parts { add(part, splitting: splitting) }
  }

  mutating func add(_ part: ResponsePart, splitting: StepSplitting?) {
    guard part.text.utf8.holdsText else { return }
    let isProse = part.kind == .answer || part.kind == .thought
    add(isProse ? splitting?.split(part.text) ?? [part.text] : [part.text], part.kind)
  }

  /// Adds texts that are already split.
  mutating func add(_ texts: [String], _ kind: StepKind) {
    if texts.count == 1, !texts[0].utf8.holdsText { return }
    steps += texts
    allKinds += texts.map { _ in kind }
  }

  /// One for each step, or empty when all are parts of the answer.
  var kinds: [StepKind] { allKinds.allSatisfy { $0 == .answer } ? [] : allKinds }
}

/// A model's thoughts, if they are in a member of their own beside the answer.
enum Reasoning {
  /// The names used by servers, libraries and data sets; the same text under two names counts once.
  static let keys = [
    "reasoning_content", "reasoning", "reasoning_text", "thinking", "thinking_content", "thought",
    "thoughts",
  ]
  /// A list of blocks, which repeats one of ``keys`` if both are present.
  static let listKey = "reasoning_details"

  /// The texts in an object, in the order of the keys.
  static func texts(of object: JSONElement, besides taken: String? = nil) -> [String] {
    var texts: [String] = []
    for key in keys where key != taken {
      guard let text = object[key].flatMap(text), text.utf8.holdsText,
        !texts.contains(where: { $0.hasSameBytes(as: text) })
      else { continue }
      texts.append(text)
    }
    if texts.isEmpty, let text = object[listKey].flatMap(text), text.utf8.holdsText {
      texts.append(text)
    }
    return texts
  }

  static func parts(of object: JSONElement, besides taken: String? = nil) -> [ResponsePart] {
    texts(of: object, besides: taken).map { ResponsePart($0, .thought) }
  }

  /// A string, or blocks that hold one.
  private static func text(_ value: JSONElement) -> String? {
    if let text = value.string { return text }
    let blocks = value.array?.compactMap { block in
      block.string ?? block["text"]?.string ?? block["summary"]?.string
        ?? block["thinking"]?.string
    }
    return blocks?.joined(separator: "\n\n")
  }
}
