import Synchronization
import Trajectories
import TrajectoryFiles

/// Reads records once and keeps what filters ask for, on both cores.
struct FactsPass: Sendable {
  let catalog: TrajectoryCatalog
  let file: CatalogFile
  /// Position in the catalog's list of files.
  let place: Int
  let isCancelled: @Sendable () -> Bool

  /// Notes the facts of records that already have indices, starting at `firstIndex`.
  ///
  /// - Returns: `false` if cancelled.
  func readNumbered(_ records: Range<Int>, firstIndex: Int) -> Bool {
    readBlocks(records) { block in
      var found = BlockFacts(records: block.records)
      for record in block.records {
        if record % 32 == 0, isCancelled() { return false }
        let outcome = block.outcome(of: record, keepsBytes: false)
        found.issues += outcome.issues
        found.add(outcome.trajectories.first, of: self)
      }
      catalog.note(
        found, ofFile: place, at: firstIndex + block.records.lowerBound - records.lowerBound)
      return true
    }
  }

  /// Gives indices to the candidates of records, in order, and notes their facts.
  ///
  /// - Returns: `false` if cancelled; then no index was given.
  func readCandidates(_ records: Range<Int>) -> Bool {
    let blocks = Mutex<[BlockFacts]>([])
    let finished = readBlocks(records) { block in
      var found = BlockFacts(records: block.records)
      for record in block.records {
        if record % 32 == 0, isCancelled() { return false }
        let outcome = block.outcome(of: record, keepsBytes: false)
        found.issues += outcome.issues
        for trajectory in outcome.trajectories { found.add(trajectory, of: self) }
        if outcome.trajectories.isEmpty { found.add(nil, of: self) }
        found.owners += [UInt32](
          repeating: UInt32(clamping: record), count: max(1, outcome.trajectories.count))
      }
      blocks.withLock { $0.append(found) }
      return true
    }
    guard finished else { return false }
    let sorted = blocks.withLock { $0 }.sorted { $0.records.lowerBound < $1.records.lowerBound }
    for block in sorted { catalog.append(block, ofFile: place) }
    return true
  }

  private func readBlocks(
    _ records: Range<Int>, _ body: @Sendable (RecordBlock) -> Bool
  ) -> Bool {
    // A file that cannot be read any more reports it in its progress.
    _ = try? file.file.forEachBlock(of: records, isCancelled: isCancelled) { block, _ in
      body(block)
    }
    return !isCancelled()
  }
}

/// The facts from the records of one block.
struct BlockFacts: Sendable {
  var records: Range<Int>
  var facts: [ReadFacts] = []
  var issues: [RecordIssue] = []
  /// The record of each, if records hold several.
  var owners: [UInt32] = []
  var hasMadeIDs = false

  init(records: Range<Int>) {
    self.records = records
    facts.reserveCapacity(records.count)
  }

  mutating func add(_ trajectory: Trajectory?, of pass: FactsPass) {
    guard let trajectory else {
      facts.append(.unreadable)
      return
    }
    facts.append(ReadFacts(trajectory, key: trajectory.digest.key))
    if !hasMadeIDs {
      hasMadeIDs = trajectory.source.candidate != nil || trajectory.id.hasPrefix(pass.file.stem)
    }
  }
}

extension TrajectoryCatalog {
  /// Notes a block's facts of trajectories that have indices.
  func note(_ block: BlockFacts, ofFile file: Int, at first: Int) {
    state.withLock { state in
      for (offset, facts) in block.facts.enumerated() { state.note(facts, at: first + offset) }
      state.noteBlock(block, ofFile: file)
    }
  }

  /// Gives indices to a block's trajectories and notes their facts.
  func append(_ block: BlockFacts, ofFile file: Int) {
    state.withLock { state in
      let first = state.contents.count
      state.contents.segments.append(
        .candidates(file: file, records: block.owners), count: block.owners.count)
      for (offset, facts) in block.facts.enumerated() where first + offset < state.contents.count {
        state.note(facts, at: first + offset)
      }
      state.progress.count = state.contents.count
      state.noteBlock(block, ofFile: file)
    }
  }
}

extension CatalogState {
  fileprivate mutating func noteBlock(_ block: BlockFacts, ofFile file: Int) {
    note(block.issues)
    if block.hasMadeIDs { contents.segments.files[file].hasMadeIDs = true }
  }
}
