extension QueryField {
  /// The fields by which trajectories can be grouped.
  public static let groupings: [QueryField] = [.question, .generator, .file, .trainingStep]

  /// Whether trajectories can be grouped by it.
  public var isGrouping: Bool { QueryField.groupings.contains(self) }

  /// What the members of a group share, as a text; `nil` if it is missing, or for other fields.
  ///
  /// The row must have what ``needs`` says.
  public func groupKey(of row: QueryRow) -> String? {
    switch self {
    case .question: row.trajectory?.question
    case .generator: row.generator
    case .file: row.file
    case .trainingStep: row.trainingStep.map(String.init)
    default: nil
    }
  }
}
