/// Reports changes, but not more often than a screen can show them.
struct ChangeReporter {
  private let catalog: TrajectoryCatalog
  private let onChange: (CatalogChange) -> Void
  private var messages: [CatalogMessage] = []
  private var progress: CatalogProgress?
  private var issueCount = 0
  private var last: ContinuousClock.Instant?

  /// About two frames of a screen.
  private static let pause = Duration.milliseconds(30)

  init(_ catalog: TrajectoryCatalog, _ onChange: @escaping (CatalogChange) -> Void) {
    self.catalog = catalog
    self.onChange = onChange
  }

  mutating func add(_ message: CatalogMessage) { messages.append(message) }

  /// Whether the last report is long enough ago.
  var isDue: Bool { last.map { ContinuousClock.now - $0 >= Self.pause } ?? true }

  /// Reports changes, if any.
  mutating func report() {
    let (progress, issues) = catalog.state.withLock { ($0.progress, $0.issues) }
    let count = issues.count
    guard progress != self.progress || count != issueCount || !messages.isEmpty else { return }
    onChange(
      CatalogChange(
        progress: progress, issues: count == issueCount ? nil : issues, messages: messages))
    self.progress = progress
    issueCount = count
    messages = []
    last = ContinuousClock.now
  }
}
