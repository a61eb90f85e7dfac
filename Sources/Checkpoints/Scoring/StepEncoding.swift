import Trajectories
import Transformer

/// A trajectory as tokens for a model.
public struct EncodedTrajectory: Equatable, Sendable {
  /// The token ids, shape (tokens).
  public var ids: [Int32]
  /// The read-outs: positions whose hidden states are read, one per step, or one for outcome
  /// models.
  public var positions: [Int]
  /// The first token after the prompt; 0 if not needed.
  public var responseStart: Int
}

/// Encodes trajectories as tokens according to a recipe.
struct StepEncoding: Sendable {
  let recipe: ScoringRecipe
  let tokenizer: Tokenizer
  /// The ids that may represent the step tag; empty if it is not read.
  let tagTokens: Set<Int32>
  private let beginTokens: [Int32]
  /// The model's maximum length in tokens.
  let window: Int
  private let vocabulary: Int
  /// A step's text, what follows up to the end of the read token, and the rest.
  private let stepHead: TextTemplate
  private let beforeMark: String
  private let afterMark: String

  /// - Throws: ``CheckpointModelError/Reason`` if a mark is not a single token.
  init(
    _ recipe: ScoringRecipe, tokenizer: Tokenizer, window: Int, vocabulary: Int
  ) throws(CheckpointModelError.Reason) {
    (self.recipe, self.tokenizer) = (recipe, tokenizer)
    (self.window, self.vocabulary) = (window, vocabulary)
    let marks = SingleTokens(tokenizer: tokenizer, vocabulary: vocabulary)
    tagTokens =
      recipe.place == .tag ? try marks.ids(of: recipe.stepTag ?? "", role: "step tag") : []
    beginTokens =
      recipe.beginToken.isEmpty ? [] : [try marks.id(of: recipe.beginToken, role: "begin token")]
    stepHead = recipe.step.withoutTail
    (beforeMark, afterMark) = Self.cut(recipe.step.tail, recipe)
  }

  private static func cut(_ tail: String, _ recipe: ScoringRecipe) -> (String, String) {
    guard let tag = recipe.stepTag, let range = tail.firstRange(of: tag) else { return (tail, "") }
    let place = recipe.place == .tag ? range.upperBound : range.lowerBound
    return (String(tail[..<place]), String(tail[place...]))
  }

  /// - Throws: ``EncodingFault`` if this model cannot read the trajectory.
  func encode(_ trajectory: Trajectory) throws(EncodingFault) -> EncodedTrajectory {
    guard !trajectory.steps.isEmpty else { throw .noSteps }
    let encoded =
      switch recipe.encoding {
      case .text: try text(trajectory)
      case .segments: try segments(trajectory)
      }
    try check(encoded.ids)
    return encoded
  }

  private func encoded(
    _ text: String, addingSpecialTokens: Bool = false
  ) throws(EncodingFault) -> [Int32] {
    do throws(TokenizationError) {
      return try tokenizer.encode(text, addingSpecialTokens: addingSpecialTokens)
    } catch {
      throw .notTokenized(error)
    }
  }

  // MARK: Texts

  private func prompt(_ trajectory: Trajectory) -> String {
    // More of the same turn may follow the problem, so only its start is trimmed.
    let problem =
      recipe.trims ? WhiteSpace.cutting(trajectory.problem, end: false) : trajectory.problem
    return recipe.prompt.filled(problem: problem)
  }

  private func step(_ text: String, _ index: Int, _ template: TextTemplate) -> String {
    var text = recipe.trims ? WhiteSpace.cutting(text, start: index > 0) : text
    if recipe.trimsSteps { text = WhiteSpace.withoutLastLineBreaks(text) }
    return template.filled(step: text, at: index)
  }

  // MARK: Responses

  /// The prompt, and behind it all steps as one text, a line each.
  func encodeResponse(
    _ trajectory: Trajectory, end: String
  ) throws(EncodingFault) -> EncodedTrajectory {
    guard !trajectory.steps.isEmpty else { throw .noSteps }
    var ids = beginTokens + (try encoded(prompt(trajectory)))
    let responseStart = ids.count
    guard responseStart > 0 else { throw .emptyPrompt }
    let steps = trajectory.steps.map(WhiteSpace.withoutLastLineBreaks)
    ids += try encoded(steps.joined(separator: "\n") + end)
    try check(ids)
    return EncodedTrajectory(ids: ids, positions: [], responseStart: responseStart)
  }

  private func check(_ ids: [Int32]) throws(EncodingFault) {
    guard ids.count <= window else { throw .tooLong(tokens: ids.count, window: window) }
    if let id = ids.first(where: { $0 < 0 || Int($0) >= vocabulary }) {
      throw .beyondVocabulary(
        token: tokenizer.token(id) ?? "", id: Int(id), vocabulary: vocabulary)
    }
  }

  // MARK: Segments

  private func segments(_ trajectory: Trajectory) throws(EncodingFault) -> EncodedTrajectory {
    var ids = beginTokens + (try encoded(prompt(trajectory)))
    let responseStart = ids.count
    let separator = try encoded(recipe.separator)
    var positions: [Int] = []
    for (index, text) in trajectory.steps.enumerated() {
      let start = ids.count
      ids += try encoded(step(text, index, recipe.step))
      ids += separator
      guard ids.count > start else { throw .emptyStep(index) }
      positions.append(ids.count - 1)
    }
    if !recipe.suffix.isEmpty { ids += try encoded(recipe.suffix) }
    guard responseStart > 0 || recipe.kind != .iprm else { throw .emptyPrompt }
    if recipe.place == .last { positions = [ids.count - 1] }
    return EncodedTrajectory(ids: ids, positions: positions, responseStart: responseStart)
  }

  // MARK: One text

  private func text(_ trajectory: Trajectory) throws(EncodingFault) -> EncodedTrajectory {
    let pieces = pieces(trajectory)
    let ids = try encoded(pieces.joined(), addingSpecialTokens: recipe.addsSpecialTokens)
    guard recipe.place != .last else {
      guard !ids.isEmpty else { throw .emptyPrompt }
      return EncodedTrajectory(ids: ids, positions: [ids.count - 1], responseStart: 0)
    }
    let positions = try positions(of: pieces, in: ids)
    if recipe.place == .tag {
      for (step, position) in positions.enumerated() where !tagTokens.contains(ids[position]) {
        throw .tagNotAlone(step: step, tag: recipe.stepTag ?? "")
      }
    }
    return EncodedTrajectory(ids: ids, positions: positions, responseStart: 0)
  }

  /// The text, split after each read token; one piece more than steps.
  private func pieces(_ trajectory: Trajectory) -> [String] {
    var pieces: [String] = []
    var piece = prompt(trajectory)
    for (index, text) in trajectory.steps.enumerated() {
      piece += step(text, index, stepHead) + beforeMark
      pieces.append(piece)
      piece = afterMark
      if index < trajectory.steps.count - 1 { piece += recipe.separator }
    }
    pieces.append(piece + recipe.suffix)
    return pieces
  }

  /// The position of the last token of every piece but the last.
  ///
  /// Searching the ids for the tag is not enough, since a step may contain the tag's text. An added
  /// token splits the text exactly between the pieces, so that encoding them separately gives the
  /// same ids; otherwise every prefix of the text is encoded.
  private func positions(
    of pieces: [String], in ids: [Int32]
  ) throws(EncodingFault) -> [Int] {
    let begin = recipe.addsSpecialTokens ? tokenizer.specialPrefix : []
    let end = recipe.addsSpecialTokens ? tokenizer.specialSuffix : []
    var joined = begin
    var positions: [Int] = []
    for piece in pieces {
      joined += try encoded(piece)
      positions.append(joined.count - 1)
    }
    positions.removeLast()
    if joined + end == ids { return positions }
    return try positionsOfBeginnings(pieces.dropLast(), behind: begin, in: ids)
  }

  /// O(text) if no step contains the tag, else O(steps × text).
  private func positionsOfBeginnings(
    _ pieces: ArraySlice<String>, behind begin: [Int32], in ids: [Int32]
  ) throws(EncodingFault) -> [Int] {
    // Text beyond the window fails anyway.
    guard ids.count <= window else { throw .tooLong(tokens: ids.count, window: window) }
    if let positions = try positionsOfOnlyTags(pieces, behind: begin, in: ids) { return positions }
    var text = ""
    var positions: [Int] = []
    for (step, piece) in pieces.enumerated() {
      text += piece
      let end = try end(of: text, behind: begin, in: ids)
      guard let end, end > positions.last ?? -1 else {
        throw .tagNotAlone(step: step, tag: recipe.stepTag ?? "")
      }
      positions.append(end)
    }
    return positions
  }

  /// The positions of the tags if there are as many as steps.
  ///
  /// Only the first and the last are verified: the text around a tag is the same after every step.
  private func positionsOfOnlyTags(
    _ pieces: ArraySlice<String>, behind begin: [Int32], in ids: [Int32]
  ) throws(EncodingFault) -> [Int]? {
    let positions = ids.indices.filter { tagTokens.contains(ids[$0]) }
    guard positions.count == pieces.count, let first = pieces.first,
      try end(of: first, behind: begin, in: ids) == positions.first,
      try end(of: pieces.joined(), behind: begin, in: ids) == positions.last
    else { return nil }
    return positions
  }

  /// The last token of a prefix of the text; `nil` if the prefix ends inside a token.
  private func end(
    of text: String, behind begin: [Int32], in ids: [Int32]
  ) throws(EncodingFault) -> Int? {
    let beginning = begin + (try encoded(text))
    return ids.starts(with: beginning) ? beginning.count - 1 : nil
  }
}
