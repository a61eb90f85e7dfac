import Files
import Trajectories

/// A data set divided by question: candidates of one question are never separated.
///
/// Each question's part follows from the seed and the question's text alone, so that it stays the
/// same when the data grows; fractions are therefore met on average, not exactly.
public struct QuestionSplit: Equatable, Sendable {
  /// One file of the split.
  public struct Part: Equatable, Sendable {
    /// Letters, digits, `-` and `_`, at most 40.
    public var name: String
    /// Above 0, at most 1.
    public var fraction: Double
  }

  /// At least one; the fractions sum to 1.
  public let parts: [Part]
  /// Another seed divides differently.
  public let seed: UInt64

  /// - Throws: ``QuestionSplitError`` if the fractions are invalid or do not sum to 1.
  public init(parts: [Part], seed: UInt64) throws(QuestionSplitError) {
    guard !parts.isEmpty else { throw .noParts }
    var names: Set<String> = []
    for part in parts {
      guard Self.isFileNamePart(part.name) else { throw .badName(part.name) }
      guard names.insert(part.name).inserted else { throw .duplicateName(part.name) }
      guard part.fraction > 0, part.fraction <= 1 else {
        throw .badFraction(name: part.name, text: "\(part.fraction)")
      }
    }
    let sum = parts.reduce(0) { $0 + $1.fraction }
    guard abs(sum - 1) < 1e-9 else { throw .badSum(sum) }
    self.parts = parts
    self.seed = seed
  }

  /// Reads the argument of `--split`, such as `train=0.9,test=0.1`.
  public init(_ argument: String, seed: UInt64) throws(QuestionSplitError) {
    var parts: [Part] = []
    for piece in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = sides.first, let text = sides.dropFirst().first else {
        throw .notAPart(String(piece))
      }
      guard let fraction = Double(text), fraction.isFinite else {
        throw .badFraction(name: String(name), text: String(text))
      }
      parts.append(Part(name: String(name), fraction: fraction))
    }
    try self.init(parts: parts, seed: seed)
  }

  /// The part of a question, as an index of ``parts``.
  public func part(of question: String) -> Int {
    let position = position(of: question)
    var end = 0.0
    for (index, part) in parts.dropLast().enumerated() {
      end += part.fraction
      if position < end { return index }
    }
    return parts.count - 1
  }

  /// `out.jsonl` becomes `out.train.jsonl`; a compression suffix stays with the one before it.
  public func path(of part: Int, output: String) -> String {
    let place = FilePlace(output)
    var stem = Substring(place.name)
    var suffix = ""
    repeat {
      guard let dot = stem.lastIndex(of: "."), dot != stem.startIndex else { break }
      suffix = stem[dot...] + suffix
      stem = stem[..<dot]
    } while suffix == ".gz" || suffix == ".zst"
    let folder = output.dropLast(place.name.count)
    return "\(folder)\(stem).\(parts[part].name)\(suffix)"
  }

  /// In 0..<1, from the first 53 bits of SHA-256 over the seed and the question.
  private func position(of question: String) -> Double {
    var hash = SHA256Stream()
    withUnsafeBytes(of: seed.littleEndian) { hash.update($0) }
    var question = question
    question.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    let bits = hash.finish().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Double(bits >> 11) * 0x1p-53
  }

  private static func isFileNamePart(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 40
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x2D
      }
  }
}

/// Why a split was refused.
public enum QuestionSplitError: Error, Equatable, Sendable {
  case noParts
  case notAPart(String)
  case badName(String)
  case duplicateName(String)
  case badFraction(name: String, text: String)
  case badSum(Double)
}

extension QuestionSplitError: CustomStringConvertible {
  /// What is wrong and how to write it; quotes the argument.
  public var description: String {
    let example = "Write it like train=0.9,test=0.1."
    return switch self {
    case .noParts: "the split has no parts. \(example)"
    case .notAPart(let text): "'\(text)' is not a part of a split. \(example)"
    case .badName(let name):
      "'\(name)' cannot name a part: use letters, digits, '-' and '_'. \(example)"
    case .duplicateName(let name): "the split names '\(name)' twice. \(example)"
    case .badFraction(let name, let text):
      "'\(text)' is not a fraction for '\(name)': it must be above 0 and at most 1. \(example)"
    case .badSum(let sum): "the fractions sum to \(sum), not to 1. \(example)"
    }
  }
}
