import TestSupport
import Testing
@testable import JSON
@testable import Trajectories

@Suite struct `Native export` {
  let odd =
    #"{ "id":"a", "x": 1.50, "problem":"Q\u0041", "steps":["a","b"] , "label":1.0, "final_answer_correct":false,"y":{"label":2}}"#

  @Test func `an unchanged record keeps every byte`() throws {
    for format in ["native", "processbench"] {
      #expect(write(try readOne(odd, as: format), to: "native") == Array(odd.utf8))
    }
  }

  @Test func `invalid UTF-8 leaves as it came`() throws {
    let bytes = Array(#"{"problem":"Q","steps":["a"],"label":0,"z":""#.utf8) + [0xFF, 0x22, 0x7D]
    var trajectory = try readOne(bytes, as: "native")
    #expect(write(trajectory, to: "native") == bytes)
    trajectory.label = .noError
    let changed = try #require(write(trajectory, to: "native"))
    #expect(changed.contains(0xFF))
    #expect(try readOne(changed, as: "native").label == .noError)
  }

  @Test func `only the label changes`() throws {
    var trajectory = try readOne(odd, as: "processbench")
    trajectory.label = .noError
    let expected = odd.replacing("\"label\":1.0", with: "\"label\":-1")
    #expect(write(trajectory, to: "native") == Array(expected.utf8))
  }

  @Test func `a record that spans lines is put on one`() throws {
    let pretty =
      "{\n    \"problem\": \"Q\",\n    \"steps\": [\n      \"a\"\n    ],\n    \"label\": 0\n  }"
    let written = try #require(write(try readOne(pretty), to: "native"))
    #expect(
      String(decoding: written, as: UTF8.self) == #"{"problem": "Q","steps": ["a"],"label": 0}"#)
  }

  @Test func `every label comes back, whatever it was before`() throws {
    let labels: [Label?] = [.noError, .firstError(1), .unsure, .badProblem, nil]
    let records =
      labels.map { label -> String in
        let made = Trajectory(id: "a", problem: "Q", steps: ["a", "b"], label: label)
        return String(decoding: write(made, to: "native") ?? [], as: UTF8.self)
      } + [
        #"{"problem":"Q","steps":["a","b"],"label":null,"annotation":{"verdict":"unsure"}}"#,
        #"{"problem":"Q","steps":["a","b"],"annotation":{"verdict":"no_error"},"verdict":"unsure"}"#,
      ]
    for record in records {
      for label in labels {
        var trajectory = try readOne(record, as: "native")
        trajectory.label = label
        for verdict in labels {
          let annotation = ExportAnnotation(
            annotator: "kim", time: "2026-01-01T00:00:00Z", seconds: 1.5, verdict: verdict,
            note: "n", model: nil, suggested: nil, visible: false)
          let export = ExportTrajectory(trajectory: trajectory, annotation: annotation)
          let bytes = try #require(written(export, to: "native"))
          #expect(try readOne(bytes, as: "native").label == label)
        }
        let bytes = try #require(write(trajectory, to: "native"))
        #expect(try readOne(bytes, as: "native").label == label, "\(record)")
      }
    }
  }

  @Test func `a record of another format goes whole into source`() throws {
    let record =
      #"{"input":"Q? Step 1: a \u043a\u0438\nStep 2: b ки","label":"Q? Step 1: a +\nStep 2: b -","task":"GSM8K"}"#
    let native = try #require(write(try readOne(record), to: "native"))
    #expect(
      String(decoding: native, as: UTF8.self).hasSuffix(
        #","source":{"format":"math-shepherd","record":\#(record)}}"#))
    let back = try readOne(native)
    #expect(back.source.format == "native")
    #expect(back.label == .firstError(1))
    #expect(back.outcome == false)
    #expect(back.steps == ["a", "b"])
    #expect(write(back, to: "math-shepherd") == Array(record.utf8))
  }

  @Test func `candidates say which one they are`() throws {
    let reading = try read(
      #"{"question":"Q","chain_of_thoughts":[{"steps":["a"],"labels":[1]},{"steps":["b"],"labels":[0]}]}"#
    )
    let native = try reading.trajectories.map { try #require(write($0, to: "native")) }
    #expect(String(decoding: native[1], as: UTF8.self).contains(#""candidate":1,"record":"#))
    #expect(try readOne(native[1]).label == .firstError(0))
  }
}

@Suite struct `Other exports` {
  @Test func `a record that goes back to its format keeps its unknown members`() throws {
    let record =
      #"{"prompt": "Q", "completions": ["a", "b"], "labels": [true, false], "extra": 1.0}"#
    var trajectory = try readOne(record)
    #expect(write(trajectory, to: "trl") == Array(record.utf8))
    trajectory.label = .firstError(0)
    #expect(
      write(trajectory, to: "trl").map { String(decoding: $0, as: UTF8.self) }
        == #"{"prompt": "Q", "completions": ["a", "b"], "labels": [false,false], "extra": 1.0}"#)
  }

  @Test func `prmbench keeps the later errors`() throws {
    var trajectory = try readOne(
      #"{"modified_question":"Q","modified_process":["a","b","c"],"error_steps":[1,3],"reason":"r"}"#
    )
    trajectory.label = .firstError(1)
    #expect(
      write(trajectory, to: "prmbench").map { String(decoding: $0, as: UTF8.self) }
        == #"{"modified_question":"Q","modified_process":["a","b","c"],"error_steps":[2,3],"reason":"r"}"#
    )
  }

  @Test func `prm800k keeps the other completions when its label changes`() throws {
    let record =
      #"{"labeler":"u","question":{"problem":"Q","pre_generated_steps":["a","b","c"]},"label":{"steps":[{"completions":[{"text":"a","rating":1,"flagged":null}],"human_completion":null,"chosen_completion":0},{"completions":[{"text":"b","rating":-1,"flagged":null},{"text":"other","rating":1}],"human_completion":null,"chosen_completion":null}],"total_time":7,"finish_reason":"found_error"}}"#
    var trajectory = try readOne(record)
    #expect(write(trajectory, to: "prm800k") == Array(record.utf8))
    for label in [Label.noError, .firstError(0), .firstError(2), .unsure, .badProblem] {
      trajectory.label = label
      let bytes = try #require(write(trajectory, to: "prm800k"))
      #expect(String(decoding: bytes, as: UTF8.self).contains(#""text":"other""#))
      #expect(try readOne(bytes).label == label)
      #expect(try readOne(bytes).steps == ["a", "b", "c"])
    }
  }

  @Test func `a rule is named where a right answer after an error finds no place`() {
    let trajectory = Trajectory(
      id: "a", problem: "Q", steps: ["a", "b"], label: .firstError(1), outcome: true)
    let export = ExportTrajectory(trajectory: trajectory)
    for (name, rule) in [
      ("trl", "right-answer-left-out"), ("math-shepherd", "last-mark-follows-label"),
    ] {
      let format = TrajectoryFormats.writable.first { $0.name == name }
      guard case .mapped(_, let found) = format?.write(export) else {
        Issue.record("not mapped in \(name)")
        continue
      }
      #expect(found == rule)
    }
  }

  @Test(
    arguments: [
      (true, "4", Label.firstError(1), nil), (true, nil, .firstError(1), "right-answer-left-out"),
      (true, nil, .noError, "outcome-left-out"), (false, "4", .noError, "outcome-left-out"),
      (false, nil, .firstError(1), "outcome-left-out"), (nil, "4", .firstError(1), nil),
      (false, "4", .unsure, "unsure-as-flagged, outcome-left-out"),
    ] as [(Bool?, String?, Label, String?)])
  func `prm800k names the outcomes that it loses`(
    outcome: Bool?, reference: String?, label: Label, rule: String?
  ) throws {
    let trajectory = Trajectory(
      id: "a", problem: "Q", steps: ["a", "b"], label: label, outcome: outcome,
      referenceAnswer: reference)
    let written = PRM800KFormat().write(ExportTrajectory(trajectory: trajectory))
    var found: String?
    if case .mapped(_, let name) = written { found = name }
    #expect(found == rule)
    let copy = try readOne(#require(written.bytes), as: "prm800k")
    #expect((copy.outcome == outcome) == (rule?.contains("left-out") != true))
  }

  @Test func `what a format cannot hold is skipped with the reason`() {
    for name in TrajectoryFormats.writable.map(\.name) where name != "native" {
      let format = TrajectoryFormats.writable.first { $0.name == name }
      var trajectory = Trajectory(id: "a", problem: "Q", steps: ["a"])
      #expect(
        format?.write(ExportTrajectory(trajectory: trajectory))
          == .skipped(reason: "not labelled"))
      trajectory.label = .firstError(9)
      #expect(
        format?.write(ExportTrajectory(trajectory: trajectory))
          == .skipped(reason: "the label names no step"))
    }
  }

  @Test(arguments: TrajectoryFormats.writable.map(\.name), [UInt64](1...3))
  func `random trajectories read back with the same text and label`(name: String, seed: UInt64)
    throws
  {
    var random = RandomTrajectories(seed: seed)
    for turn in 0..<200 {
      let trajectory = random.trajectory()
      guard let bytes = write(trajectory, to: name) else {
        #expect(name != "native")
        continue
      }
      let copy = try readOne(bytes, as: name)
      #expect(copy.label == trajectory.label, "seed \(seed), turn \(turn)")
      #expect(copy.hasText(of: trajectory), "seed \(seed), turn \(turn)")
      #expect(!bytes.contains(.lineFeed))
      if name == "native" {
        #expect(copy.outcome == trajectory.outcome && copy.ratings == trajectory.ratings)
        #expect(copy.question == trajectory.question && copy.id == trajectory.id)
      }
    }
  }

  @Test(arguments: TrajectoryFormats.writable.map(\.name))
  func `harmless text is never skipped, and relabelling it works`(name: String) throws {
    var random = RandomTrajectories(seed: 7)
    for turn in 0..<200 {
      let trajectory = random.trajectory(plain: true)
      let bytes = try #require(write(trajectory, to: name), "turn \(turn)")
      #expect(sniff(bytes)?.name == name || name == "native")
      var copy = try readOne(bytes, as: name)
      copy.label = .firstError(copy.steps.count - 1)
      let again = try #require(write(copy, to: name), "turn \(turn)")
      #expect(try readOne(again, as: name).label == copy.label)
    }
  }
}

@Suite struct `Patched records` {
  @Test func `members are replaced, added and removed in place`() throws {
    let record = Array(#"{"a": 1, "b": [2], "c": "3"}"#.utf8)
    func patched(_ change: (inout RecordPatch) -> Void) throws -> String {
      var patch = try #require(RecordPatch(record[...]))
      change(&patch)
      return String(decoding: patch.result, as: UTF8.self)
    }
    #expect(try patched { _ in } == #"{"a": 1, "b": [2], "c": "3"}"#)
    #expect(try patched { $0.set("b", .null) } == #"{"a": 1, "b": null, "c": "3"}"#)
    #expect(try patched { $0.set("d", true) } == #"{"a": 1, "b": [2], "c": "3", "d": true}"#)
    #expect(try patched { $0.remove("a") } == #"{"b": [2], "c": "3"}"#)
    #expect(try patched { $0.remove("c") } == #"{"a": 1, "b": [2]}"#)
    #expect(
      try patched {
        for name in ["a", "b", "c"] { $0.remove(name) }
        $0.set("e", 5)
      } == #"{"e": 5}"#)
  }
}
