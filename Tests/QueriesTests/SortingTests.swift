import Testing

@testable import Queries

@Suite struct `Sorting and grouping` {
  @Test func `terms are fields with directions`() throws {
    let terms = try SortTerm.terms("S, steps desc ,-entropy,T asc, -id desc")
    #expect(
      terms == [
        SortTerm(field: .survival), SortTerm(field: .steps, descending: true),
        SortTerm(field: .entropy, descending: true), SortTerm(field: .steps),
        SortTerm(field: .id),
      ])
    #expect(try SortTerm.terms(terms.map(\.description).joined(separator: ", ")) == terms)
    #expect(try SortTerm.terms("  ").isEmpty)
    #expect(SortTerm.needs(terms) == [.figures, .facts, .text])
  }

  @Test(arguments: [
    ("S, stps", 3..<7, "`steps`"), ("S,,id", 2..<2, "fields"), ("S down", 2..<6, "`desc`"),
    ("text", 0..<4, "Sort by"), ("S, ", 3..<3, "fields"), ("S desc x", 7..<8, "commas"),
  ])
  func `an error points at the term`(source: String, range: Range<Int>, remedy: String) {
    do {
      _ = try SortTerm.terms(source)
      Issue.record("\(source) is understood")
    } catch {
      #expect(error.range == range)
      #expect(error.description.contains(remedy), "\(error)")
    }
  }

  @Test func `missing values come last in either direction`() {
    let keys: [SortKey] = [.missing, .number(2), .number(-1)]
    for descending in [false, true] {
      let sorted = keys.sorted { $0.precedes($1, descending: descending) }
      #expect(
        sorted
          == (descending
            ? [.number(2), .number(-1), .missing] : [.number(-1), .number(2), .missing]))
    }
    #expect(SortKey.text("a").precedes(.text("b"), descending: false))
    #expect(SortKey.missing.compared(to: .missing, descending: true) == 0)
  }

  @Test func `keys are what the fields say`() {
    let (full, bare) = (Row.full, Row.bare)
    func key(_ field: QueryField, _ row: QueryRow) -> SortKey {
      SortKey(row, by: field, now: 1_100)
    }
    #expect(key(.survival, full) == .number(0.25))
    #expect(key(.survival, bare) == .missing)
    #expect(key(.prediction, full) == .number(2))
    #expect(key(.outcome, full) == .number(0))
    #expect(key(.outcome, bare) == .missing)
    #expect(key(.age, full) == .number(100))
    #expect(key(.id, full) == .text("gsm8k-7"))
    #expect(key(.generator, bare) == .missing)
    #expect(key(.label, full) == .number(2))
    #expect(key(.labelled, bare) == .number(0))
    #expect(key(.smallestReward, full) == .number(-.infinity))
    var none = full
    none.figures?.firstError = .noError
    none.verdict = .noError
    #expect(key(.prediction, none) == .number(5))
    #expect(key(.verdict, full).precedes(key(.verdict, none), descending: false))
  }

  @Test func `groups gather by question, generator, file and training step`() {
    #expect(
      QueryField.groupings.compactMap { $0.groupKey(of: Row.full) } == [
        "q7", "Qwen2-7B", "a.jsonl", "120",
      ])
    #expect(QueryField.generator.groupKey(of: Row.bare) == nil)
    #expect(QueryField.steps.groupKey(of: Row.full) == nil)
    #expect(!QueryField.steps.isGrouping && QueryField.file.isGrouping)
  }
}
