#ifndef CLIBCRYPTO_SHIM_H
#define CLIBCRYPTO_SHIM_H

// SHA-256 only. OpenSSL's own implementation uses the processor's SHA instructions and costs no
// build time; a Swift package with its own copy of BoringSSL would add minutes to every first build.
#include <openssl/evp.h>

#endif
