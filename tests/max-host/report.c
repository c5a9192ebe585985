/* Violations, the roles of threads, and what goes to standard output. */
#include "host.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t output = PTHREAD_MUTEX_INITIALIZER;
static int violation_count;
static __thread enum role role;
static bool is_quiet;
static char *news;
static size_t news_length, news_room;

void set_role(enum role new_role) { role = new_role; }

enum role current_role(void) { return role; }

int violations(void) { return violation_count; }

void quiet(bool on) { is_quiet = on; }

static void print(const char *prefix, const char *format, va_list arguments) {
    char line[4096];
    size_t start = (size_t)snprintf(line, sizeof line, "%s", prefix);
    vsnprintf(line + start, sizeof line - start, format, arguments);
    pthread_mutex_lock(&output);
    if (!is_quiet || prefix[0]) puts(line);
    size_t length = strlen(line);
    if (!is_quiet) {
        if (news_length + length + 2 > news_room) {
            news_room = 2 * (news_length + length + 2);
            news = realloc(news, news_room);
        }
        memcpy(news + news_length, line, length);
        news_length += length;
        memcpy(news + news_length, "\n", 2);
        news_length++;
    }
    fflush(stdout);
    pthread_mutex_unlock(&output);
}

void violation(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    print("violation: ", format, arguments);
    va_end(arguments);
    __atomic_add_fetch(&violation_count, 1, __ATOMIC_SEQ_CST);
}

void say(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    print("", format, arguments);
    va_end(arguments);
}

void forget_news(void) {
    pthread_mutex_lock(&output);
    news_length = 0;
    if (news) news[0] = 0;
    pthread_mutex_unlock(&output);
}

bool heard(const char *id, const char *word) {
    char wanted[128];
    snprintf(wanted, sizeof wanted, "%s: %s", id, word);
    pthread_mutex_lock(&output);
    bool found = news && strstr(news, wanted) != NULL;
    pthread_mutex_unlock(&output);
    return found;
}

static const char *name_of(enum role role) {
    switch (role) {
    case MAIN: return "the main thread";
    case TIMER: return "the scheduler's thread";
    case AUDIO: return "the audio thread";
    default: return "a thread that is not Max's";
    }
}

void enter(const char *function, int roles) {
    if (!(role & roles)) {
        /* Told without the watch: the violation itself takes a lock. */
        watch_end();
        violation("%s was called from %s", function, name_of(role));
    }
    /* Boxes are freed by the main thread; what others call meanwhile is not part of it. */
    for (struct box *box = role == MAIN ? all_boxes() : NULL; box; box = box->next)
        if (box->in_free && !box->first_in_free[0])
            snprintf(box->first_in_free, sizeof box->first_in_free, "%s", function);
}

void enter_with(const char *function, int roles, const void *object) {
    enter(function, roles);
    if (!object) {
        violation("%s was called without an object", function);
    } else if (((const t_object *)object)->magic != OB_MAGIC) {
        violation("%s was called with something that is no object (or is freed)", function);
    }
}
