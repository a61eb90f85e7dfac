import Trajectories
import Transformer

/// A trajectory as its model reads it.
public struct EncodedTrajectory: Equatable, Sendable {
  /// Shape (tokens).
  public var ids: [Int32]
  /// The read-outs: tokens whose hidden states are read, one a step, or a single one for outcome models.
  public var positions: [Int]
  /// The first token after the prompt; 0 where nothing asks for it.
  public var responseStart: Int
}

/// Turns trajectories into tokens as a recipe says.
struct StepEncoding: Sendable {
  let recipe: ScoringRecipe
  let tokenizer: Tokenizer
  /// Ids that may stand for the step tag; empty where none is read.
  let tagTokens: Set<Int32>
  private let beginTokens: [Int32]
  /// The longest text that the model takes, in tokens.
  let window: Int
  private let vocabulary: Int
  /// A step's words, what follows them up to the end of the token that is read, and the rest.
  private let stepHead: TextTemplate
  private let beforeMark: String
  private let afterMark: String

  /// - Throws: ``CheckpointModelError/Reason`` when a mark is not one token of the tokenizer.
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

  /// - Throws: ``EncodingFault`` when this trajectory cannot be read by this model.
  func encode(_ trajectory: Trajectory) throws(EncodingFault) -> EncodedTrajectory {
    guard !trajectory.steps.isEmpty else { throw .noSteps }
    let encoded =
      switch recipe.encoding {
      case .text: try text(trajectory)
      case .segments: try segments(trajectory)
      }
    guard encoded.ids.count <= window else {
      throw .tooLong(tokens: encoded.ids.count, window: window)
    }
    if let id = encoded.ids.first(where: { $0 < 0 || Int($0) >= vocabulary }) {
      throw .beyondVocabulary(
        token: tokenizer.token(id) ?? "", id: Int(id), vocabulary: vocabulary)
    }
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
    // What follows the problem may be more of its turn, whose inside is not cut.
    let problem =
      recipe.trims ? WhiteSpace.cutting(trajectory.problem, end: false) : trajectory.problem
    return recipe.prompt.filled(problem: problem)
  }

  private func step(_ text: String, _ index: Int, _ template: TextTemplate) -> String {
    let text = recipe.trims ? WhiteSpace.cutting(text, start: index > 0) : text
    return template.filled(step: text, at: index)
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

  /// The text, cut behind each token that is read; one piece more than steps.
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

  /// The last token of every piece but the last one.
  ///
  /// Not every tag among the ids ends a step: a step may hold the tag's text. Tokens that are found
  /// before anything else cut the text where the pieces are cut, so that these give the same ids
  /// apart; else every beginning of the text is encoded.
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

  /// O(text) where no step holds the tag, else O(steps × text).
  private func positionsOfBeginnings(
    _ pieces: ArraySlice<String>, behind begin: [Int32], in ids: [Int32]
  ) throws(EncodingFault) -> [Int] {
    // More than the window is not worth the time.
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

  /// Where the tags are, when there are as many as steps, and the first and the last stand where they
  /// must: what stands around a tag is the same behind every step.
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

  /// The last token of a beginning of the text; `nil` when it ends inside of one.
  private func end(
    of text: String, behind begin: [Int32], in ids: [Int32]
  ) throws(EncodingFault) -> Int? {
    let beginning = begin + (try encoded(text))
    return ids.starts(with: beginning) ? beginning.count - 1 : nil
  }
}
