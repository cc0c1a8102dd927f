#ifndef HAKARU_CZLIB_SHIM_H
#define HAKARU_CZLIB_SHIM_H

#include <zlib.h>

// Swift does not import the macro inflateInit2, which adds the version and the size of the stream.
static inline int hakaru_inflate_init(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

#endif
