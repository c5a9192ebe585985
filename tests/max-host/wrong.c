/* Externals that do what Max would not forgive, one thing each: the host has to catch them all.
 *
 * [wrong~ SIN] sins in its methods; the environment's WRONG sins while the class is registered. */
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct symbol {
    char *name;
    void *thing;
} t_symbol;
typedef struct atom {
    short type;
    union {
        int64_t w_long;
        double w_float;
        t_symbol *w_sym;
    } w;
} t_atom;
typedef void (*method)(void);

t_symbol *gensym(const char *);
void *class_new(const char *, method, method, long, method, short, ...);
int64_t class_addmethod(void *, method, const char *, ...);
int64_t class_register(t_symbol *, void *);
void class_dspinit(void *);
void *object_alloc(void *);
int64_t object_free(void *);
void *object_method_imp(void *, t_symbol *, void *, void *, void *, void *, void *, void *, void *, void *);
void object_post(void *, const char *, ...);
void *outlet_new(void *, const char *);
void *outlet_anything(void *, t_symbol *, short, t_atom *);
void *clock_new(void *, method);
void clock_fdelay(void *, double);
void z_dsp_setup(void *, long);
void z_dsp_free(void *);
short locatefile_extended(char *, short *, uint32_t *, const uint32_t *, short);
void *dictionary_new(void);

typedef struct wrong {
    char header[64];
    char sin[32];
    void *clock, *outlet;
} t_wrong;

static void *class;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *volatile memory;

static bool is(const t_wrong *x, const char *sin) { return !strcmp(x->sin, sin); }

static void tick(t_wrong *x) {
    char name[64] = "nothing";
    short path;
    uint32_t type;
    if (is(x, "locates")) locatefile_extended(name, &path, &type, NULL, 0);
}

static void *create(t_symbol *name, long argc, t_atom *argv) {
    t_wrong *x = object_alloc(class);
    (void)name;
    snprintf(x->sin, sizeof x->sin, "%s", argc && argv->type == 3 ? argv->w.w_sym->name : "fine");
    if (is(x, "eager")) outlet_new(x, "signal");
    z_dsp_setup(x, 1);
    if (!is(x, "eager")) outlet_new(x, "signal");
    x->outlet = outlet_new(x, NULL);
    x->clock = clock_new(x, (method)tick);
    clock_fdelay(x->clock, 1);
    if (is(x, "hoards")) dictionary_new();
    if (is(x, "frees")) memory = malloc(10);
    if (is(x, "formats")) object_post(x, x->sin);
    return x;
}

static void destroy(t_wrong *x) {
    if (is(x, "late")) gensym("late");
    if (!is(x, "stays")) z_dsp_free(x);
    if (is(x, "stays")) gensym("stays");
    if (!is(x, "leaves")) object_free(x->clock);
    if (is(x, "twice")) object_free(x->clock);
}

static void perform(t_wrong *x, void *chain, double **ins, long in_count, double **outs, long out_count,
                    long frames, long flags, void *user) {
    (void)chain, (void)in_count, (void)out_count, (void)flags, (void)user;
    t_atom atom = {2, {.w_float = 1}};
    for (long i = 0; i < frames && !is(x, "forgets"); i++) outs[0][i] = ins[0][i];
    if (is(x, "allocates")) memory = malloc(10);
    if (is(x, "frees")) free(memory), memory = NULL;
    if (is(x, "locks")) pthread_mutex_lock(&lock), pthread_mutex_unlock(&lock);
    if (is(x, "sleeps")) usleep(1);
    if (is(x, "posts")) object_post(x, "%s", "from the audio thread");
    if (is(x, "symbols")) gensym("from the audio thread");
    if (is(x, "sends")) outlet_anything(x->outlet, NULL, 1, &atom);
    if (is(x, "beyond")) ((volatile double *)outs[0])[frames] = 1;
    if (is(x, "spoils")) ((volatile double *)ins[0])[0] = 1;
    if (is(x, "poisons")) outs[0][frames - 1] = NAN;
}

static void dsp64(t_wrong *x, void *chain, short *count, double rate, long vector, long flags) {
    (void)count, (void)rate, (void)vector, (void)flags;
    object_method_imp(chain, gensym("dsp_add64"), x, (void *)perform, 0, 0, 0, 0, 0, 0);
    if (is(x, "repeats")) object_method_imp(chain, gensym("dsp_add64"), x, (void *)perform, 0, 0, 0, 0, 0, 0);
}

static void bang(t_wrong *x) {
    char nothing[64] = {0};
    t_atom strange = {77, {.w_float = 1}};
    if (is(x, "strange")) outlet_anything(x->outlet, gensym("strange"), 1, &strange);
    if (is(x, "impostor")) outlet_anything(nothing, gensym("impostor"), 0, NULL);
    if (is(x, "breaks")) object_post(x, "%s", "a line\nand another");
}

static void assist(t_wrong *x, void *box, long side, long index, char *text) {
    (void)box, (void)side, (void)index;
    strcpy(text, is(x, "silent") ? "" : "something");
}

__attribute__((visibility("default"))) void ext_main(void *unused) {
    const char *sin = getenv("WRONG") ? getenv("WRONG") : "";
    (void)unused;
    class = class_new("wrong~", (method)create, (method)destroy, sizeof(t_wrong), NULL, 8, 0L);
    if (strcmp(sin, "deaf")) class_addmethod(class, (method)dsp64, "dsp64", 9L, 0L);
    if (!strcmp(sin, "endless")) class_addmethod(class, (method)bang, "endless", 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L);
    if (!strcmp(sin, "unknown")) class_addmethod(class, (method)bang, "unknown", 55L, 0L);
    class_addmethod(class, (method)bang, "bang", 0L);
    if (!strcmp(sin, "double")) class_addmethod(class, (method)bang, "bang", 0L);
    class_addmethod(class, (method)assist, "assist", 9L, 0L);
    class_dspinit(class);
    class_register(gensym("box"), class);
    if (!strcmp(sin, "afterwards")) class_addmethod(class, (method)bang, "afterwards", 0L);
}
