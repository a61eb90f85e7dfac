import Transformer

/// Why a trajectory cannot be encoded for a model; steps count from 0.
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
  /// What is wrong and the remedy; steps count from 1.
  var description: String {
    switch self {
    case .noSteps: "it has no steps. Split its text, for example with --split-steps."
    case .emptyPrompt: "its problem and prompt are empty. Add the problem."
    case .emptyStep(let step):
      "step \(step + 1) is empty, so it has no token to read. Remove it, or set a separator."
    case .tooLong(let tokens, let window):
      "it has \(tokens) tokens, but the model's window is \(window), and nothing is truncated. "
        + "Choose a model with a longer window, or shorten the text."
    case .beyondVocabulary(let token, let id, let vocabulary):
      "'\(SettingFault.shortened(token))' is token \(id), but the model has only 0 to "
        + "\(vocabulary - 1): tokenizer.json belongs to another checkpoint. Download both again."
    case .tagNotAlone(let step, let tag):
      "the tokenizer merges the step tag '\(tag)' after step \(step + 1) with its neighbours. "
        + "Separate it in the step template, or choose another tag."
    case .notTokenized(let error): error.description
    }
  }
}
