import Drawing
import Labeling
import Survival
import VisibleText

/// What the inspector is told when it starts, by arguments and configuration.
public struct InspectorOptions: Sendable {
  /// The paths as the user gave them; the title bar shows the last component.
  public var files: [String]
  /// What the screen calls the model.
  public var modelName: String
  /// Name and digest of the weights, kept with every verdict.
  public var modelIdentity: String
  /// What the user should know of the models in force; quotes foreign text.
  public var modelWarning: String?
  /// Whether the model can say why a hazard is what it is.
  public var givesReasons = true
  /// What the screen calls a second model that is compared with it.
  public var comparisonName: String?
  /// Who judges; every entry carries it.
  public var annotator: String
  /// `--predict`: overrides the rule that each score brings.
  public var predict: PredictionRule?
  /// Whether a verdict moves on to the next unlabelled trajectory.
  public var advance: Bool
  /// Hides every model figure of a trajectory until a verdict is given for it.
  public var blind: Bool
  /// Files are watched, and trajectories that are added to them show up.
  public var follows = false
  /// What to label next; `nil` begins with the order of the files.
  public var next: LabelingPlan?
  /// How many are drawn at random in such orders, in 0...1.
  public var randomShare = LabelingPlan.usualShare
  /// The cursor stays on the newest trajectory while it stands on the last one.
  public var tail = false
  /// Which colours the inks have.
  public var theme: Theme
  /// Which keys run which command.
  public var keys: KeyTable
  /// Names for `:export PATH FORMAT`; the first is the default.
  public var exportFormats: [String]
  /// The commands that `:model` completes, beside folders.
  public var modelNames: [String]

  /// How the terminal will spell what is drawn; ASCII needs more columns for some characters.
  public var encoding = TextEncoding.utf8

  /// What is not given is what a first start has.
  public init(
    files: [String] = [], modelName: String = "builtin", modelIdentity: String = "builtin",
    annotator: String = "", predict: PredictionRule? = nil, advance: Bool = true,
    blind: Bool = false, theme: Theme = .dark, keys: KeyTable = .standard,
    exportFormats: [String] = ["native"], modelNames: [String] = ["builtin", "recorded"]
  ) {
    self.files = files
    self.modelName = modelName
    self.modelIdentity = modelIdentity
    self.annotator = annotator
    self.predict = predict
    self.advance = advance
    self.blind = blind
    self.theme = theme
    self.keys = keys
    self.exportFormats = exportFormats
    self.modelNames = modelNames
  }
}
