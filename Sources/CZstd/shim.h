#ifndef CZSTD_SHIM_H
#define CZSTD_SHIM_H

// libzstd's streaming decoder.
#include <zstd.h>

#endif
