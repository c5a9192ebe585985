/* Outlets; what comes out of them is printed. */
#include "host.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

API void *outlet_new(void *object, const char *kind) {
    enter_with("outlet_new", MAIN, object);
    struct box *box = box_of(object);
    if (!box) return NULL;
    struct outlet *outlet = calloc(1, sizeof *outlet);
    outlet->ob.magic = OB_MAGIC;
    outlet->box = box;
    snprintf(outlet->kind, sizeof outlet->kind, "%s", kind ? kind : "");
    /* From right to left. */
    outlet->next = box->outlets;
    box->outlets = outlet;
    bool single = !strcmp(outlet->kind, "signal"), multi = !strcmp(outlet->kind, "multichannelsignal");
    if (single || multi) {
        box->signal_outlets++;
        if (!box->setups) violation("%s: signal outlets before z_dsp_setup", box->id);
        if (multi && !find_method(box->class, "multichanneloutputs", NULL))
            violation("%s: a multichannel outlet without multichanneloutputs", box->id);
    } else if (kind && strcmp(kind, "dictionary") && strcmp(kind, "bang") && strcmp(kind, "int") &&
               strcmp(kind, "float") && strcmp(kind, "list")) {
        violation("%s: an outlet of unknown kind %s", box->id, kind);
    }
    return outlet;
}

API void *outlet_anything(void *pointer, t_symbol *word, short argc, t_atom *argv) {
    enter_with("outlet_anything", NOT_AUDIO, pointer);
    struct outlet *outlet = pointer;
    char text[3072];
    write_atoms(text, sizeof text, argc, argv);
    int number = 0;
    for (struct outlet *o = outlet->box->outlets; o && o != outlet; o = o->next) number++;
    if (!strcmp(outlet->kind, "signal") || !strcmp(outlet->kind, "multichannelsignal"))
        violation("%s: a message from a signal outlet", outlet->box->id);
    say("%s: out %d: %s%s%s", outlet->box->id, number, word->name, argc ? " " : "", text);
    /* A patch may do away with the object at once. */
    if (!strcmp(word->name, outlet->box->last_word)) {
        free_box(outlet->box);
        return NULL;
    }
    /* A patch may answer at once. */
    if (!strcmp(word->name, "loaded")) send_message(outlet->box, 0, "latency");
    return NULL;
}

API int64_t object_obex_store(void *object, t_symbol *key, void *value) {
    enter_with("object_obex_store", MAIN, object);
    struct box *box = box_of(object);
    struct outlet *outlet = box ? box->outlets : NULL;
    while (outlet && outlet != value) outlet = outlet->next;
    if (strcmp(key->name, "dumpout")) {
        violation("object_obex_store: this host knows of dumpout only, not of %s", key->name);
    } else if (!outlet) {
        violation("object_obex_store: dumpout is no outlet of the object's");
    } else {
        box->dumpout = outlet;
    }
    return 0;
}

void free_outlets(struct box *box) {
    while (box->outlets) {
        struct outlet *outlet = box->outlets;
        box->outlets = outlet->next;
        outlet->ob.magic = 0;
        free(outlet);
    }
}
