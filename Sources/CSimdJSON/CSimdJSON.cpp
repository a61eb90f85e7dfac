#include "CSimdJSON.h"

#include <new>
#include <simdjson.h>

struct csimdjson_parser {
  simdjson::dom::parser parser;
};

// simdjson adopts the depth limit together with a first capacity; it grows that one by itself.
static const size_t initial_capacity = 1 << 16;

extern "C" csimdjson_parser *csimdjson_parser_create(size_t depth_limit) {
  csimdjson_parser *created = new (std::nothrow) csimdjson_parser;
  if (created == nullptr) { return nullptr; }
  // simdjson refuses the level that equals its limit.
  if (created->parser.allocate(initial_capacity, depth_limit + 1) != simdjson::SUCCESS) {
    delete created;
    return nullptr;
  }
  return created;
}

extern "C" void csimdjson_parser_free(csimdjson_parser *parser) { delete parser; }

extern "C" csimdjson_parsed csimdjson_parse(
    csimdjson_parser *parser, const uint8_t *bytes, size_t length, bool is_padded) {
  // simdjson takes no null pointer even for no bytes.
  static const uint8_t nothing = 0;
  const bool must_copy = !is_padded || bytes == nullptr;
  const simdjson::error_code code =
      parser->parser.parse(bytes == nullptr ? &nothing : bytes, length, must_copy).error();
  if (code != simdjson::SUCCESS) { return {nullptr, nullptr, code}; }
  return {parser->parser.doc.tape.get(), parser->parser.doc.string_buf.get(), code};
}

extern "C" int32_t csimdjson_out_of_memory(void) { return simdjson::MEMALLOC; }

extern "C" const char *csimdjson_error_text(int32_t code) {
  if (code < 0 || code >= simdjson::NUM_ERROR_CODES) { return "unknown error"; }
  return simdjson::error_message(static_cast<simdjson::error_code>(code));
}

extern "C" bool csimdjson_is_utf8(const uint8_t *bytes, size_t length) {
  if (length == 0) { return true; }
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}
