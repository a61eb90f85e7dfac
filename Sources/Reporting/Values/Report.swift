import VisibleText

/// What is to be told, whatever it is written as.
public struct Report: Equatable, Sendable {
  /// What it is about.
  public var title: VisibleText
  /// What the figures are made of: models, files, counts.
  public var facts: [Fact]
  /// In the order of reading.
  public var sections: [Section]

  /// A report.
  public init(title: VisibleText, facts: [Fact] = [], sections: [Section] = []) {
    self.title = title
    self.facts = facts
    self.sections = sections
  }

  /// A name and what stands for it.
  public struct Fact: Equatable, Sendable {
    /// Such as `model`.
    public var name: VisibleText
    /// Such as `builtin (crm)`.
    public var value: VisibleText

    /// One fact.
    public init(_ name: VisibleText, _ value: VisibleText) {
      self.name = name
      self.value = value
    }
  }

  /// A heading and what belongs to it.
  public struct Section: Equatable, Sendable {
    /// Empty for none.
    public var heading: VisibleText
    /// In the order of reading.
    public var blocks: [Block]

    /// A section.
    public init(_ heading: VisibleText, _ blocks: [Block]) {
      self.heading = heading
      self.blocks = blocks
    }
  }

  /// One piece of a section.
  public enum Block: Equatable, Sendable {
    /// A paragraph.
    case text(VisibleText)
    /// A remark that explains what stands above.
    case note(VisibleText)
    /// Rows of cells.
    case table(Table)
    /// A picture; text leaves it out, as its numbers stand in a table.
    case chart(Chart)
    /// One trajectory with its figures.
    case trajectory(TrajectoryPage)
  }
}
