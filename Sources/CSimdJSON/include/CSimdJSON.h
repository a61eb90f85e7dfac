#ifndef CSIMDJSON_H
#define CSIMDJSON_H

// What Swift needs of simdjson's DOM parser, as plain C. Swift's own C++ interoperability would
// force every importing target to build in that mode, and simdjson's types are templates that throw
// or carry `simdjson_result`; here only integers and pointers cross, and never an exception.
//
// Swift reads the parsed document from simdjson's tape itself, so that a document costs four calls
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

/// Parses a copy of the bytes, so the caller need not provide simdjson's 64 bytes of padding.
///
/// Returns simdjson's error code, 0 for success. Tape and strings are valid until the next call.
int32_t csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t length);

/// `document::tape`, hidden from C in a unique_ptr; NULL before the first success.
const uint64_t *csimdjson_tape(const csimdjson_parser *parser);

/// `document::string_buf`: for each string its length in 4 bytes, its UTF-8 and a NUL.
const uint8_t *csimdjson_strings(const csimdjson_parser *parser);

/// simdjson's words for an error code; never NULL.
const char *csimdjson_error_text(int32_t code);

/// `simdjson::validate_utf8`, asked first: a parse reports other faults ahead of invalid UTF-8.
bool csimdjson_is_utf8(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
