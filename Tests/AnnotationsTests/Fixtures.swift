import Annotations
import Foundation
import Trajectories

func digest(_ name: String) -> TrajectoryDigest {
  TrajectoryDigest(problem: name, steps: [])
}

/// An entry about a trajectory of four steps.
func entry(
  _ change: AnnotationEntry.Change, on name: String = "a", by annotator: String = "kim",
  time: Double = 1000, seconds: Double? = nil, suggestion: Suggestion? = nil
) -> AnnotationEntry {
  AnnotationEntry(
    trajectory: digest(name), change: change, annotator: annotator, time: time,
    seconds: seconds, suggestion: suggestion, origin: Origin(file: "f.jsonl", id: name, steps: 4))
}

/// What a store refuses, as a value that can be compared.
func refusal(_ body: () throws -> Void) -> AnnotationStoreError.Reason? {
  do {
    try body()
    return nil
  } catch {
    return (error as? AnnotationStoreError)?.reason
  }
}
