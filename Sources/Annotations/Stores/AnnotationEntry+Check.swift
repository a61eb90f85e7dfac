extension AnnotationEntry {
  /// The entry as every store keeps it, or the reason why none accepts it.
  ///
  /// NUL becomes U+FFFD: SQLite's text functions end a string there.
  ///
  /// `earlier` finds a stored entry by number, for undo and redo.
  func checked(
    earlier: (Int64) throws -> AnnotationEntry?
  ) throws -> AnnotationEntry {
    guard !annotator.isEmpty else { throw InvalidEntry.emptyAnnotator }
    guard time.isFinite, seconds?.isFinite ?? true else { throw InvalidEntry.timeNotFinite }
    try checkSteps()
    if let target = change.reversalTarget {
      try checkReversal(of: target, found: earlier(target))
    }
    var kept = self
    kept.annotator = annotator.withoutNUL
    kept.origin.file = origin.file.withoutNUL
    kept.origin.id = origin.id.withoutNUL
    kept.suggestion?.model = suggestion?.model.withoutNUL ?? ""
    if case .note(let text) = change { kept.change = .note(text.withoutNUL) }
    return kept
  }

  private func checkSteps() throws {
    let step: Int
    switch change {
    case .verdict(.known(.step(let first))): step = first
    case .rating(let rated, _): step = rated
    default: return
    }
    guard step >= 0, step < origin.steps else {
      throw InvalidEntry.stepOutOfRange(step: step, steps: origin.steps)
    }
  }

  private func checkReversal(of target: Int64, found: AnnotationEntry?) throws {
    guard let found, found.annotator == annotator, found.trajectory == trajectory,
      !found.change.isReversal
    else { throw InvalidEntry.nothingToReverse(number: target) }
  }
}

extension String {
  fileprivate var withoutNUL: String {
    guard utf8.contains(0) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
  }
}
