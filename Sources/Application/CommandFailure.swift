import Files
import Annotations
import BuiltIn
import Checkpoints
import Generation
import Learning
import Scoring
import Trajectories
import TrajectoryFiles
import Transformer

/// How a command ended, as the shell sees it (sysexits).
package enum ExitStatus: Int32, Equatable, Sendable {
  case done = 0
  case usage = 64
  case badData = 65
  case noInput = 66
  case serviceNotAvailable = 69
  case internalError = 70
  case inputOutput = 74
  case interrupted = 130
}

/// Why a command stopped: what went wrong, what would mend it, and the status it exits with.
package struct CommandFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// The status that the process exits with.
  package var status: ExitStatus
  /// Whole sentences; may quote foreign text, so it is printed only through `VisibleText`.
  package var description: String

  /// A failure in words of the program's own making.
  package init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }

  /// The failure that an error of another room amounts to; `nil` for one that is not ours.
  package init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as AnnotationStoreError: self.init(.inputOutput, error.description)
    case let error as FileWriteError: self.init(.inputOutput, error.description)
    case let error as FileError: self.init(error.exitStatus, error.description)
    case let error as BuiltInModelError: self.init(.badData, error.description)
    case let error as CheckpointModelError: self.init(error.exitStatus, error.description)
    case let error as TrainingError: self.init(error.exitStatus, error.description)
    case let fault as GenerationFault: self.init(.badData, fault.description)
    case let fault as SamplingFault: self.init(.usage, fault.description)
    case let error as DecoderError:
      self.init(error == .cancelled ? .interrupted : .serviceNotAvailable, error.description)
    case let error as TokenizationError: self.init(.badData, error.description)
    case let failure as RequestFailure: self.init(failure)
    default: return nil
    }
  }
}

extension CommandFailure {
  /// A model that can score nothing.
  init(_ failure: RequestFailure) {
    let status: ExitStatus = failure == .cancelled ? .interrupted : .serviceNotAvailable
    self.init(status, failure.description)
  }
}

extension TrainingError {
  var exitStatus: ExitStatus {
    switch self {
    case .cannotWrite, .cannotRead: .inputOutput
    case .stateDiffers: .usage
    default: .badData
    }
  }
}

extension FileError {
  var exitStatus: ExitStatus {
    if isNoInput { return .noInput }
    return isInputFailure ? .inputOutput : .badData
  }
}
