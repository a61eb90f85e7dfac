import Survival
import Transformer

/// Why a model cannot be trained, or a training run cannot go on.
///
/// Names of tensors and files are foreign text. Examples count from 0 here and from 1 in the words.
public enum TrainingError: Error, Equatable, Sendable {
  // Data
  case noExamples
  /// None of the examples says what the objective asks for.
  case noSuitableExamples(objective: String)
  /// An example that lacks what the objective asks for.
  case missingLabel(objective: String, example: Int)
  /// All examples are right, or all wrong.
  case oneClass(allCorrect: Bool, objective: String)
  /// A read-out that is no token of its text, or no row of the states.
  case readoutOutOfRange(example: Int, position: Int, count: Int)
  /// The mathematics refused an example.
  case example(Int, SurvivalError)

  // Model
  /// The head is not among the parameters.
  case noHead(name: String)
  case headDiffers(name: String, found: [Int], expected: [Int])
  /// An objective over tokens where there is no output matrix, or no decoder.
  case noOutputMatrix
  /// Modules that no matrix of the decoder is named as.
  case unknownTarget(String)
  case decoder(DecoderError)
  case parameters(ParameterError)

  // Course
  /// Steps count from 1.
  case notFinite(step: Int, what: Quantity)

  // Files
  case cannotWrite(path: String, code: Int32)
  case cannotRead(path: String, what: String)
  /// A saved run of other settings, data or parameters.
  case stateDiffers(path: String, what: String)

  /// What became infinite or NaN.
  public enum Quantity: String, Equatable, Sendable {
    case loss
    case gradient
  }
}

extension TrainingError: CustomStringConvertible {
  /// Says where, what, and how to mend it.
  public var description: String {
    switch self {
    case .noExamples: "There is nothing to train on. Give labelled trajectories."
    case .noSuitableExamples(let objective):
      "No trajectory has the labels that the objective '\(objective)' needs. \(Self.need(objective))"
    case .missingLabel(let objective, let example):
      "Trajectory \(example + 1) has no label for the objective '\(objective)'. "
        + Self.need(objective)
    case .oneClass(let allCorrect, let objective):
      "All trajectories are \(allCorrect ? "right" : "wrong"), so '\(objective)' would learn to say that "
        + "always. Add \(allCorrect ? "wrong" : "right") ones."
    case .readoutOutOfRange(let example, let position, let count):
      "Trajectory \(example + 1) is read at \(position), but has \(count) places."
    case .example(let example, let error): "Trajectory \(example + 1): \(error)"
    case .noHead(let name):
      "The model has no head '\(name)'. Name the one that it has, or let a new one be made."
    case .headDiffers(let name, let found, let expected):
      "The head '\(name)' has shape \(found), but the model needs \(expected). "
        + "Choose a head that was made for this model, or train a new one."
    case .noOutputMatrix:
      "The model gives no probabilities of tokens, which 'lm' and 'iprm' train. Choose a causal language model."
    case .unknownTarget(let name):
      "No matrix of the decoder is called '\(name)'. Choose among q_proj, k_proj, v_proj, o_proj, "
        + "gate_proj, up_proj and down_proj."
    case .decoder(let error): "\(error)"
    case .parameters(let error): "\(error)"
    case .notFinite(let step, let what):
      "The \(what.rawValue) of step \(step) is not a finite number; the weights are still those of the step before. "
        + "Train on from the last saved state with a lower rate."
    default: fileDescription
    }
  }

  private var fileDescription: String {
    switch self {
    case .cannotWrite(let path, let code):
      "\(path) cannot be written: \(Self.reason(code)). What was saved before is untouched."
    case .cannotRead(let path, let what): "\(path) cannot be read: \(what)."
    case .stateDiffers(let path, let what):
      "\(path) is the state of another run: \(what) differ. Train with the same arguments and data, or "
        + "into another folder."
    default: ""
    }
  }

  private static func need(_ objective: String) -> String {
    switch objective {
    case "crm", "orm": "It needs to be known whether all steps are right, and read-outs."
    case "prm", "pqm": "It needs the first wrong step, or marks of steps."
    case "policy": "It needs an advantage and log-probabilities for each token of the response."
    case "iprm": "It needs outcomes, and the reference model's log-probabilities of the response."
    default: "It needs a response with at least one token."
    }
  }
}

extension TrainingError {
  /// Runs what computes; its error becomes one of these.
  static func computing<Value>(
    _ body: () throws(DecoderError) -> Value
  ) throws(TrainingError) -> Value {
    do throws(DecoderError) {
      return try body()
    } catch {
      throw .decoder(error)
    }
  }

  /// Runs what makes parameters; its error becomes one of these.
  static func making<Value>(
    _ body: () throws(ParameterError) -> Value
  ) throws(TrainingError) -> Value {
    do throws(ParameterError) {
      return try body()
    } catch {
      throw .parameters(error)
    }
  }
}
