// libcurl for Swift: its variadic functions with one argument type each, and constants that are macros.
// Beside it the two decoders that libcurl itself uses: it takes a compressed body without an end for a whole one,
// so HakaruTransfer decodes on its own.
#ifndef HAKARU_CCURL_SHIM_H
#define HAKARU_CCURL_SHIM_H

#include <brotli/decode.h>
#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <zlib.h>

static inline CURLcode hakaru_setopt_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hakaru_setopt_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hakaru_setopt_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hakaru_setopt_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hakaru_setopt_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}

// Write, header and read functions all have this type.
typedef size_t (*hakaru_data_function)(char *, size_t, size_t, void *);

static inline CURLcode hakaru_setopt_data_function(CURL *easy, CURLoption option, hakaru_data_function value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode hakaru_setopt_prereq_function(CURL *easy, curl_prereq_callback value) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLcode hakaru_setopt_progress_function(CURL *easy, curl_xferinfo_callback value) {
    return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, value);
}

// The one scheme that a transfer may use. Before 7.85 libcurl knows only the bit mask.
static inline CURLcode hakaru_setopt_protocol(CURL *easy, const char *name, long bit) {
#if LIBCURL_VERSION_NUM >= 0x075500
    (void)bit;
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, name);
#else
    (void)name;
    return curl_easy_setopt(easy, CURLOPT_PROTOCOLS, bit);
#endif
}

// Lets a name go that takes too long to look up; else libcurl waits for it, and with it all other transfers. The thread
// that looks it up ends by itself. Libraries before 7.87 wait always.
static inline CURLcode hakaru_setopt_abandon_lookups(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075700
    return curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)easy;
    return CURLE_OK;
#endif
}

static inline CURLcode hakaru_getinfo_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode hakaru_getinfo_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode hakaru_getinfo_pointer(CURL *easy, CURLINFO info, void **value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode hakaru_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// Macros with casts.
static const long hakaru_auth_basic = CURLAUTH_BASIC;

// The result of a message, which Swift sees as a union.
static inline CURLcode hakaru_message_result(const CURLMsg *message) {
    return message->data.result;
}

// `inflateInit2` is a macro. Adding 32 to the window size takes zlib's and gzip's format both.
static inline int hakaru_inflate_start(z_stream *stream) {
    return inflateInit2(stream, 15 + 32);
}

// `SIG_IGN` is a macro with a cast. A peer that hangs up must not end the process.
static inline void hakaru_ignore_broken_pipes(void) {
    signal(SIGPIPE, SIG_IGN);
}

#endif
