import Checkpoints
import Glibc
import JSON
import Learning
import Trajectories
import TrajectoryFiles
import Transformer

/// The shape of a decoder that is trained from scratch: Llama's, with a tokenizer of its own.
package struct NewDecoder: Equatable, Sendable {
  package var layers = 4
  package var width = 192
  package var heads = 4
  /// Key and value heads; `nil` for as many as heads.
  package var keyValueHeads: Int?
  /// The size of the feed-forward part; `nil` for 8/3 of the width, in multiples of 32.
  package var inner: Int?
  /// Tokens at most; fewer where the texts do not give more.
  package var vocabulary = 1024
  /// The longest text in tokens.
  package var window = 1024

  package init() {}

  /// Its members as an argument names them.
  package static let names = [
    "layers", "width", "heads", "kv-heads", "inner", "vocabulary", "window",
  ]

  /// A shape like `layers=4,width=192,heads=4,vocabulary=1024`; what is not named stays as usual.
  ///
  /// - Throws: ``CommandFailure`` naming the part that makes no sense.
  package init(argument: String) throws(CommandFailure) {
    self.init()
    for part in argument.split(separator: ",") {
      let words = part.split(separator: "=", maxSplits: 1)
      guard words.count == 2, let value = Int(words[1]), value > 0, value <= 1 << 20 else {
        throw CommandFailure(.usage, "'\(part)' in --new is no size. \(Self.form)")
      }
      switch words[0] {
      case "layers": layers = value
      case "width": width = value
      case "heads": heads = value
      case "kv-heads": keyValueHeads = value
      case "inner": inner = value
      case "vocabulary": vocabulary = value
      case "window": window = value
      default: throw CommandFailure(.usage, "--new has no '\(words[0])'. \(Self.form)")
      }
    }
    guard vocabulary >= Self.leastVocabulary else {
      throw CommandFailure(
        .usage,
        "The vocabulary of --new needs its 256 bytes and an end: at least \(Self.leastVocabulary).")
    }
  }

  private static var form: String {
    "Give sizes as layers=4,width=192; known are \(names.joined(separator: ", "))."
  }

  private static let leastVocabulary = 256 + specialTokens.count
  static let endToken = "<|endoftext|>"
  static let specialTokens = [endToken]

  /// For so many tokens.
  ///
  /// - Throws: ``CommandFailure`` for sizes that do not go together.
  func configuration(vocabulary: Int) throws(CommandFailure) -> DecoderConfiguration {
    do throws(ConfigurationFault) {
      var configuration = try DecoderConfiguration(
        family: .llama, hiddenSize: width, layerCount: layers, headCount: heads,
        keyValueHeadCount: keyValueHeads,
        intermediateSize: inner ?? max(32, (width * 8 / 3 + 16) / 32 * 32),
        vocabularySize: vocabulary, maximumPositions: window)
      configuration.endTokens = [0]
      return configuration
    } catch {
      throw CommandFailure(.usage, "--new: \(error)")
    }
  }
}

extension NewDecoder {
  /// Texts that a tokenizer learns from: the first of the files.
  private static let textLimit = 50_000

  /// Writes a decoder with random weights and a tokenizer for the texts of the files.
  ///
  /// The same files and seed give the same bytes.
  func write(
    to path: String, _ input: TrajectoryInput, seed: UInt64, console: Console,
    isInterrupted: () -> Bool
  ) throws {
    let pieces = try Self.pieces(input, console, isInterrupted)
    let training = BytePairTraining(
      pieces, vocabularySize: vocabulary, specialTokens: Self.specialTokens)
    // Embeddings of eight rows more or less cost nothing, and multiply faster.
    let configuration = try configuration(vocabulary: (training.vocabularySize + 7) / 8 * 8)
    let decoder: DecoderParameters
    do throws(ParameterError) {
      decoder = try DecoderParameters(random: configuration, seed: seed)
    } catch {
      throw TrainingError.parameters(error)
    }
    console.say(
      "new decoder: \(configuration.parameterCount) weights, \(training.vocabularySize) tokens")
    let files = [
      (name: "tokenizer.json", bytes: training.file()),
      (name: "tokenizer_config.json", bytes: tokenizerConfiguration),
    ]
    try TrainedModel.all(decoder, head: nil).save(to: path, ModelExport(files: files))
  }

  private var tokenizerConfiguration: [UInt8] {
    let members: [(String, JSONValue)] = [
      ("tokenizer_class", "PreTrainedTokenizerFast"), ("eos_token", .string(Self.endToken)),
      ("pad_token", .string(Self.endToken)), ("model_max_length", JSONValue(window)),
      ("clean_up_tokenization_spaces", false),
    ]
    return JSONWriter.bytes(of: .members(members)) + [UInt8(ascii: "\n")]
  }

  private static func pieces(
    _ input: TrajectoryInput, _ console: Console, _ isInterrupted: () -> Bool
  ) throws -> BytePairTraining.Pieces {
    var progress = Progress("reading texts", unit: "MB", console: console)
    defer { progress.finish() }
    var (pieces, count) = (BytePairTraining.Pieces(), 0)
    let map: @Sendable ([Trajectory]) -> (BytePairTraining.Pieces, Int) = { trajectories in
      var own = BytePairTraining.Pieces()
      for trajectory in trajectories {
        own.add(trajectory.problem + "\n" + trajectory.steps.joined(separator: "\n"))
      }
      return (own, trajectories.count)
    }
    _ = try input.forEachMapped(filter: nil, map: map) { batch, mapped in
      if count < textLimit { pieces.add(mapped.value.0) }
      count += mapped.value.1
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
      if isInterrupted() { throw TrainModelCommand.stopped("Stopped while reading the files.") }
    }
    return pieces
  }
}
