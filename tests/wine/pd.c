/* Stands in for Pd's library: it has the functions that the externals want, tells which classes are
 * made, and plays a box of one of them. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define EXPORT __declspec(dllexport)

typedef struct symbol {
    char *name;
    void *thing;
    struct symbol *next;
} symbol;

typedef struct {
    enum { A_NUMBER = 1, A_WORD } type;
    union {
        float number;
        symbol *word;
    };
} atom;

typedef struct {
    symbol *name;
    size_t size;
    void *(*make)(symbol *, int, atom *);
    void (*free)(void *);
    void (*anything)(void *, symbol *, int, atom *);
} class;

typedef struct {
    void *owner;
    void (*tick)(void *);
    int runs;
} timer;

/* More than any external makes. */
static class classes[8];
static timer last_clock;
/* The value that the first jack's control had last. */
static float heard;

EXPORT symbol *gensym(const char *name) {
    static symbol *all;
    symbol *known = all;
    while (known && strcmp(known->name, name)) known = known->next;
    if (known) return known;
    known = malloc(sizeof *known);
    /* The caller keeps the name no longer than this call. */
    *known = (symbol){strdup(name), NULL, all};
    return all = known;
}

EXPORT class *class_new(symbol *name, void *(*make)(symbol *, int, atom *), void (*free)(void *),
                        size_t size) {
    class *fresh = classes;
    while (fresh->name) fresh++;
    *fresh = (class){name, size, make, free, NULL};
    printf("class %s\n", name->name);
    return fresh;
}

EXPORT void class_addanything(class *of, void (*anything)(void *, symbol *, int, atom *)) {
    of->anything = anything;
}

EXPORT void *pd_new(class *of) { return calloc(1, of->size); }

EXPORT timer *clock_new(void *owner, void (*tick)(void *)) {
    last_clock = (timer){owner, tick, 0};
    return &last_clock;
}

EXPORT void clock_delay(timer *clock, double milliseconds) {
    (void)milliseconds;
    clock->runs = 1;
}

EXPORT void clock_free(timer *clock) { clock->runs = 0; }

EXPORT double clock_getlogicaltime(void) { return 0; }
EXPORT double clock_gettimesince(double since) { return -since; }

/* No file is found. */
EXPORT int canvas_open(void) { return -1; }

static void say(const char *format, va_list arguments) {
    vprintf(format, arguments);
    printf("\n");
}

EXPORT void pd_error(void *object, const char *format, ...) {
    va_list arguments;
    (void)object;
    va_start(arguments, format);
    printf("error: ");
    say(format, arguments);
    va_end(arguments);
}

EXPORT void logpost(void *object, int level, const char *format, ...) {
    va_list arguments;
    (void)object, (void)level;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

EXPORT void outlet_anything(void *outlet, symbol *selector, int count, atom *atoms) {
    (void)outlet;
    /* Its name where there is no configuration. */
    if (selector == gensym("cv") && count == 2 && atoms[0].word == gensym("morph"))
        heard = atoms[1].number;
}

/* Makes a box of a class, and puts three volts into its first jack as a message of a patch does. Waits
 * until the box has told of them, at most ten seconds. */
EXPORT int play(const char *name) {
    atom volts[] = {{A_WORD, {.word = gensym("cv1")}}, {A_NUMBER, {.number = 3}}};
    class *of = classes;
    void *box;

    while (of->name && of->name != gensym(name)) of++;
    if (!of->name) return 0;
    box = of->make(of->name, 0, NULL);
    of->anything(box, gensym("volts"), 2, volts);
    for (int i = 0; i < 10000 && heard < 0.59f; i++) {
        if (last_clock.runs) last_clock.tick(last_clock.owner);
        Sleep(1);
    }
    of->free(box);
    free(box);
    printf("heard %.2f\n", heard);
    return heard >= 0.59f;
}

#define NOTHING(name) \
    EXPORT void *name(void) { return NULL; }

NOTHING(canvas_getcurrent)
NOTHING(canvas_getdir)
NOTHING(class_addbang)
NOTHING(class_addmethod)
NOTHING(class_domainsignalin)
NOTHING(class_gethelpdir)
NOTHING(class_sethelpsymbol)
NOTHING(dsp_addv)
NOTHING(obj_list)
NOTHING(outlet_new)
NOTHING(signalinlet_new)
NOTHING(sys_close)
NOTHING(sys_getsr)
