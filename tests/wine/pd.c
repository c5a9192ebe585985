/* Stands in for Pd's library: it has the functions that the external wants, and tells which class is
 * made. */
#include <stdio.h>
#include <string.h>

#define EXPORT __declspec(dllexport)

typedef struct symbol {
    char *name;
    void *thing;
    struct symbol *next;
} symbol;

EXPORT symbol *gensym(const char *name) {
    static symbol symbols[64];
    static int count;
    symbol *fresh = &symbols[count++ % 64];
    /* The caller keeps the name no longer than this call. */
    fresh->name = strdup(name);
    return fresh;
}

/* A class is never looked into. */
EXPORT void *class_new(symbol *name) {
    static int class;
    printf("class %s\n", name->name);
    return &class;
}

#define NOTHING(name) \
    EXPORT void *name(void) { return NULL; }

NOTHING(canvas_getcurrent)
NOTHING(canvas_getdir)
NOTHING(canvas_open)
NOTHING(class_addanything)
NOTHING(class_addbang)
NOTHING(class_addmethod)
NOTHING(class_domainsignalin)
NOTHING(class_gethelpdir)
NOTHING(clock_delay)
NOTHING(clock_free)
NOTHING(clock_new)
NOTHING(dsp_addv)
NOTHING(logpost)
NOTHING(obj_list)
NOTHING(outlet_anything)
NOTHING(outlet_new)
NOTHING(pd_error)
NOTHING(pd_new)
NOTHING(signalinlet_new)
NOTHING(sys_close)
NOTHING(sys_getsr)
