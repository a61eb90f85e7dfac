/// Assigns ids to a file's added tokens as the reference library does.
///
/// A token of the vocabulary keeps its id; any other gets the next free id after the vocabulary.
/// The ids in the file are only checked for range: the reference library ignores them too.
struct AddedTokenReader {
  /// The maximum length in bytes; longer tokens could make searches slow, and no model has any.
  private static let longest = 1024

  private(set) var tokens: [AddedToken] = []
  /// The contents and ids of `tokens`.
  private(set) var table = TokenTable()
  private let vocabulary: TokenTable
  private var nextID: Int

  init(_ vocabulary: TokenTable) {
    self.vocabulary = vocabulary
    nextID = vocabulary.count
  }

  /// Adds the tokens of `added_tokens`, in the order of the file.
  mutating func read(_ list: TokenizerFields) throws(TokenizerError) {
    for field in try list.elements() { try add(field) }
    table.sortIDs()
  }

  private mutating func add(_ field: TokenizerFields) throws(TokenizerError) {
    let name = try field.required("content", "a string").string()
    let content = Array(name.utf8)
    let declared = try field.required("id", "a whole number")
    guard case .integer(let value) = declared.value, (0...Int64(UInt32.max)).contains(value) else {
      throw field.error(.badID(token: name))
    }
    guard content.count <= Self.longest else {
      throw field.unsupported(name, "Added tokens are limited to \(Self.longest) bytes.")
    }
    guard !content.isEmpty, table.id(of: name) == nil else { return }
    let token = AddedToken(
      content: content, id: try newID(name, field),
      isNormalized: try field.bool("normalized", missing: true),
      takesSpaceBefore: try field.bool("lstrip", missing: false),
      takesSpaceAfter: try field.bool("rstrip", missing: false),
      isSingleWord: try field.bool("single_word", missing: false))
    tokens.append(token)
    content.withUnsafeBufferPointer { table.set($0, id: token.id) }
  }

  private mutating func newID(
    _ name: String, _ field: TokenizerFields
  ) throws(TokenizerError) -> Int32 {
    if let id = vocabulary.id(of: name) {
      nextID = max(nextID, Int(id) + 1)
      return id
    }
    defer { nextID += 1 }
    guard let id = TokenizerFields.tokenID(nextID) else { throw field.error(.badID(token: name)) }
    return id
  }
}
