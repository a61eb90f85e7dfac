import Application
import ArgumentParser
import Checkpoints
import Generation
import Transformer

/// A language model that writes, and how it is asked: the same names and meanings in every command.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The language model that writes: a folder of Hugging Face layout.", valueName: "folder"),
    completion: .directory)
  var policy: String

  @Option(
    help: ArgumentHelp(
      "The base of a LoRA adapter, where it is neither beside it nor in the hub's cache.",
      valueName: "folder"),
    completion: .directory)
  var base: String?

  @Option(
    help: ArgumentHelp("Of its matrix products: auto, f32, bf16 or int8.", valueName: "precision"))
  var precision: DecoderPrecision = .auto

  @OptionGroup var prompt: PromptOptions

  @Option(
    help: ArgumentHelp("Divides the logits; 0 takes the likeliest token.", valueName: "number"))
  var temperature: Double = 0.8

  @Option(
    name: .customLong("top-p"),
    help: ArgumentHelp(
      "Only the likeliest tokens with this probability together, up to 1.", valueName: "share"))
  var topP: Double = 1

  @Option(
    name: .customLong("top-k"),
    help: ArgumentHelp("Only so many of the likeliest tokens.", valueName: "n"))
  var topK: Int?

  @Option(
    name: .customLong("min-p"),
    help: ArgumentHelp(
      "Only tokens this many times as likely as the likeliest one, below 1.", valueName: "share"))
  var minP: Double = 0

  @Option(help: ArgumentHelp("Another seed gives other texts.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    name: .customLong("max-tokens"),
    help: ArgumentHelp("At most so many tokens a text.", valueName: "n"))
  var maximumTokens: Int = 1024

  @Option(
    help: ArgumentHelp(
      "End a text where this occurs; \\n is a line break. May be given several times.",
      valueName: "text"))
  var stop: [String] = []

  @Option(help: ArgumentHelp("Texts that are computed at once.", valueName: "n"))
  var batch: Int = 32

  var choice: PolicyChoice {
    get throws {
      var choice = PolicyChoice(
        folder: policy,
        sampling: try SamplingSettings(
          temperature: temperature, topK: topK, topP: topP, minP: minP))
      choice.base = base
      choice.precision = precision
      choice.prompt = prompt.prompt
      choice.seed = seed
      choice.maximumTokens = maximumTokens
      choice.stops = stop.map(CheckpointOptions.unescaped)
      choice.concurrency = batch
      return choice
    }
  }
}

/// How a problem is put to a language model.
struct PromptOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How a problem is put: auto, chatml, llama2, llama3, mistral or plain (auto).",
      valueName: "family"))
  var chat: Policy.Chat?

  @Option(
    name: .customLong("prompt-template"),
    help: ArgumentHelp(
      "The prompt itself, with {problem}, in place of a chat's.", valueName: "text"))
  var promptTemplate: String?

  @Option(
    help: ArgumentHelp("Words for the system, in place of the chat's own.", valueName: "text"))
  var system: String?

  /// The options that were given, by their names.
  var given: [(name: String, isGiven: Bool)] {
    [("chat", chat != nil), ("prompt-template", promptTemplate != nil), ("system", system != nil)]
  }

  var prompt: Policy.Prompt {
    Policy.Prompt(
      chat: chat ?? .auto, template: promptTemplate.map(CheckpointOptions.unescaped),
      system: system.map(CheckpointOptions.unescaped))
  }
}

extension Policy.Chat: ExpressibleByArgument {}
