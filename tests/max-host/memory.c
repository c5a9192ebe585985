/* Memory that faults at its end. */
#include "host.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All of it lies in one area, and no address is given out twice: what is freed faults for good. An
 * area of its own for each piece would soon be more than a system keeps account of. */
static const size_t AREA = (size_t)16 << 30;
enum { PAGE = 4096 };

static size_t pages(size_t size) { return (size ? size + PAGE - 1 : PAGE) / PAGE * PAGE; }

static void must(bool done) {
    if (done) return;
    fprintf(stderr, "out of memory for vectors and objects\n");
    exit(3);
}

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

static char *reserve(void) { return VirtualAlloc(NULL, AREA, MEM_RESERVE, PAGE_NOACCESS); }

static bool commit(char *start, size_t size) { return VirtualAlloc(start, size, MEM_COMMIT, PAGE_READWRITE); }

static bool give_up(char *start, size_t size) { return VirtualFree(start, size, MEM_DECOMMIT); }

static bool protect(char *start, size_t size, bool read_only) {
    DWORD before;
    return VirtualProtect(start, size, read_only ? PAGE_READONLY : PAGE_READWRITE, &before);
}

static LONG WINAPI on_fault(EXCEPTION_POINTERS *fault) {
    if (fault->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION)
        return EXCEPTION_CONTINUE_SEARCH;
    printf("violation: memory was touched that is not there (beyond a vector, or freed)\n");
    fflush(stdout);
    _exit(2);
}

void catch_faults(void) { SetUnhandledExceptionFilter(on_fault); }

#else
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

enum { KIND = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE };

static char *reserve(void) {
    void *area = mmap(NULL, AREA, PROT_NONE, KIND, -1, 0);
    return area == MAP_FAILED ? NULL : area;
}

static bool commit(char *start, size_t size) { return !mprotect(start, size, PROT_READ | PROT_WRITE); }

static bool give_up(char *start, size_t size) {
    return mmap(start, size, PROT_NONE, KIND | MAP_FIXED, -1, 0) == start;
}

static bool protect(char *start, size_t size, bool read_only) {
    return !mprotect(start, size, read_only ? PROT_READ : PROT_READ | PROT_WRITE);
}

static void on_fault(int signal) {
    static const char line[] =
        "violation: memory was touched that is not there (beyond a vector, or freed)\n";
    (void)signal;
    watch_end();
    if (write(1, line, sizeof line - 1) < 0) _exit(3);
    _exit(2);
}

void catch_faults(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_fault;
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
}
#endif

static char *area;
static pthread_once_t reserved = PTHREAD_ONCE_INIT;
static size_t used;

static void reserve_once(void) {
    area = reserve();
    must(area);
}

static char *start_of(void *memory, size_t size) { return (char *)memory + size - pages(size); }

void *guarded(size_t size) {
    pthread_once(&reserved, reserve_once);
    size_t body = pages(size), at = __atomic_fetch_add(&used, body + PAGE, __ATOMIC_RELAXED);
    must(at + body + PAGE <= AREA && commit(area + at, body));
    return area + at + body - size;
}

void guarded_free(void *memory, size_t size) { must(give_up(start_of(memory, size), pages(size))); }

void guarded_protect(void *memory, size_t size, bool read_only) {
    must(protect(start_of(memory, size), pages(size), read_only));
}
