/// Where the program keeps what its user made.
public enum DataFolder {
  /// `$XDG_DATA_HOME/misstep`, else `~/.local/share/misstep`; `nil` where no variable says where.
  ///
  /// A relative `XDG_DATA_HOME` counts as absent, as its specification requires. Creates nothing.
  public static func standard(environment: [String: String]) -> String? {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/misstep" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/share/misstep"
  }
}
