/* The signal chain: negotiation of channels, vectors between guard pages, the perform routines. */
#include "host.h"
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CHANNELS = 1024 };

/* One object's place in a chain. */
struct link {
    struct box *box;
    struct wires *wires;
    t_perform perform;
    void *user;
    int in_count, out_count;
    double *ins[MAX_CHANNELS], *outs[MAX_CHANNELS];
    /* Which inlet and channel of it each input is. */
    int inlet[MAX_CHANNELS], channel[MAX_CHANNELS];
    bool shared[MAX_CHANNELS];
    uint64_t at;
    unsigned noise;
    struct link *next;
};

struct chain {
    t_object ob;
    double rate;
    int vector;
    bool in_place;
    struct link *links;
    /* The object whose dsp64 runs now. */
    struct link *current;
};

static struct chain *playing;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t object_frames;

struct known {
    struct box *box;
    struct wires wires;
    struct known *next;
};
static struct known *known;

struct wires *wires_of(struct box *box) {
    for (struct known *k = known; k; k = k->next)
        if (k->box == box) return &k->wires;
    struct known *k = calloc(1, sizeof *k);
    k->box = box;
    for (int i = 0; i < MAX_INLETS; i++) k->wires.inputs[i].channels = 1;
    k->next = known;
    known = k;
    return &k->wires;
}

double dsp_rate(void) { return playing ? playing->rate : 0; }
int dsp_vector(void) { return playing ? playing->vector : 0; }
uint64_t dsp_object_frames(void) { return __atomic_load_n(&object_frames, __ATOMIC_RELAXED); }

API void z_dsp_setup(void *object, long inlets) {
    enter_with("z_dsp_setup", MAIN, object);
    struct box *box = box_of(object);
    if (!box) return;
    if (!box->class->has_signals) violation("z_dsp_setup: %s has no class_dspinit", box->class->name->name);
    box->setups++;
    box->signal_inlets = (int)inlets;
    t_pxobject *x = object;
    x->in = 0;
    x->proxy = calloc(1, 16);
    x->disabled = 0;
    x->count = (short)inlets;
    x->misc = 0;
}

API void z_dsp_free(void *object) {
    enter_with("z_dsp_free", MAIN, object);
    struct box *box = box_of(object);
    if (!box) return;
    if (!box->in_free) violation("z_dsp_free outside of free");
    if (!box->setups) violation("z_dsp_free without z_dsp_setup");
    box->dsp_frees++;
    if (box->dsp_frees == 1 && box->setups) free(box->object->proxy);
    dsp_forget(box);
}

/* What objects say to a chain, and to each other, by message. */
API void *object_method_imp(void *object, t_symbol *message, void *p1, void *p2, void *p3, void *p4,
                            void *p5, void *p6, void *p7, void *p8) {
    enter_with("object_method_imp", NOT_AUDIO, object);
    (void)p3, (void)p4, (void)p5, (void)p6, (void)p7, (void)p8;
    struct chain *chain = object;
    struct link *link = chain->current;
    if (!link) {
        violation("object_method: %s outside of dsp64", message->name);
        return NULL;
    }
    if (p1 != link->box->object) violation("object_method: %s for another object", message->name);
    if (!strcmp(message->name, "getnuminputchannels")) {
        intptr_t inlet = (intptr_t)p2;
        if (inlet < 0 || inlet >= link->box->signal_inlets) {
            violation("getnuminputchannels: there is no inlet %ld", (long)inlet);
            return NULL;
        }
        return (void *)(intptr_t)link->wires->inputs[inlet].channels;
    }
    if (!strcmp(message->name, "dsp_add64")) {
        if (link->perform) violation("dsp_add64 twice");
        if (!p2) violation("dsp_add64 without a routine");
        link->perform = (t_perform)p2;
        link->user = (void *)(intptr_t)p4;
        return NULL;
    }
    violation("object_method: a chain doesn't understand %s", message->name);
    return NULL;
}

static int outlet_channels(struct box *box, const struct outlet *outlet, int number) {
    if (strcmp(outlet->kind, "multichannelsignal")) return 1;
    method count = find_method(box->class, "multichanneloutputs", NULL);
    long channels = count ? ((long (*)(void *, long))count)(box->object, number) : 1;
    if (channels < 1 || channels > MAX_CHANNELS) {
        violation("%s: multichanneloutputs: %ld channels", box->id, channels);
        return 1;
    }
    return (int)channels;
}

static struct link *make_link(struct box *box, const struct chain *chain) {
    struct link *link = calloc(1, sizeof *link);
    size_t size = (size_t)chain->vector * sizeof(double);
    link->box = box;
    link->wires = wires_of(box);
    link->noise = 1;
    bool multi = box->object->misc & Z_MC_INLETS;
    /* Channels are settled before dsp64. */
    method changed = find_method(box->class, "inputchanged", NULL);
    for (int i = 0; i < box->signal_inlets; i++) {
        struct input *input = &link->wires->inputs[i];
        if (!multi) {
            input->channels = 1;
        } else if (changed && !input->untold) {
            ((long (*)(void *, long, long))changed)(box->object, i, input->channels);
        }
        for (int c = 0; c < input->channels && link->in_count < MAX_CHANNELS; c++) {
            link->inlet[link->in_count] = i;
            link->channel[link->in_count] = c;
            link->ins[link->in_count++] = guarded(size);
        }
    }
    bool in_place = chain->in_place && !(box->object->misc & Z_NO_INPLACE);
    int number = 0;
    for (struct outlet *o = box->outlets; o; o = o->next, number++) {
        if (strcmp(o->kind, "signal") && strcmp(o->kind, "multichannelsignal")) continue;
        for (int c = outlet_channels(box, o, number); c > 0 && link->out_count < MAX_CHANNELS; c--) {
            int out = link->out_count++;
            /* Max gives the last inputs' memory to the first outputs; any other way round is as fair. */
            bool shared = in_place && out < link->in_count;
            link->shared[out] = shared;
            link->outs[out] = shared ? link->ins[link->in_count - 1 - out] : guarded(size);
        }
    }
    return link;
}

static void free_link(struct link *link, int vector) {
    size_t size = (size_t)vector * sizeof(double);
    for (int i = 0; i < link->in_count; i++) guarded_free(link->ins[i], size);
    for (int i = 0; i < link->out_count; i++)
        if (!link->shared[i]) guarded_free(link->outs[i], size);
    free(link);
}

static void free_chain(struct chain *chain) {
    if (!chain) return;
    while (chain->links) {
        struct link *link = chain->links;
        chain->links = link->next;
        free_link(link, chain->vector);
    }
    chain->ob.magic = 0;
    free(chain);
}

void dsp_on(double rate, int vector, bool in_place) {
    struct chain *chain = calloc(1, sizeof *chain);
    chain->ob.magic = OB_MAGIC;
    chain->rate = rate;
    chain->vector = vector;
    chain->in_place = in_place;
    /* The chain before goes on playing meanwhile. */
    for (struct box *box = all_boxes(); box; box = box->next) {
        if (!box->alive || !box->class->has_signals || box->in_free) continue;
        struct link *link = make_link(box, chain);
        short connected[2 * MAX_INLETS] = {0};
        for (int i = 0; i < box->signal_inlets; i++) connected[i] = link->wires->inputs[i].connected;
        for (int i = 0; i < box->signal_outlets; i++) connected[box->signal_inlets + i] = 1;
        chain->current = link;
        method dsp64 = find_method(box->class, "dsp64", NULL);
        ((void (*)(void *, void *, short *, double, long, long))dsp64)(box->object, chain, connected, rate,
                                                                       vector, 0);
        chain->current = NULL;
        if (!link->perform) say("%s: takes no part in the chain", box->id);
        link->next = chain->links;
        chain->links = link;
    }
    pthread_mutex_lock(&lock);
    struct chain *before = playing;
    playing = chain;
    pthread_mutex_unlock(&lock);
    free_chain(before);
}

void dsp_off(void) {
    pthread_mutex_lock(&lock);
    struct chain *before = playing;
    playing = NULL;
    pthread_mutex_unlock(&lock);
    free_chain(before);
}

/* Returns when no perform routine of the box runs, and none will. */
void dsp_forget(struct box *box) {
    pthread_mutex_lock(&lock);
    for (struct link **place = playing ? &playing->links : NULL; place && *place;) {
        struct link *link = *place;
        if (link->box == box) {
            *place = link->next;
            free_link(link, playing->vector);
        } else {
            place = &link->next;
        }
    }
    pthread_mutex_unlock(&lock);
}

static void fill(struct link *link, int vector) {
    for (int i = 0; i < link->in_count; i++) {
        const struct input *input = &link->wires->inputs[link->inlet[i]];
        for (int s = 0; s < vector; s++) {
            double sample = input->connected ? input->constant : 0;
            uint64_t at = (link->at + (uint64_t)s) * (uint64_t)input->channels + (uint64_t)link->channel[i];
            if (input->connected && input->samples) sample = at < input->count ? input->samples[at] : 0;
            if (input->connected && input->noise) {
                link->noise = link->noise * 1664525u + 1013904223u;
                sample = (double)(int)link->noise / 4294967296.0;
            }
            link->ins[i][s] = sample;
        }
    }
}

static void keep(struct link *link, int vector) {
    struct wires *wires = link->wires;
    for (int s = 0; s < vector; s++) {
        for (int o = 0; o < link->out_count; o++) {
            double sample = link->outs[o][s];
            if (!isfinite(sample)) {
                violation("%s: output %d is not finite, or wasn't written (sample %d of %d)", link->box->id, o,
                          s, vector);
                return;
            }
            if (!wires->record) continue;
            if (wires->recorded_count == wires->recorded_room) {
                wires->recorded_room = 2 * wires->recorded_room + 65536;
                wires->recorded = realloc(wires->recorded, wires->recorded_room * sizeof(float));
            }
            if ((double)(float)sample != sample) violation("%s: more than the engine's 32 bits", link->box->id);
            wires->recorded[wires->recorded_count++] = (float)sample;
        }
    }
    wires->recorded_channels = link->out_count;
}

double dsp_tick(bool watched) {
    pthread_mutex_lock(&lock);
    struct chain *chain = playing;
    int vector = chain ? chain->vector : 0;
    double length = chain ? 1e3 * vector / chain->rate : 0;
    for (struct link *link = chain ? chain->links : NULL; link; link = link->next) {
        if (!link->perform) continue;
        fill(link, vector);
        size_t size = (size_t)vector * sizeof(double);
        bool any_shared = false;
        for (int o = 0; o < link->out_count; o++) {
            any_shared |= link->shared[o];
            if (!link->shared[o])
                for (int s = 0; s < vector; s++) link->outs[o][s] = NAN;
        }
        for (int i = 0; i < link->in_count && !any_shared; i++) guarded_protect(link->ins[i], size, true);
        if (watched) watch_begin();
        link->perform(link->box->object, chain, link->ins, link->in_count, link->outs, link->out_count, vector, 0,
                      link->user);
        watch_end();
        for (int i = 0; i < link->in_count && !any_shared; i++) guarded_protect(link->ins[i], size, false);
        keep(link, vector);
        link->at += (uint64_t)vector;
        __atomic_add_fetch(&object_frames, (uint64_t)vector, __ATOMIC_RELAXED);
    }
    pthread_mutex_unlock(&lock);
    return length;
}

void save_recording(struct box *box) {
    struct wires *wires = wires_of(box);
    FILE *file = wires->record ? fopen(wires->record, "wb") : NULL;
    if (!file) return;
    fwrite(wires->recorded, sizeof(float), wires->recorded_count, file);
    fclose(file);
    say("%s: recorded %zu samples of %d channels", box->id, wires->recorded_count, wires->recorded_channels);
}
