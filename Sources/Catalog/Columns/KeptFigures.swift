import Scoring
import Survival
import TrajectoryFiles

/// A model's figures kept between runs, in pieces of 65,536 trajectories of one file.
///
/// Used only for exactly that file, model and rule; failures are not kept, so they are tried again.
struct KeptFigures {
  private let files: KeptFiles
  /// Model, rule, and how trajectories were read from records.
  private let subject: [UInt8]

  /// Trajectories of one kept file: 2.9 MB.
  static let pieceSize = 1 << 16
  /// Room for sixteen million trajectories.
  private static let byteLimit = 512 << 20
  /// Identifies these files; the digit is the layout's version.
  private static let mark = "misstep figures 3"

  init(folder: String, model identity: String, rule: PredictionRule, options: ReadingOptions) {
    files = KeptFiles(folder: folder + "/figures", byteLimit: Self.byteLimit)
    let parts = [identity, "\(rule)", options.format ?? "", "\(options.splitting)"]
    subject = Array(parts.joined(separator: "\0").utf8)
  }

  /// The figures of a piece of a file with `total` trajectories; `nil` if none are kept.
  func load(_ piece: Range<Int>, of total: Int, _ file: FileFingerprint) -> [CompactFigures]? {
    let (name, condition) = key(piece, total, file)
    guard let bytes = files.load(name, if: condition),
      bytes.count == piece.count * MemoryLayout<CompactFigures>.stride
    else { return nil }
    return [CompactFigures](unsafeUninitializedCapacity: piece.count) { buffer, count in
      bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      count = piece.count
    }
  }

  func save(
    _ figures: [CompactFigures], _ piece: Range<Int>, of total: Int, _ file: FileFingerprint
  ) {
    let (name, condition) = key(piece, total, file)
    figures.withUnsafeBytes { files.save($0, name, if: condition) }
  }

  private func key(
    _ piece: Range<Int>, _ total: Int, _ file: FileFingerprint
  ) -> (name: [UInt8], condition: [UInt8]) {
    let place = Array("\0\(piece.lowerBound) \(total)\0".utf8)
    return (
      file.name + place + subject, Array(Self.mark.utf8) + place + subject + file.content
    )
  }
}

extension TrajectoryCatalog {
  /// Takes over what an earlier run kept of this model's figures of the open files.
  ///
  /// Reads 44 bytes a trajectory: call it off the screen's thread. Does not replace known figures.
  /// - Returns: the indices whose figures were taken over, as ascending ranges.
  public func takeKeptFigures(of model: any RewardModel) -> [Range<Int>] {
    let rule = state.withLock(\.rule)
    guard let kept = keptFigures(of: model, by: rule) else { return [] }
    var taken: [Range<Int>] = []
    for (file, indices) in contents.segments.wholeFiles {
      guard let fingerprint = file.file.fingerprint else { continue }
      for piece in indices.pieces {
        guard let figures = kept.load(piece, of: indices.count, fingerprint) else { continue }
        // A few thousand at a time, so that nobody waits long for the lock.
        for start in stride(from: 0, to: figures.count, by: 4096) {
          let part = figures[start..<min(start + 4096, figures.count)]
          let first = indices.lowerBound + piece.lowerBound + start
          // The rule may have changed meanwhile.
          taken += state.withLock { $0.rule == rule ? $0.take(part, at: first) : [] }
        }
      }
    }
    return taken
  }

  /// Keeps this model's figures of the open files, if there are new ones.
  ///
  /// Nothing is kept of files that are small, compressed, followed or not indexed to their end.
  public func keepFigures(of model: any RewardModel) {
    guard progress.isIndexed else { return }
    // In one step, so that figures by a new rule are not kept as those of the old one.
    let (contents, fresh, rule) = state.withLock { state in
      defer { state.freshPieces = [] }
      return (state.contents, state.freshPieces, state.rule)
    }
    guard !fresh.isEmpty, let kept = keptFigures(of: model, by: rule) else { return }
    for (file, indices) in contents.segments.wholeFiles where file.file.isSettled {
      guard let fingerprint = file.file.fingerprint else { continue }
      for piece in indices.pieces {
        let columns = [piece.lowerBound, piece.upperBound - 1].map {
          (indices.lowerBound + $0) / FactColumns.chunkSize
        }
        guard columns.contains(where: fresh.contains) else { continue }
        let figures = piece.map { contents.figures[indices.lowerBound + $0].kept }
        kept.save(figures, piece, of: indices.count, fingerprint)
      }
    }
  }

  private func keptFigures(of model: any RewardModel, by rule: PredictionRule?) -> KeptFigures? {
    options.cacheFolder.map { folder in
      KeptFigures(
        folder: folder, model: model.identity, rule: rule ?? model.rule, options: options)
    }
  }
}

extension CatalogState {
  fileprivate mutating func take(
    _ figures: ArraySlice<CompactFigures>, at first: Int
  ) -> [Range<Int>] {
    var taken: [Range<Int>] = []
    for (offset, kept) in figures.enumerated() where kept.isSettled {
      let index = first + offset
      guard index < contents.count, !contents.figures[index].isSettled else { continue }
      contents.figures.update(index) { $0 = kept }
      progress.scored += 1
      if let last = taken.last, last.upperBound == index {
        taken[taken.count - 1] = last.lowerBound..<index + 1
      } else {
        taken.append(index..<index + 1)
      }
    }
    return taken
  }
}

extension SegmentList {
  /// The files whose trajectories have consecutive indices, with those indices.
  fileprivate var wholeFiles: [(file: CatalogFile, indices: Range<Int>)] {
    var ranges: [Int: Range<Int>?] = [:]
    for segment in segments {
      let place: Int
      switch segment.store {
      case .memory: continue
      case .records(let file, _), .candidates(let file, _): place = file
      }
      guard let before = ranges[place] else {
        ranges[place] = .some(segment.indices)
        continue
      }
      let isNext = before?.upperBound == segment.first
      ranges[place] = .some(
        isNext ? before.map { $0.lowerBound..<segment.indices.upperBound } : nil)
    }
    return ranges.sorted { $0.key < $1.key }.compactMap { place, range in
      range.map { (files[place], $0) }
    }
  }
}

extension Range<Int> {
  /// The range in pieces, counted from its beginning.
  fileprivate var pieces: [Range<Int>] {
    stride(from: 0, to: count, by: KeptFigures.pieceSize).map {
      $0..<Swift.min($0 + KeptFigures.pieceSize, count)
    }
  }
}
