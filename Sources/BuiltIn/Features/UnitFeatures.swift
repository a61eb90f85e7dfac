import Arithmetic

/// Units of one kind combined in one computation without a conversion.
enum UnitFeatures {
  static func add(to features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory) {
    for equation in step.equations.prefix(6) {
      var first: (kind: Int, unit: Int)?
      for mention in step.mentions where equation.left.contains(mention.range.lowerBound) {
        guard let unit = unit(of: mention, step, memory) else { continue }
        if let first, first.kind == unit.kind, first.unit != unit.unit {
          features.add("two units of one kind in one computation", at: equation.range)
        }
        first = unit
      }
      addConversion(&features, step, equation, memory)
    }
    addQuestionUnit(&features, step, memory)
  }

  private static func unit(
    of mention: NumberMention, _ step: StepView, _ memory: TrajectoryMemory
  ) -> (kind: Int, unit: Int)? {
    if let place = mention.unit {
      return units[FeatureKey.hash(step.reading.bytes[place].lazy.map(FeatureKey.lower))]
    }
    guard let index = memory.find(mention.value.approximation) else { return nil }
    return units[memory.known[index].unit]
  }

  private static let factors: Set<Double> = [7, 12, 24, 60, 100, 1_000, 52, 365, 3_600, 16, 3, 36]

  private static func addConversion(
    _ features: inout StepFeatures, _ step: StepView, _ equation: EquationCheck,
    _ memory: TrajectoryMemory
  ) {
    let converts = step.mentions.contains { mention in
      equation.left.contains(mention.range.lowerBound)
        && factors.contains(mention.value.approximation)
        && memory.find(mention.value.approximation) == nil
    }
    guard converts else { return }
    features.add("a usual factor (3, 7, 12, 60 …) given nowhere", at: equation.range)
    if memory.problemUnitsOfOneKind == 0 {
      features.add(
        "a usual factor (3, 7, 12, 60 …) given nowhere, in a problem without units",
        at: equation.range)
    }
  }

  private static func addQuestionUnit(
    _ features: inout StepFeatures, _ step: StepView, _ memory: TrajectoryMemory
  ) {
    guard step.answer.isStated || step.equations.isEmpty, memory.problemUnitsOfOneKind >= 2,
      !memory.hasConverted
    else { return }
    features.add("the problem mixes units and none was converted")
  }

  /// Kind of quantity and unit, by the hash of the unit's name.
  static let units: NameTable<(kind: Int, unit: Int)> = {
    let kinds: [[String]] = [
      [
        "second seconds sec", "minute minutes min", "hour hours hr hrs", "day days", "week weeks",
        "month months", "year years", "decade decades",
      ],
      ["cent cents", "dollar dollars"],
      ["inch inches", "foot feet ft", "yard yards", "mile miles"],
      ["meter meters m", "kilometer kilometers km", "centimeter centimeters cm"],
      ["gram grams g", "kilogram kilograms kg"], ["ounce ounces oz", "pound pounds lb lbs"],
      [
        "ml milliliters", "liter liters", "cup cups", "pint pints", "quart quarts",
        "gallon gallons",
      ],
    ]
    var entries: [(key: UInt64, value: (kind: Int, unit: Int))] = []
    for (kind, names) in kinds.enumerated() {
      for (unit, list) in names.enumerated() {
        for name in list.split(separator: " ") {
          entries.append((FeatureKey.hash(name.utf8), (kind, unit)))
        }
      }
    }
    return NameTable(entries)
  }()
}
