import Foundation
import Transformer

/// How fast the tokenizer of a checkpoint loads and encodes, on one thread: the best of three rounds, each
/// with a new tokenizer, whose cache is empty.
func measureTokenizer(of folder: String, textPath: String) throws {
  let path = folder + "/tokenizer.json"
  let json = [UInt8](try Data(contentsOf: URL(filePath: path)))
  let text = String(decoding: try Data(contentsOf: URL(filePath: textPath)), as: UTF8.self)
  let pieces = pieces(of: text, length: 2000)
  var (loading, encoding, tokens) = (Double.infinity, Double.infinity, 0)
  for _ in 0..<3 {
    let start = Seconds.now()
    let tokenizer = try Tokenizer(json: json, path: path)
    let loaded = Seconds.now()
    tokens = try pieces.reduce(0) { $0 + (try tokenizer.encode($1)).count }
    loading = min(loading, loaded.passed - start.passed)
    encoding = min(encoding, Seconds.now().passed - loaded.passed)
  }
  say(
    "tokenizer: loaded in \(fixed(loading, 2)) s; \(pieces.count) texts of 2 KB, "
      + "\(fixed(Double(text.utf8.count) / 1e6, 1)) MB, \(tokens) tokens: "
      + "\(fixed(Double(text.utf8.count) / 1e6 / encoding, 1)) MB/s on one thread")
}

/// Pieces of whole lines, each of at least so many characters, but for the last.
func pieces(of text: String, length: Int) -> [String] {
  var pieces: [String] = []
  var start = text.startIndex
  var place = start
  var count = 0
  for scalar in text.unicodeScalars {
    count += 1
    place = text.unicodeScalars.index(after: place)
    guard count >= length, scalar == "\n" else { continue }
    pieces.append(String(text[start..<place]))
    (start, count) = (place, 0)
  }
  if start < text.endIndex { pieces.append(String(text[start...])) }
  return pieces
}
