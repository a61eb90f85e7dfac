import Trajectories

/// Why the label store could not be opened, read or extended.
public struct AnnotationStoreError: Error, Equatable, Sendable {
  /// What went wrong.
  public enum Reason: Equatable, Sendable {
    /// Another program kept the store locked for this many seconds.
    case busy(seconds: Double)
    case readOnly
    case diskFull
    /// The file does not exist and was not to be created.
    case missing
    case cannotOpen(String)
    case notADatabase
    /// A database of another program.
    case foreign
    /// Created by a later version, with these additional migrations.
    case newer(unknown: [String])
    case corrupt(String)
    case inputOutput(String)
    case invalidEntry(InvalidEntry)
    /// Neither `--labels`, `MISSTEP_LABELS`, `XDG_DATA_HOME` nor `HOME` says where labels go.
    case noLocation
    case other(code: Int32, message: String)
  }

  /// What went wrong.
  public var reason: Reason
  /// The database's path; empty for a store in memory.
  public var path: String

  /// An error about one store.
  public init(_ reason: Reason, path: String = "") {
    self.reason = reason
    self.path = path
  }
}

/// Why an entry is refused before it reaches the store.
public enum InvalidEntry: Error, Equatable, Sendable {
  /// Steps count from 0.
  case stepOutOfRange(step: Int, steps: Int)
  case emptyAnnotator
  case timeNotFinite
  /// Undo and redo need a verdict, rating, note or mark by the same annotator on the same
  /// trajectory.
  case nothingToReverse(number: Int64)
}

extension AnnotationStoreError: CustomStringConvertible {
  /// Path, reason and remedy; the path is foreign text.
  public var description: String {
    path.isEmpty ? sentence : "\(path): \(sentence)"
  }

  /// Reason and remedy before the path, for a line that may be too short for both.
  public var reasonFirst: String {
    path.isEmpty ? sentence : "\(sentence) \(path)"
  }

  private var sentence: String {
    switch reason {
    case .busy(let seconds):
      "another program kept the label store locked for \(seconds) s. Try again, or close it."
    case .readOnly:
      "the label store cannot be written. Allow writing to it and its folder, or choose another "
        + "with --labels."
    case .diskFull: "the disk is full. Free some space; what is not stored yet is tried again."
    case .missing: "there is no label store. Check --labels or MISSTEP_LABELS."
    case .cannotOpen(let detail):
      "the label store cannot be opened (\(detail)). Check that its folder exists and may be used."
    case .notADatabase:
      "this is not a label store. Choose another file with --labels; this one is left as it is."
    case .foreign:
      "this database belongs to another program. Choose another file with --labels."
    case .newer(let unknown):
      "a newer version of misstep made this label store (\(unknown.joined(separator: ", "))). "
        + "Update misstep to use it."
    case .corrupt(let detail):
      "the label store is damaged (\(detail)). Copy it, then recover it with: "
        + "sqlite3 labels.sqlite .recover"
    case .inputOutput(let detail):
      "reading or writing the label store failed (\(detail)). Check the disk."
    case .invalidEntry(let invalid): invalid.description
    case .noLocation:
      "there is no place for labels: HOME is not set. Use --labels FILE, or --labels none."
    case .other(let code, let message): "SQLite error \(code): \(message)."
    }
  }
}

extension InvalidEntry: CustomStringConvertible {
  /// Reason and remedy; steps count from 1 here.
  public var description: String {
    switch self {
    case .stepOutOfRange(let step, let steps) where steps == 0:
      "step \(step &+ 1) cannot be judged: the trajectory has no steps."
    case .stepOutOfRange(let step, let steps):
      "there is no step \(step &+ 1): the trajectory has \(steps). Steps count from 1."
    case .emptyAnnotator: "the annotator has no name. Give one with --annotator."
    case .timeNotFinite: "the time of the entry is not a number."
    case .nothingToReverse(let number):
      "entry \(number) cannot be undone or redone: this annotator made no such change."
    }
  }
}
