#ifndef CPCRE2_SHIM_H
#define CPCRE2_SHIM_H

// Must come first: it chooses the 8-bit library, whose texts are UTF-8 as ours are.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#endif
