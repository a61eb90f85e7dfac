import Transformer

/// Why a trajectory cannot be read by a model; steps count from 0.
enum EncodingFault: Error, Equatable, Sendable {
  case noSteps
  case emptyPrompt
  case emptyStep(Int)
  case tooLong(tokens: Int, window: Int)
  case beyondVocabulary(token: String, id: Int, vocabulary: Int)
  case tagNotAlone(step: Int, tag: String)
  case notTokenized(TokenizationError)
}

extension EncodingFault: CustomStringConvertible {
  /// What is wrong and how to mend it; steps count from 1.
  var description: String {
    switch self {
    case .noSteps: "it has no steps. Split its text into steps, as with --split-steps."
    case .emptyPrompt: "its problem and the prompt around it give no token. Add the problem."
    case .emptyStep(let step):
      "step \(step + 1) is empty and gives no token to be read. Remove it, or give a separator."
    case .tooLong(let tokens, let window):
      "it has \(tokens) tokens and the model was made for \(window). Score it with a model for "
        + "longer texts, or shorten it: nothing is cut."
    case .beyondVocabulary(let token, let id, let vocabulary):
      "'\(SettingFault.shortened(token))' is token \(id), but the model knows only 0 to "
        + "\(vocabulary - 1). tokenizer.json is not of this checkpoint: fetch both again."
    case .tagNotAlone(let step, let tag):
      "behind step \(step + 1) the step tag '\(tag)' is no token of its own: the tokenizer joins it "
        + "with its neighbours. Change the step template so that it stands alone, or the tag."
    case .notTokenized(let error): error.description
    }
  }
}
