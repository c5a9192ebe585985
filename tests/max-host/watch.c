/* The watch over a perform routine: it may not allocate, free, take a lock or make a system call.
 *
 * Allocations and locks: this program's functions come before the C library's, for the external, too.
 * System calls: Linux lets a thread switch them off by a byte in memory (syscall user dispatch); who
 * makes one all the same gets a signal. */
#define _GNU_SOURCE
#include "host.h"

#if !defined(WATCH)

void watch_begin(void) {}
void watch_end(void) {}
bool watching_works(void) { return false; }

#else

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <ucontext.h>

#if !defined(PR_SET_SYSCALL_USER_DISPATCH)
#define PR_SET_SYSCALL_USER_DISPATCH 59
#endif
enum { DISPATCH_ON = 1 };

static __thread bool watched;
static __thread volatile char system_calls;
static __thread enum { UNKNOWN, POSSIBLE, IMPOSSIBLE } dispatch;

/* Nothing is printed while the watch is on: printing takes a lock. */
static void caught(const char *function) {
    if (!watched) return;
    watch_end();
    violation("%s in the perform routine", function);
    watch_begin();
}

static void on_system_call(int signal, siginfo_t *info, void *context) {
    (void)signal;
    system_calls = 0;
    watched = false;
    violation("system call %d in the perform routine", info->si_syscall);
    /* It was not made. */
    ucontext_t *state = context;
#if defined(__x86_64__)
    state->uc_mcontext.gregs[REG_RAX] = -ENOSYS;
#elif defined(__aarch64__)
    state->uc_mcontext.regs[0] = (unsigned long long)-ENOSYS;
#endif
}

static void prepare(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_system_call;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGSYS, &action, NULL);
    bool set = !prctl(PR_SET_SYSCALL_USER_DISPATCH, DISPATCH_ON, 0, 0, &system_calls);
    dispatch = set ? POSSIBLE : IMPOSSIBLE;
}

void watch_begin(void) {
    if (dispatch == UNKNOWN) prepare();
    watched = true;
    system_calls = dispatch == POSSIBLE;
}

void watch_end(void) {
    system_calls = 0;
    watched = false;
}

bool watching_works(void) {
    if (dispatch == UNKNOWN) prepare();
    return dispatch == POSSIBLE;
}

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);

API void *malloc(size_t size) {
    caught("malloc");
    return __libc_malloc(size);
}

API void *calloc(size_t count, size_t size) {
    caught("calloc");
    return __libc_calloc(count, size);
}

API void *realloc(void *memory, size_t size) {
    caught("realloc");
    return __libc_realloc(memory, size);
}

API void free(void *memory) {
    if (memory) caught("free");
    __libc_free(memory);
}

API int posix_memalign(void **memory, size_t alignment, size_t size) {
    caught("posix_memalign");
    *memory = __libc_memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}

API void *aligned_alloc(size_t alignment, size_t size) {
    caught("aligned_alloc");
    return __libc_memalign(alignment, size);
}

API int pthread_mutex_lock(pthread_mutex_t *mutex) {
    static int (*real)(pthread_mutex_t *);
    if (!real) real = (int (*)(pthread_mutex_t *))dlsym(RTLD_NEXT, "pthread_mutex_lock");
    caught("pthread_mutex_lock");
    return real(mutex);
}
#endif
