#ifndef CSIMDJSON_H
#define CSIMDJSON_H

// What Swift needs of simdjson's DOM parser, as plain C. Swift's own C++ interoperability would
// force every importing target to build in that mode, and simdjson's types are templates that throw
// or carry `simdjson_result`; here only integers and pointers cross, and never an exception.
//
// Swift reads the parsed document from simdjson's tape itself, so that a document costs one call
// and not several for each of its elements. The tape's layout is simdjson's doc/tape.md.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A simdjson parser and the buffers that it keeps between documents; for one thread at a time.
typedef struct csimdjson_parser csimdjson_parser;

/// `dom::parser` has no stable layout that C could hold by value. NULL when memory is short.
csimdjson_parser *csimdjson_parser_create(size_t depth_limit);

void csimdjson_parser_free(csimdjson_parser *parser);

/// What a parse gave; `code` is simdjson's error code, 0 for success.
///
/// `tape` is `document::tape`, hidden from C in a unique_ptr; `strings` is `document::string_buf`:
/// for each string its length in 4 bytes, its UTF-8 and a NUL, with 64 readable bytes behind the
/// last. Both are valid until the parser's next document, and NULL without success.
typedef struct csimdjson_parsed {
  const uint64_t *tape;
  const uint8_t *strings;
  int32_t code;
} csimdjson_parsed;

/// Parses the bytes where they lie when simdjson's 64 bytes of padding may be read behind them, else
/// a copy, so that the caller need not provide them.
csimdjson_parsed csimdjson_parse(
    csimdjson_parser *parser, const uint8_t *bytes, size_t length, bool is_padded);

/// `simdjson::MEMALLOC`, for a parser that could not be made.
int32_t csimdjson_out_of_memory(void);

/// simdjson's words for an error code; never NULL.
const char *csimdjson_error_text(int32_t code);

/// `simdjson::validate_utf8`, asked first: a parse reports other faults ahead of invalid UTF-8.
bool csimdjson_is_utf8(const uint8_t *bytes, size_t length);

/// Not of simdjson, but of its kind: how many of 16 bytes come before the first that a JSON string
/// may have to escape (control characters, quote, backslash, U+007F, and 0xE2, with which U+2028
/// begins); 16 when none is there.
///
/// In C because Swift 6.3 compares SIMD16<UInt8> lane by lane, thirty times slower. Here, so that it
/// is inlined. Lanes are numbered as on a little-endian processor, which all of Swift's are.
static inline int32_t csimdjson_plain_bytes(const uint8_t *bytes) {
  typedef uint8_t vector __attribute__((vector_size(16), aligned(1)));
  const vector v = *(const vector *)bytes;
  const vector special =
      (vector)((v < 0x20) | (v == 0x22) | (v == 0x5C) | (v == 0x7F) | (v == 0xE2));
  uint64_t lanes[2];
  memcpy(lanes, &special, sizeof lanes);
  if (lanes[0] != 0) return __builtin_ctzll(lanes[0]) / 8;
  return lanes[1] != 0 ? 8 + __builtin_ctzll(lanes[1]) / 8 : 16;
}

#ifdef __cplusplus
}
#endif

#endif
