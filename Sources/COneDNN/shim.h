#ifndef CONEDNN_SHIM_H
#define CONEDNN_SHIM_H

// oneDNN's plain C interface; Swift does not see through the exceptions of the C++ one.
#include <oneapi/dnnl/dnnl.h>

/// The argument that carries the second operand of a binary post-operation: a macro with a
/// parameter, which Swift does not import.
static inline int conednn_post_operation_argument(int index) {
  return DNNL_ARG_ATTR_MULTIPLE_POST_OP(index) | DNNL_ARG_SRC_1;
}

#endif
