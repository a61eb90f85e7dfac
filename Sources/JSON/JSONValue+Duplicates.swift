extension JSONValue {
  /// The path of the first key of `keys` that its object holds twice; `nil` when there is none.
  ///
  /// For single values, such as a settings file: it is written and parsed for this; see
  /// ``JSONElement/duplicatedPath(among:)``, which also says what a key may be.
  public func duplicatedPath(among keys: Set<String>) -> [String]? {
    let bytes = JSONWriter.bytes(of: self)
    return JSONParser.withBorrowed { parser in
      bytes.withUnsafeBufferPointer { bytes in
        let document = try? parser.document(bytes)
        return document?.root.duplicatedPath(among: JSONKeyPaths(keys))
      }
    }
  }
}
