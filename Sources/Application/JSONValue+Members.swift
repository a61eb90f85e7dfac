import JSON
import Trajectories

extension JSONValue {
  /// An object with these members, in this order.
  static func members(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members.map { .init(key: $0.0, value: $0.1) }))
  }
}
