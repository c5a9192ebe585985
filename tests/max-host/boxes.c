/* Objects: their memory, their life, messages to them. */
#include "host.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct box *boxes;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char making[32];

struct box *all_boxes(void) { return __atomic_load_n(&boxes, __ATOMIC_SEQ_CST); }

struct box *box_of(const void *object) {
    struct box *box = all_boxes();
    while (box && box->object != object) box = box->next;
    return box;
}

struct box *find_box(const char *id) {
    struct box *box = all_boxes();
    while (box && !(box->alive && !strcmp(box->id, id))) box = box->next;
    return box;
}

API void *object_alloc(void *pointer) {
    enter_with("object_alloc", MAIN, pointer);
    struct class *class = pointer;
    struct box *box = calloc(1, sizeof *box);
    /* Not zeros: who reads what nobody has written shall not get away with it. */
    box->object = guarded(class->size);
    memset(box->object, 0xa5, class->size);
    t_object header = {NULL, OB_MAGIC, NULL, NULL};
    memcpy(box->object, &header, sizeof header);
    box->class = class;
    box->alive = true;
    snprintf(box->id, sizeof box->id, "%s", making);
    pthread_mutex_lock(&lock);
    box->next = boxes;
    __atomic_store_n(&boxes, box, __ATOMIC_SEQ_CST);
    pthread_mutex_unlock(&lock);
    return box->object;
}

void free_outlets(struct box *box);
bool free_clock(void *object);
bool free_dictionary(void *object);

void free_box(struct box *box) {
    if (box->in_free) {
        violation("%s is freed while it is freed", box->id);
        return;
    }
    box->in_free = true;
    if (box->class->destroy) ((void (*)(void *))box->class->destroy)(box->object);
    box->in_free = false;
    if (box->class->has_signals) {
        if (strcmp(box->first_in_free, "z_dsp_free"))
            violation("%s: free calls %s first, not z_dsp_free", box->id,
                      box->first_in_free[0] ? box->first_in_free : "nothing");
        if (box->dsp_frees > 1) violation("%s: z_dsp_free twice", box->id);
    }
    dsp_forget(box);
    if (clocks_of(box)) violation("%s: %d clocks are not freed", box->id, clocks_of(box));
    free_outlets(box);
    box->alive = false;
    guarded_free(box->object, box->class->size);
    box->object = NULL;
}

API int64_t object_free(void *object) {
    enter("object_free", MAIN | TIMER);
    if (free_clock(object) || free_dictionary(object)) return 0;
    struct box *box = box_of(object);
    if (!box) {
        violation("object_free: freed twice, or never an object");
        return -1;
    }
    free_box(box);
    return 0;
}

struct box *make_box(const char *id, const char *text) {
    t_atom atoms[128];
    int count = parse_atoms(text, atoms, 128);
    if (!count || atoms[0].type != A_SYM) return NULL;
    struct class *class = find_class(atoms[0].w.w_sym->name);
    if (!class) {
        say("%s: no class %s", id, atoms[0].w.w_sym->name);
        return NULL;
    }
    snprintf(making, sizeof making, "%s", id);
    void *(*create)(t_symbol *, long, t_atom *) = (void *(*)(t_symbol *, long, t_atom *))class->create;
    void *object = create(atoms[0].w.w_sym, count - 1, atoms + 1);
    struct box *box = object ? box_of(object) : NULL;
    if (!box) {
        say("%s: not made", id);
        return NULL;
    }
    if (class->has_signals && box->setups != 1) violation("%s: z_dsp_setup %d times", id, box->setups);
    say("%s: made with %d signal inlets and %d signal outlets", id, box->signal_inlets, box->signal_outlets);
    return box;
}

/* As Max: whole numbers become floats and the other way round where the class has only one of the
 * methods; words without a method go to "anything". */
static void dispatch(struct box *box, t_symbol *word, int argc, t_atom *argv) {
    int kind;
    void *x = box->object;
    method function = find_method(box->class, word->name, &kind);
    if (!function || kind == A_CANT) {
        if (!strncmp(word->name, "get", 3) && tell_attribute(box, word->name + 3)) return;
        if (set_attribute(box, word->name, "")) return;
        function = find_method(box->class, "anything", &kind);
        if (!function) {
            say("%s: doesn't understand \"%s\"", box->id, word->name);
            return;
        }
    }
    switch (kind) {
    case A_GIMME:
        ((void (*)(void *, t_symbol *, long, t_atom *))function)(x, word, argc, argv);
        break;
    case A_LONG: {
        int64_t number = argv[0].type == A_FLOAT ? (int64_t)argv[0].w.w_float : argv[0].w.w_long;
        ((void (*)(void *, int64_t))function)(x, number);
        break;
    }
    case A_FLOAT: {
        double number = argv[0].type == A_LONG ? (double)argv[0].w.w_long : argv[0].w.w_float;
        ((void (*)(void *, double))function)(x, number);
        break;
    }
    default: ((void (*)(void *))function)(x);
    }
}

static int place(enum role role) { return role == TIMER ? 1 : role == AUDIO ? 2 : 0; }

void send_message(struct box *box, int inlet, const char *text) {
    t_atom atoms[256];
    int count = parse_atoms(text, atoms, 256);
    if (!count) return;
    box->inlet[place(current_role())] = inlet;
    if (atoms[0].type == A_SYM) {
        t_symbol *word = atoms[0].w.w_sym;
        /* A property is set by a message of its name. */
        if (!find_method(box->class, word->name, NULL) && count > 1) {
            const char *values = strstr(text, word->name) + strlen(word->name);
            if (set_attribute(box, word->name, values)) return;
        }
        dispatch(box, word, count - 1, atoms + 1);
    } else if (count > 1) {
        dispatch(box, intern("list"), count, atoms);
    } else {
        dispatch(box, intern(atoms[0].type == A_LONG ? "int" : "float"), 1, atoms);
    }
}

API long proxy_getinlet(void *object) {
    enter_with("proxy_getinlet", NOT_AUDIO, object);
    struct box *box = box_of(object);
    return box ? box->inlet[place(current_role())] : 0;
}

void show_tooltips(struct box *box) {
    method assist = find_method(box->class, "assist", NULL);
    if (!assist) {
        violation("%s has no tooltips", box->id);
        return;
    }
    int outlets = 0;
    for (struct outlet *outlet = box->outlets; outlet; outlet = outlet->next) outlets++;
    int inlets = box->class->has_signals ? box->signal_inlets : 1;
    char *text = guarded(512);
    for (int side = 1; side <= 2; side++) {
        for (int i = 0; i < (side == 1 ? inlets : outlets); i++) {
            memset(text, 'x', 512);
            ((void (*)(void *, void *, long, long, char *))assist)(box->object, NULL, side, i, text);
            if (!memchr(text, 0, 512)) {
                violation("%s: a tooltip doesn't end", box->id);
                return;
            }
            say("%s: %s %d: %s", box->id, side == 1 ? "inlet" : "outlet", i, text);
            if (!text[0]) violation("%s: an empty tooltip", box->id);
        }
    }
    guarded_free(text, 512);
}

static void console(const char *kind, void *object, const char *format, va_list arguments) {
    char line[3072];
    struct box *box = object ? box_of(object) : NULL;
    if (object && !box) violation("a console line of an object that isn't alive");
    if (strcmp(format, "%s")) violation("a console line whose format is \"%s\": text of a user's may be in it", format);
    vsnprintf(line, sizeof line, format, arguments);
    if (strchr(line, '\n')) violation("a console line with a line break: %s", line);
    say("%s: console: %s%s", box ? box->id : "-", kind, line);
}

API void object_error(void *object, const char *format, ...) {
    enter("object_error", NOT_AUDIO);
    va_list arguments;
    va_start(arguments, format);
    console("error: ", object, format, arguments);
    va_end(arguments);
}

API void object_post(void *object, const char *format, ...) {
    enter("object_post", NOT_AUDIO);
    va_list arguments;
    va_start(arguments, format);
    console("", object, format, arguments);
    va_end(arguments);
}
