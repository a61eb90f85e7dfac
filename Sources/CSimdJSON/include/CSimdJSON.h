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

#ifdef __cplusplus
}
#endif

#endif
