/* What the host is told to do: one command a line, from standard input.
 *
 *   external FILE                  load it, as when a patch first names its object
 *   folder PATH                    one more folder of the search path
 *   new ID TEXT                    an object, from the text of its box
 *   send ID INLET MESSAGE          from the main thread; `tsend` from the scheduler's
 *   set ID NAME VALUES / show ID NAME   a property, as from the inspector
 *   tooltips ID / drag ID FILE / free ID
 *   input ID INLET CHANNELS none|noise|NUMBER|FILE   what is connected: FILE is raw 32-bit floats
 *   untold ID INLET                as before, but the object isn't told its channels in advance
 *   dies ID WORD                   the patch frees the object when it says this
 *   overdrive 0|1                  whether clocks have a thread of their own in `run`
 *   record ID FILE                 raw 32-bit floats, interleaved
 *   dsp RATE VECTOR [inplace] / dsp off
 *   run FRAMES [watched]           as fast as it goes; clocks tick in the time of the samples
 *   wait ID WORD                   until the object's outlet or console says so; no signals meanwhile
 *   live MS                        in real time: three threads at once
 *   pool MESSAGE / box TEXT        what `storm` sends and makes
 *   storm SEED FRAMES STEPS [paced]   three threads, everything at random; paced: in real time
 *   quiet 0|1 / watching           says whether it can watch system calls
 */
#include "host.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
static void *open_library(const char *path) { return (void *)LoadLibraryA(path); }
static void *symbol_in(void *library, const char *name) { return (void *)GetProcAddress(library, name); }
static const char *library_error(void) {
    static char text[64];
    snprintf(text, sizeof text, "error %lu", GetLastError());
    return text;
}
#else
#include <dlfcn.h>
static void *open_library(const char *path) { return dlopen(path, RTLD_NOW | RTLD_LOCAL); }
static void *symbol_in(void *library, const char *name) { return dlsym(library, name); }
static const char *library_error(void) { return dlerror(); }
#endif

enum { POOL = 512 };
static char *pool[POOL], *texts[POOL];
static int pool_count, text_count;
static double stream_ms;

/* Runs a function on a thread of its own that plays the role, and waits for its end. */
struct errand {
    enum role role;
    void (*run)(void *);
    void *argument;
};

static void *errand(void *pointer) {
    struct errand *errand = pointer;
    set_role(errand->role);
    errand->run(errand->argument);
    return NULL;
}

static void as(enum role role, void (*run)(void *), void *argument) {
    pthread_t thread;
    struct errand work = {role, run, argument};
    pthread_create(&thread, NULL, errand, &work);
    pthread_join(thread, NULL);
}

static void tick(void *time) { run_clocks(*(double *)time); }

struct timed_send {
    struct box *box;
    int inlet;
    const char *text;
};

static void timed_send(void *pointer) {
    struct timed_send *message = pointer;
    send_message(message->box, message->inlet, message->text);
}

struct span {
    double frames;
    bool watched;
};

/* Who runs clocks: without Overdrive that is the main thread. */
static enum role scheduler = TIMER;

/* Audio and scheduler take turns: the same every time. */
static void *audio(void *pointer) {
    set_role(AUDIO);
    dsp_tick(((struct span *)pointer)->watched);
    return NULL;
}

static void run(double frames, bool watched) {
    struct span span = {frames, watched};
    for (double at = 0; at < frames && dsp_vector() > 0; at += dsp_vector()) {
        /* A thread for each vector would be slow; roles are what matters here. */
        enum role before = current_role();
        audio(&span);
        set_role(scheduler);
        stream_ms += 1e3 * dsp_vector() / dsp_rate();
        run_clocks(stream_ms);
        set_role(before);
        run_deferred();
    }
}

static void wait_for(const char *id, const char *word) {
    double start = wall_ms();
    while (!heard(id, word)) {
        if (wall_ms() - start > 60000) {
            violation("%s never said %s", id, word);
            return;
        }
        sleep_ms(1);
        stream_ms += 1;
        as(TIMER, tick, &stream_ms);
        run_deferred();
    }
    forget_news();
}

static float *read_samples(const char *path, size_t *count) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        violation("can't read %s", path);
        *count = 0;
        return NULL;
    }
    fseek(file, 0, SEEK_END);
    *count = (size_t)ftell(file) / sizeof(float);
    rewind(file);
    float *samples = malloc(*count * sizeof(float) + 1);
    *count = fread(samples, sizeof(float), *count, file);
    fclose(file);
    return samples;
}

static void connect_input(struct box *box, const char *rest) {
    int inlet, channels, used = 0;
    if (sscanf(rest, "%d %d %n", &inlet, &channels, &used) < 2 || inlet < 0 || inlet >= MAX_INLETS) return;
    struct input *input = &wires_of(box)->inputs[inlet];
    const char *what = rest + used;
    memset(input, 0, sizeof *input);
    input->channels = channels;
    input->connected = strcmp(what, "none") != 0;
    char *end;
    double number = strtod(what, &end);
    if (!strcmp(what, "noise")) {
        input->noise = true;
    } else if (!*end) {
        input->constant = number;
    } else if (input->connected) {
        input->samples = read_samples(what, &input->count);
    }
}

static bool live_stop;

static void *live_audio(void *unused) {
    (void)unused;
    set_role(AUDIO);
    double start = wall_ms(), done = 0;
    while (!__atomic_load_n(&live_stop, __ATOMIC_RELAXED)) {
        double length = dsp_tick(true);
        done += length ? length : 1;
        while (wall_ms() - start < done) sleep_ms(0.1);
    }
    return NULL;
}

static void *live_timer(void *unused) {
    (void)unused;
    set_role(TIMER);
    double start = wall_ms() - stream_ms;
    while (!__atomic_load_n(&live_stop, __ATOMIC_RELAXED)) {
        run_clocks(wall_ms() - start);
        sleep_ms(1);
    }
    return NULL;
}

static void live(double ms) {
    pthread_t threads[2];
    live_stop = false;
    pthread_create(&threads[0], NULL, live_audio, NULL);
    pthread_create(&threads[1], NULL, live_timer, NULL);
    for (double start = wall_ms(); wall_ms() - start < ms; sleep_ms(1)) run_deferred();
    __atomic_store_n(&live_stop, true, __ATOMIC_RELAXED);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    stream_ms += ms;
}

static void external(const char *path) {
    void *library = open_library(path);
    void (*entry)(void *) = library ? (void (*)(void *))symbol_in(library, "ext_main") : NULL;
    if (!entry) {
        violation("%s: %s", path, library ? "no ext_main" : library_error());
        return;
    }
    entry(NULL);
}

static void with_box(const char *command, struct box *box, const char *rest) {
    char name[256];
    int used = 0;
    if (!strcmp(command, "free")) {
        free_box(box);
    } else if (!strcmp(command, "tooltips")) {
        show_tooltips(box);
    } else if (!strcmp(command, "drag")) {
        method drag = find_method(box->class, "acceptsdrag_locked", NULL);
        if (!drag || !((int64_t(*)(void *, void *, void *))drag)(box->object, (void *)rest, NULL))
            say("%s: takes nothing that is dragged", box->id);
    } else if (!strcmp(command, "send") || !strcmp(command, "tsend")) {
        char *text;
        int inlet = (int)strtol(rest, &text, 10);
        struct timed_send message = {box, inlet, text};
        if (command[0] == 't') {
            as(TIMER, timed_send, &message);
        } else {
            timed_send(&message);
        }
    } else if (!strcmp(command, "set") && sscanf(rest, "%255s %n", name, &used) == 1) {
        if (!set_attribute(box, name, rest + used)) say("%s: no attribute %s", box->id, name);
    } else if (!strcmp(command, "show")) {
        show_attribute(box, rest);
    } else if (!strcmp(command, "input")) {
        connect_input(box, rest);
    } else if (!strcmp(command, "untold")) {
        int inlet = atoi(rest);
        if (inlet >= 0 && inlet < MAX_INLETS) wires_of(box)->inputs[inlet].untold = true;
    } else if (!strcmp(command, "dies")) {
        snprintf(box->last_word, sizeof box->last_word, "%s", rest);
    } else if (!strcmp(command, "record")) {
        wires_of(box)->record = strdup(rest);
    } else if (!strcmp(command, "save")) {
        save_recording(box);
    } else {
        violation("the script says %s", command);
    }
}

static void command(char *line) {
    char word[64], id[64];
    int used = 0, more = 0;
    if (sscanf(line, "%63s %n", word, &used) < 1 || word[0] == '#') return;
    char *rest = line + used;
    double rate;
    int vector;
    if (!strcmp(word, "external")) {
        external(rest);
    } else if (!strcmp(word, "folder")) {
        add_search_folder(rest);
    } else if (!strcmp(word, "quiet")) {
        quiet(atoi(rest));
    } else if (!strcmp(word, "overdrive")) {
        scheduler = atoi(rest) ? TIMER : MAIN;
    } else if (!strcmp(word, "watching")) {
        say("watching: %s", watching_works() ? "yes" : "no");
    } else if (!strcmp(word, "pool") && pool_count < POOL) {
        pool[pool_count++] = strdup(rest);
    } else if (!strcmp(word, "box") && text_count < POOL) {
        texts[text_count++] = strdup(rest);
    } else if (!strcmp(word, "storm")) {
        struct storm weather = {.messages = pool, .message_count = pool_count, .texts = texts, .text_count = text_count};
        unsigned long long seed, frames, steps;
        if (sscanf(rest, "%llu %llu %llu", &seed, &frames, &steps) == 3) {
            weather.seed = seed;
            weather.frames = frames;
            weather.steps = steps;
            weather.paced = strstr(rest, "paced") != NULL;
            storm(&weather);
        }
    } else if (!strcmp(word, "live")) {
        live(atof(rest));
    } else if (!strcmp(word, "run")) {
        run(atof(rest), strstr(rest, "watched") != NULL);
    } else if (!strcmp(word, "dsp")) {
        if (sscanf(rest, "%lf %d", &rate, &vector) == 2) {
            dsp_on(rate, vector, strstr(rest, "inplace") != NULL);
        } else {
            dsp_off();
        }
    } else if (sscanf(rest, "%63s %n", id, &more) == 1) {
        struct box *box = find_box(id);
        if (!strcmp(word, "new")) {
            make_box(id, rest + more);
        } else if (!strcmp(word, "wait")) {
            wait_for(id, rest + more);
        } else if (box) {
            with_box(word, box, rest + more);
        } else {
            say("%s: there is no such object", id);
        }
    }
}

int dictionaries_left(void);

API int host_main(int argc, char **argv) {
    static char line[65536];
    (void)argc;
    (void)argv;
    set_role(MAIN);
    catch_faults();
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\r\n")] = 0;
        command(line);
    }
    dsp_off();
    for (struct box *box = all_boxes(); box; box = box->next) {
        if (!box->alive) continue;
        save_recording(box);
        free_box(box);
    }
    if (dictionaries_left()) violation("%d dictionaries are left", dictionaries_left());
    say("frames: %llu", (unsigned long long)dsp_object_frames());
    say("violations: %d", violations());
    return violations() ? 1 : 0;
}
