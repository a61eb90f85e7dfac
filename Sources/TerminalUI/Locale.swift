import Glibc

/// The character encoding of the process's locale.
public enum Locale {
  /// Takes the character encoding from the environment; numbers keep their English notation.
  ///
  /// A UTF-8 locale that is not installed falls back to `C.UTF-8` rather than to ASCII.
  public static func adopt() {
    guard setlocale(LC_CTYPE, "") == nil else { return }
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let values = names.compactMap { name in getenv(name).map { String(cString: $0) } }
    let wanted = values.first { !$0.isEmpty }
    if let wanted = wanted?.uppercased(), wanted.hasSuffix("UTF-8") || wanted.hasSuffix("UTF8") {
      setlocale(LC_CTYPE, "C.UTF-8")
    }
  }
}
