import Reinforcement
import Transformer

/// Finds which tokens of a response its steps are made of.
struct ResponseTokens {
  /// Bytes of text up to the end of each token; shape (tokens).
  private var ends: [Int] = []
  /// Tokens that are white space only.
  private var blanks: Set<Int> = []

  /// Tokens before one that its text may depend on: parts of one character, and a space that only a text's beginning
  /// lacks.
  private static let context = 4

  /// - Throws: `TokenizationError`.
  init(
    prompt: [Int32], response: [Int32], _ tokenizer: Tokenizer
  ) throws(TokenizationError) {
    let all = Array(prompt.suffix(Self.context)) + response
    let first = all.count - response.count
    var end = 0
    for place in response.indices {
      let start = max(0, first + place - Self.context)
      let before = try tokenizer.decode(Array(all[start..<first + place])).utf8
      let text = try tokenizer.decode(Array(all[start...first + place])).utf8
      end += text.count - before.count
      ends.append(end)
      let own = text.dropFirst(before.count)
      if !own.isEmpty, own.allSatisfy({ Self.isBlank($0) }) { blanks.insert(place) }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// The tokens of steps that make up the response's text, one behind the other.
  ///
  /// A token that belongs to two steps belongs to the first. What stands behind the text, such as the end token, belongs
  /// to the last step; a response without text is one step.
  func spans(of steps: [String]) -> StepSpans {
    guard !steps.isEmpty else { return StepSpans(ends: [ends.count], tokenCount: ends.count) }
    var (bytes, next): (Int, Int) = (0, 0)
    let places = steps.map { step in
      bytes += step.utf8.count
      while next < ends.count, ends[next] < bytes { next += 1 }
      return min(ends.count, next + 1)
    }
    let spans = StepSpans(ends: places, tokenCount: ends.count)
    return StepSpans(ends: spans.ends, tokenCount: ends.count, separators: separators(spans))
  }

  /// White space at the ends of steps.
  private func separators(_ spans: StepSpans) -> Set<Int> {
    var found: Set<Int> = []
    for step in 0..<spans.stepCount {
      let tokens = spans.tokens(of: step)
      found.formUnion(tokens.reversed().prefix { blanks.contains($0) && $0 > tokens.lowerBound })
    }
    return found
  }
}
