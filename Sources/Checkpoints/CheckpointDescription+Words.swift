import JSON

extension CheckpointDescription {
  /// The object of `misstep models PATH --json`.
  ///
  /// `template` joins the prompt and one step; `head` omits `.weight` and is null for implicit
  /// models.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("name", .string(name)), ("kind", .string(kind.rawValue)),
      ("architecture", .string(architecture)), ("layout", .string(layout.rawValue)),
      ("parameters", JSONValue(parameters)), ("bytes", JSONValue(byteCount)),
      ("stored", .string(storedType)), ("precision", .string(precision)),
      ("layers", JSONValue(layerCount)), ("hidden_size", JSONValue(hiddenSize)),
      ("window", JSONValue(window)), ("head", head.name.isEmpty ? .null : .string(head.name)),
      ("head_outputs", JSONValue(head.outputs)), ("readout", .string(readout.rawValue)),
      ("readout_at", .string(place.rawValue)), ("encode", .string(encoding.rawValue)),
      ("step_tag", JSONValue(stepTag)),
      ("template", .string(promptTemplate + stepTemplate + separatorInTemplate)),
    ]
    members += [
      ("prompt_template", .string(promptTemplate)), ("step_template", .string(stepTemplate)),
      ("separator", .string(separator)), ("prompt_source", .string(promptSource)),
      ("rule", .string(rule)), ("tokenizer", JSONValue(tokenizerSize)),
      ("vocabulary", JSONValue(vocabularySize)),
    ]
    if let beta { members.append(("beta", .number(beta))) }
    if let base { members.append(("base", .string(base))) }
    if let reference { members.append(("reference", .string(reference))) }
    members.append(("unread_tensors", .array(unread.map { .string($0) })))
    members.append(("warning", JSONValue(warning)))
    members.append(("digest", .string(digest)))
    return .members(members)
  }

  private var separatorInTemplate: String { encoding == .segments ? separator : "" }

  /// The rows that `misstep models` prints, as names and values; values quote foreign text.
  public var rows: [(name: String, value: String)] {
    var rows: [(name: String, value: String)] = [
      ("kind", "\(kind.rawValue.uppercased()): \(kindWords)"),
      ("layout", layout.rawValue), ("architecture", architecture),
      ("parameters", "\(Self.grouped(parameters)) (\(Self.size(byteCount)), \(storedType))"),
      ("decoder", "\(layerCount) layers, hidden size \(hiddenSize)"),
      ("window", "\(Self.grouped(window)) tokens"),
    ]
    rows += [
      ("precision", precision), ("head", headWords), ("read at", placeWords),
      ("prompt", Self.quoted(promptTemplate)),
      ("prompt of", promptSource), ("step", Self.quoted(stepTemplate)),
    ]
    if !separator.isEmpty { rows.append(("separator", Self.quoted(separator))) }
    rows += [
      ("rule", rule),
      ("tokenizer", "\(Self.grouped(tokenizerSize)) ids of \(Self.grouped(vocabularySize))"),
    ]
    if let base { rows.append(("base", "\(base) (LoRA adapter)")) }
    if let reference { rows.append(("reference", reference)) }
    if let warning { rows.append(("warning", warning)) }
    rows.append(("digest", digest))
    return rows
  }

  private var kindWords: String {
    switch kind {
    case .crm: "hazards h(t)"
    case .prm: "probabilities p₊ that a step is right, shown as hazards 1 − p₊"
    case .pqm: "unbounded rewards, shown as σ(−Q); not probabilities"
    case .orm: "one probability for the whole trajectory"
    case .iprm: "implicit rewards, β = \(beta ?? 0), shown as 1 − σ(q); not probabilities"
    }
  }

  private var headWords: String {
    switch head.outputs {
    case 0: "none: log-ratios against the reference"
    case 1: "\(head.name), 1 logit"
    default: "\(head.name), \(head.outputs) logits"
    }
  }

  private var placeWords: String {
    switch place {
    case .tag: "the step tag " + Self.quoted(stepTag ?? "")
    case .beforeTag: "the token before " + Self.quoted(stepTag ?? "")
    case .separatorEnd: "the last token of each separator"
    case .last: "the last token"
    }
  }

  /// The text on one line, as a JSON string.
  private static func quoted(_ text: String) -> String { JSONWriter.text(of: .string(text)) }

  /// The number with commas between thousands, as 494,032,768.
  private static func grouped(_ number: Int) -> String {
    var digits = String(number)[...]
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(bytes / 1000) KB" : "\(grouped(bytes / 1_000_000)) MB"
  }
}
