/* Classes: registration, methods, attributes. */
#include "host.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct class *classes;

/* Kinds end with 0; what isn't a kind means that the end is missing. */
static int read_kinds(const char *what, int first, va_list arguments) {
    int kind = first;
    for (int i = 0; i < 8 && kind; i++) {
        if ((kind < A_LONG || kind > A_OBJ) && kind != A_GIMME && kind != A_CANT) {
            violation("%s: %d is no kind of argument; does the list end with 0?", what, kind);
            return first;
        }
        if ((kind == A_GIMME || kind == A_CANT) && i > 0)
            violation("%s: A_GIMME and A_CANT stand alone", what);
        kind = (int)va_arg(arguments, long);
    }
    if (kind) violation("%s: the list of kinds doesn't end", what);
    return first;
}

struct class *find_class(const char *name) {
    struct class *class = classes;
    while (class && strcmp(class->name->name, name)) class = class->next;
    return class && class->registered ? class : NULL;
}

API void *class_new(const char *name, method create, method destroy, long size, method menu,
                    short kind, ...) {
    enter("class_new", MAIN);
    struct class *class = calloc(1, sizeof *class);
    class->ob.magic = OB_MAGIC;
    class->name = intern(name);
    class->create = create;
    class->destroy = destroy;
    class->size = (size_t)size;
    va_list arguments;
    va_start(arguments, kind);
    if (read_kinds("class_new", kind, arguments) != A_GIMME)
        violation("class_new: this host makes objects with A_GIMME only");
    va_end(arguments);
    if (menu) violation("class_new: the menu function is not used any more");
    if (size < (long)sizeof(t_object)) violation("class_new: an object has %zu bytes at least", sizeof(t_object));
    class->next = classes;
    classes = class;
    return class;
}

static struct class *open_class(const char *function, void *pointer) {
    enter_with(function, MAIN, pointer);
    struct class *class = pointer;
    if (class->registered) violation("%s after class_register", function);
    return class;
}

API int64_t class_addmethod(void *pointer, method function, const char *name, ...) {
    struct class *class = open_class("class_addmethod", pointer);
    va_list arguments;
    va_start(arguments, name);
    int first = (int)va_arg(arguments, long);
    int kind = read_kinds(name, first, arguments);
    va_end(arguments);
    if (!function) violation("class_addmethod: %s has no function", name);
    for (int i = 0; i < class->method_count; i++)
        if (!strcmp(class->methods[i].name->name, name)) violation("class_addmethod: %s twice", name);
    for (int i = 0; i < class->attribute_count; i++)
        if (!strcmp(class->attributes[i]->name->name, name))
            violation("class_addmethod: %s is an attribute already", name);
    if (class->method_count == MAX_METHODS) {
        violation("class_addmethod: too many methods for this host");
        return -1;
    }
    struct method_entry entry = {intern(name), function, kind};
    class->methods[class->method_count++] = entry;
    return 0;
}

API int64_t class_register(t_symbol *space, void *pointer) {
    struct class *class = open_class("class_register", pointer);
    if (strcmp(space->name, "box")) violation("class_register: %s instead of box", space->name);
    if (class->has_signals) {
        if (class->size < sizeof(t_pxobject)) violation("%s is too small for signals", class->name->name);
        if (!find_method(class, "dsp64", NULL)) violation("%s has no dsp64", class->name->name);
    }
    class->registered = true;
    return 0;
}

API void class_dspinit(void *pointer) { open_class("class_dspinit", pointer)->has_signals = true; }

method find_method(const struct class *class, const char *name, int *kind) {
    for (int i = 0; i < class->method_count; i++) {
        if (strcmp(class->methods[i].name->name, name)) continue;
        if (kind) *kind = class->methods[i].kind;
        return class->methods[i].function;
    }
    return NULL;
}

API void *attr_offset_new(const char *name, t_symbol *type, long flags, method get, method set,
                          long offset) {
    enter("attr_offset_new", MAIN);
    static const char *types[] = {"char", "int32", "int64", "float32", "float64", "symbol", "atom"};
    bool known = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) known |= !strcmp(type->name, types[i]);
    if (!known) violation("attr_offset_new: %s: a type of %s depends on the system", name, type->name);
    if (!get || !set) violation("attr_offset_new: %s has no accessors, and its offset is %ld", name, offset);
    (void)flags;
    struct attribute *attribute = calloc(1, sizeof *attribute);
    attribute->ob.magic = OB_MAGIC;
    attribute->name = intern(name);
    attribute->type = type;
    attribute->get = get;
    attribute->set = set;
    return attribute;
}

API int64_t class_addattr(void *pointer, void *attribute) {
    struct class *class = open_class("class_addattr", pointer);
    enter_with("class_addattr", MAIN, attribute);
    if (class->attribute_count == MAX_ATTRIBUTES) {
        violation("class_addattr: too many attributes for this host");
        return -1;
    }
    class->attributes[class->attribute_count++] = attribute;
    return 0;
}

static struct attribute *attribute_of(const struct class *class, const char *name) {
    for (int i = 0; i < class->attribute_count; i++)
        if (!strcmp(class->attributes[i]->name->name, name)) return class->attributes[i];
    return NULL;
}

API void *class_attr_get(void *class, t_symbol *name) {
    enter_with("class_attr_get", MAIN, class);
    return attribute_of(class, name->name);
}

API int64_t class_attr_addattr_parse(void *class, const char *name, const char *key, t_symbol *type,
                                     long flags, const char *text) {
    enter_with("class_attr_addattr_parse", MAIN, class);
    (void)flags;
    struct attribute *attribute = attribute_of(class, name);
    if (!attribute) {
        violation("class_attr_addattr_parse: there is no attribute %s", name);
        return -1;
    }
    if (strcmp(type->name, "symbol")) violation("%s of %s should be a symbol", key, name);
    t_atom atoms[8];
    if (parse_atoms(text, atoms, 8) != 1) violation("%s of %s is not one word: %s", key, name, text);
    if (!strcmp(key, "label")) snprintf(attribute->label, sizeof attribute->label, "%s", text);
    if (!strcmp(key, "style")) {
        static const char *styles[] = {"text", "onoff", "rgba", "enum", "enumindex", "rect", "font", "file"};
        bool known = false;
        for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) known |= !strcmp(text, styles[i]);
        if (!known) violation("style %s is unknown to Max", text);
        snprintf(attribute->style, sizeof attribute->style, "%s", text);
    }
    return 0;
}

API int64_t attr_addfilter_clip(void *pointer, double min, double max, long use_min, long use_max) {
    enter_with("attr_addfilter_clip", MAIN, pointer);
    struct attribute *attribute = pointer;
    attribute->clipped = true;
    attribute->min = use_min ? min : -1e300;
    attribute->max = use_max ? max : 1e300;
    return 0;
}

/* As Max does before the setter is called: numbers of the attribute's type, within its range. */
static void coerce(const struct attribute *attribute, int argc, t_atom *argv) {
    const char *type = attribute->type->name;
    for (int i = 0; i < argc; i++) {
        double number = argv[i].type == A_LONG ? (double)argv[i].w.w_long : argv[i].w.w_float;
        if (argv[i].type == A_SYM) {
            if (!strcmp(type, "symbol") || !strcmp(type, "atom")) continue;
            number = 0;
        } else if (!strcmp(type, "atom")) {
            continue;
        }
        if (attribute->clipped && number < attribute->min) number = attribute->min;
        if (attribute->clipped && number > attribute->max) number = attribute->max;
        if (!strcmp(type, "symbol")) {
            char text[64];
            write_atoms(text, sizeof text, 1, &argv[i]);
            argv[i].type = A_SYM;
            argv[i].w.w_sym = intern(text);
        } else if (!strncmp(type, "float", 5)) {
            argv[i].type = A_FLOAT;
            argv[i].w.w_float = number;
        } else {
            argv[i].type = A_LONG;
            argv[i].w.w_long = number > -9e18 && number < 9e18 ? (int64_t)number : 0;
        }
    }
}

static void set(struct box *box, struct attribute *attribute, int argc, t_atom *argv) {
    coerce(attribute, argc, argv);
    ((int64_t(*)(void *, void *, long, t_atom *))attribute->set)(box->object, attribute, argc, argv);
}

bool set_attribute(struct box *box, const char *name, const char *values) {
    struct attribute *attribute = attribute_of(box->class, name);
    if (!attribute) return false;
    t_atom atoms[64];
    set(box, attribute, parse_atoms(values, atoms, 64), atoms);
    return true;
}

/* As Max answers `getlatency` and the like: at the object's dumpout. */
bool tell_attribute(struct box *box, const char *name) {
    struct attribute *attribute = attribute_of(box->class, name);
    if (!attribute) return false;
    int64_t (*get)(void *, void *, long *, t_atom **) =
        (int64_t(*)(void *, void *, long *, t_atom **))attribute->get;
    t_atom own[4], *argv = own;
    long argc = 4;
    if (box->dumpout && !get(box->object, attribute, &argc, &argv))
        outlet_anything(box->dumpout, attribute->name, (short)argc, argv);
    return true;
}

void show_attribute(struct box *box, const char *name) {
    struct attribute *attribute = attribute_of(box->class, name);
    if (!attribute) {
        say("%s: @%s: no such attribute", box->id, name);
        return;
    }
    int64_t (*get)(void *, void *, long *, t_atom **) =
        (int64_t(*)(void *, void *, long *, t_atom **))attribute->get;
    char text[2048];
    /* Once with room for the answer, once without: the object then takes some of Max's memory. */
    t_atom own[4], *argv = own;
    long argc = 4;
    if (get(box->object, attribute, &argc, &argv)) return;
    write_atoms(text, sizeof text, (int)argc, argv);
    if (argv != own) violation("@%s: took memory although there was room", name);
    argv = NULL;
    argc = 0;
    if (get(box->object, attribute, &argc, &argv) || !argv) {
        violation("@%s: took no memory although there was no room", name);
        return;
    }
    if (argc && attribute->type == intern("int32") && argv[0].type != A_LONG)
        violation("@%s: a whole number should come", name);
    free(argv);
    say("%s: @%s %s", box->id, name, text);
}

/* Where the properties begin in the text of a box. */
static int first_property(int argc, const t_atom *argv) {
    int at = 0;
    while (at < argc && !(argv[at].type == A_SYM && argv[at].w.w_sym->name[0] == '@')) at++;
    return at;
}

API void attr_args_process(void *object, short argc, t_atom *argv) {
    enter_with("attr_args_process", MAIN, object);
    struct box *box = box_of(object);
    if (!box) return;
    for (int at = first_property(argc, argv); at < argc;) {
        const char *name = argv[at].w.w_sym->name + 1;
        int count = first_property(argc - at - 1, argv + at + 1);
        struct attribute *attribute = attribute_of(box->class, name);
        if (attribute) {
            t_atom values[64];
            int most = count < 64 ? count : 64;
            memcpy(values, argv + at + 1, (size_t)most * sizeof *values);
            set(box, attribute, most, values);
        } else {
            say("%s: console: error: \"%s\" is not a valid attribute argument", box->id, name);
        }
        at += count + 1;
    }
}

API int64_t object_attr_touch(void *object, t_symbol *name) {
    enter_with("object_attr_touch", NOT_AUDIO, object);
    struct box *box = box_of(object);
    if (box && !attribute_of(box->class, name->name)) violation("object_attr_touch: no attribute %s", name->name);
    return 0;
}
