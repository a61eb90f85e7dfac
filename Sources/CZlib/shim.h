#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

// Plain zlib: its inflate can stop inside a deflate stream and go on there, which random access needs.
#include <zlib.h>

#endif
