import JSON

extension SearchTree {
  /// The tree in the record of a trajectory: a search's, or of MATH-APS.
  ///
  /// Takes as long as parsing the record.
  /// - Parameter source: the record, its bytes included.
  /// - Returns: `nil` for records of other formats, and for those that hold no tree.
  public static func read(_ source: SourceRecord) -> SearchTree? {
    guard holdsTree(source) else { return nil }
    let isSearch = source.format == SearchTreeFormat().name
    return source.bytes.withUnsafeBufferPointer { bytes -> SearchTree? in
      let parser = JSONParser(.lenient)
      guard let document = try? parser.document(bytes) else { return nil }
      let record = RecordView(value: document.root, source: source)
      return isSearch ? try? SearchTree(record) : try? MathAPSFormat.tree(record)
    }
  }

  /// Whether records of its format hold trees; quick.
  public static func holdsTree(_ source: SourceRecord) -> Bool {
    [SearchTreeFormat().name, MathAPSFormat().name].contains(source.format)
  }
}

extension MathAPSFormat {
  /// The record's nodes as a search's, a level a round, in the file's order.
  ///
  /// `mc_value` is the figure: the share of continuations from there that end right.
  static func tree(_ record: RecordView) throws(RecordFault) -> SearchTree {
    let fields = try RecordFields(record)
    let found = try nodes(fields)
    var header = SearchTree.Header(
      id: record.identifier(["question_id", "id"]), problem: try fields.string("question"))
    header.referenceAnswer = fields.text("final_answer")
    header.figureName = "mc"
    header.scale = .probability
    let depths = depths(of: found)
    var tree = SearchTree(header)
    var places = [Int](repeating: 0, count: found.count)
    for place in found.indices.sorted(by: { (depths[$0], $0) < (depths[$1], $1) }) {
      guard let step = found[place].step else {
        if tree.nodes[0].figure == nil { tree.nodes[0].figure = found[place].value }
        continue
      }
      places[place] = tree.nodes.count
      tree.nodes.append(
        SearchTree.Node(
          parent: found[place].parent.map { places[$0] } ?? 0, steps: [step],
          figure: found[place].value, round: depths[place]))
    }
    return tree
  }

  /// Steps from the problem to each node; parents may come behind their children.
  private static func depths(of nodes: [Node]) -> [Int] {
    var depths = [Int](repeating: -1, count: nodes.count)
    for node in nodes.indices {
      var path: [Int] = []
      var place: Int? = node
      while let current = place, depths[current] < 0 {
        path.append(current)
        place = nodes[current].parent
      }
      var depth = place.map { depths[$0] } ?? 0
      for current in path.reversed() {
        depth += nodes[current].step == nil ? 0 : 1
        depths[current] = depth
      }
    }
    return depths
  }
}
