import Survival

/// In two bytes: the step, or −1 for no error; the numbers below −1 are free for what is neither.
extension FirstError {
  /// The last step that is told from those behind it is 32,767.
  var compact: Int16 { Int16(clamping: code) }

  init(compact: Int16) { self.init(code: Int(compact)) }
}
