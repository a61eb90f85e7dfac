/// Why parameters cannot be made, changed or written; names in it are foreign text.
public enum ParameterError: Error, Equatable, Sendable {
  case duplicate(name: String)
  case unknown(name: String)
  case countDiffers(name: String, found: Int, expected: Int)
  /// A finite number that the type to be stored in has only infinity for.
  case overflows(name: String, StoredType)
  /// A type that numbers are not stored in.
  case unsuitedType(StoredType)
  /// The system gave no memory.
  case outOfMemory(bytes: Int)
}

extension ParameterError: CustomStringConvertible {
  /// Says where, what, and how to mend it.
  public var description: String {
    switch self {
    case .duplicate(let name): "Two parameters are named '\(name)'. Give the new one another name."
    case .unknown(let name): "There is no parameter '\(name)'."
    case .countDiffers(let name, let found, let expected):
      "'\(name)' has \(expected) numbers, but \(found) were given."
    case .overflows(let name, let type):
      "'\(name)' has a number too large for \(type.rawValue). Store the weights in BF16 or F32."
    case .unsuitedType(let type):
      "Weights are not stored in \(type.rawValue). Choose F32, BF16 or F16."
    case .outOfMemory(let bytes):
      "The system gave no \(bytes / 1_000_000) MB of memory for parameters. Choose a smaller model."
    }
  }
}
