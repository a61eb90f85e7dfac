/// Why a regular expression cannot be run; the words stand in ``TokenizerError``'s message.
struct ExpressionError: Error, Equatable {
  /// Scalars from the start of the expression.
  var position: Int
  var reason: String
}
