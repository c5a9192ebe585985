/* Clocks, and what is put off to the main thread. */
#include "host.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct clock {
    t_object ob;
    struct box *owner;
    void *object;
    void (*tick)(void *);
    double due;
    bool set, freed, running;
    struct clock *next;
};

struct deferred {
    void *object;
    method function;
    t_symbol *word;
    int argc;
    t_atom *argv;
    struct deferred *next;
};

static struct clock *clocks;
/* Whose tick runs on this thread. */
static __thread struct clock *ticking;
static struct deferred *deferred;
static double now;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

double wall_ms(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e3 * (double)time.tv_sec + (double)time.tv_nsec / 1e6;
}

void sleep_ms(double ms) {
    struct timespec time = {(time_t)(ms / 1e3), (long)(1e6 * (ms - 1e3 * (double)(long)(ms / 1e3)))};
    nanosleep(&time, NULL);
}

API void *clock_new(void *object, method tick) {
    enter_with("clock_new", NOT_AUDIO, object);
    struct clock *clock = calloc(1, sizeof *clock);
    clock->ob.magic = OB_MAGIC;
    clock->owner = box_of(object);
    clock->object = object;
    clock->tick = (void (*)(void *))tick;
    pthread_mutex_lock(&lock);
    clock->next = clocks;
    clocks = clock;
    pthread_mutex_unlock(&lock);
    return clock;
}

static struct clock *live_clock(const char *function, void *pointer) {
    /* The one thing that the audio thread may do. This host's own lock is not the object's fault. */
    enter_with(function, ANY, pointer);
    struct clock *clock = pointer;
    if (clock->freed) violation("%s: the clock is freed", function);
    return clock;
}

API void clock_fdelay(void *pointer, double ms) {
    bool watched = current_role() == AUDIO;
    if (watched) watch_end();
    struct clock *clock = live_clock("clock_fdelay", pointer);
    if (!(ms >= 0)) violation("clock_fdelay: a delay of %g ms", ms);
    pthread_mutex_lock(&lock);
    clock->due = now + ms;
    clock->set = true;
    pthread_mutex_unlock(&lock);
    if (watched) watch_begin();
}

API void clock_unset(void *pointer) {
    struct clock *clock = live_clock("clock_unset", pointer);
    pthread_mutex_lock(&lock);
    clock->set = false;
    pthread_mutex_unlock(&lock);
}

/* Whether it was a clock. Waits for a tick under way on another thread. */
bool free_clock(void *pointer) {
    pthread_mutex_lock(&lock);
    struct clock *clock = clocks;
    while (clock && clock != pointer) clock = clock->next;
    if (clock) {
        if (clock->freed) violation("object_free: a clock is freed twice");
        clock->freed = true;
        clock->set = false;
        while (clock->running && clock != ticking) {
            pthread_mutex_unlock(&lock);
            sleep_ms(0.05);
            pthread_mutex_lock(&lock);
        }
    }
    pthread_mutex_unlock(&lock);
    return clock != NULL;
}

int clocks_of(const struct box *box) {
    int count = 0;
    pthread_mutex_lock(&lock);
    for (struct clock *clock = clocks; clock; clock = clock->next)
        count += clock->owner == box && !clock->freed;
    pthread_mutex_unlock(&lock);
    return count;
}

void run_clocks(double time) {
    pthread_mutex_lock(&lock);
    now = time > now ? time : now;
    for (int turns = 0; turns < 10000; turns++) {
        struct clock *first = NULL;
        for (struct clock *clock = clocks; clock; clock = clock->next)
            if (clock->set && clock->due <= now && (!first || clock->due < first->due)) first = clock;
        if (!first) break;
        first->set = false;
        first->running = true;
        pthread_mutex_unlock(&lock);
        ticking = first;
        first->tick(first->object);
        ticking = NULL;
        pthread_mutex_lock(&lock);
        first->running = false;
    }
    pthread_mutex_unlock(&lock);
}

API void *defer_low(void *object, method function, t_symbol *word, short argc, t_atom *argv) {
    enter_with("defer_low", NOT_AUDIO, object);
    struct deferred *item = calloc(1, sizeof *item);
    item->object = object;
    item->function = function;
    item->word = word;
    item->argc = argc;
    item->argv = calloc((size_t)argc + 1, sizeof *argv);
    if (argc) memcpy(item->argv, argv, (size_t)argc * sizeof *argv);
    pthread_mutex_lock(&lock);
    struct deferred **end = &deferred;
    while (*end) end = &(*end)->next;
    *end = item;
    pthread_mutex_unlock(&lock);
    return NULL;
}

void run_deferred(void) {
    for (;;) {
        pthread_mutex_lock(&lock);
        struct deferred *item = deferred;
        if (item) deferred = item->next;
        pthread_mutex_unlock(&lock);
        if (!item) return;
        /* Max drops what was put off for an object that is gone. */
        if (box_of(item->object))
            ((void (*)(void *, t_symbol *, long, t_atom *))item->function)(item->object, item->word,
                                                                          item->argc, item->argv);
        free(item->argv);
        free(item);
    }
}

API short systhread_ismainthread(void) {
    enter("systhread_ismainthread", ANY);
    return current_role() == MAIN;
}
