import Application
import ArgumentParser
import Checkpoints
import Scoring
import Transformer

/// How a checkpoint's folder is loaded, and what counts more than its `reward_model.json`.
struct CheckpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The base of a LoRA adapter, where it is neither beside it nor in the hub's cache.",
      valueName: "folder"),
    completion: .directory)
  var base: String?

  @Option(
    help: ArgumentHelp("The reference of an implicit model's folder.", valueName: "folder"),
    completion: .directory)
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "Of a checkpoint's matrix products: auto, f32, bf16 or int8.", valueName: "precision"))
  var precision: DecoderPrecision = .auto

  @Option(help: ArgumentHelp("crm, prm, pqm, orm or iprm.", valueName: "kind"))
  var kind: TrajectoryScore.Kind?

  @Option(help: ArgumentHelp("The head's tensors, such as v_head.summary.", valueName: "name"))
  var head: String?

  @Option(help: ArgumentHelp("hazard, probability or logit.", valueName: "meaning"))
  var readout: CheckpointSettings.Readout?

  @Option(
    name: .customLong("step-tag"),
    help: ArgumentHelp("The token that marks the end of a step.", valueName: "token"))
  var stepTag: String?

  @Option(
    name: .customLong("prompt-template"),
    help: ArgumentHelp("What comes before the steps, with {problem}.", valueName: "text"))
  var promptTemplate: String?

  @Option(
    name: .customLong("step-template"),
    help: ArgumentHelp("What a step becomes, with {step}.", valueName: "text"))
  var stepTemplate: String?

  @Option(help: ArgumentHelp("What stands behind or between steps.", valueName: "text"))
  var separator: String?

  @Option(help: ArgumentHelp("β of an implicit model, above 0.", valueName: "number"))
  var beta: Double?

  var arguments: CheckpointArguments {
    var overrides = CheckpointSettings()
    overrides.kind = kind
    overrides.head = head
    overrides.readout = readout
    overrides.stepTag = stepTag
    overrides.promptTemplate = promptTemplate.map(Self.unescaped)
    overrides.stepTemplate = stepTemplate.map(Self.unescaped)
    overrides.separator = separator.map(Self.unescaped)
    overrides.beta = beta
    return CheckpointArguments(
      base: base, reference: reference, precision: precision, overrides: overrides)
  }

  /// `\n` and `\t` are easier to type than what they stand for; `\\` is one backslash.
  static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      guard character == "\\", let escaped = rest.first else {
        result.append(character)
        continue
      }
      switch escaped {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "\\": result.append("\\")
      default:
        result.append(character)
        continue
      }
      rest.removeFirst()
    }
    return result
  }
}

extension DecoderPrecision: ExpressibleByArgument {}
extension TrajectoryScore.Kind: ExpressibleByArgument {}
extension CheckpointSettings.Readout: ExpressibleByArgument {}
