import GRDB

extension AnnotationStoreError {
  /// Translates an error of the database layer; quotes no bound values.
  init(_ error: any Error, path: String, busySeconds: Double) {
    switch error {
    case let known as AnnotationStoreError:
      self.init(known.reason, path: path)
    case let invalid as InvalidEntry:
      self.init(.invalidEntry(invalid), path: path)
    case let failure as DatabaseError:
      self.init(Reason(failure, busySeconds: busySeconds), path: path)
    default:
      self.init(.other(code: 0, message: "\(error)"), path: path)
    }
  }
}

extension AnnotationStoreError.Reason {
  fileprivate init(_ failure: DatabaseError, busySeconds: Double) {
    let message = failure.message ?? failure.resultCode.description
    self =
      switch failure.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(seconds: busySeconds)
      case .SQLITE_READONLY: .readOnly
      case .SQLITE_FULL: .diskFull
      case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen(message)
      case .SQLITE_NOTADB: .notADatabase
      case .SQLITE_CORRUPT: .corrupt(message)
      case .SQLITE_IOERR: .inputOutput(message)
      default: .other(code: failure.extendedResultCode.rawValue, message: message)
      }
  }
}
