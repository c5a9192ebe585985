/* Three real threads at once: messages from main and scheduler, signals, and the chain made anew. */
#include "host.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOXES = 8 };
static struct box *boxes[BOXES];
/* Whoever sends to a box holds it; main, who makes and frees boxes, holds it alone. */
static pthread_rwlock_t hold[BOXES];
static const struct storm *weather;
static bool stop;
static uint64_t timer_messages;

struct dice {
    uint64_t state;
};

static unsigned roll(struct dice *dice, unsigned sides) {
    dice->state = dice->state * 6364136223846793005ull + 1442695040888963407ull;
    return (unsigned)(dice->state >> 33) % sides;
}

static void *audio_thread(void *unused) {
    (void)unused;
    set_role(AUDIO);
    double due = wall_ms();
    while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
        double length = dsp_tick(true);
        /* Under valgrind one thread runs at a time: the others want their turn. */
        if (!watching_works()) sleep_ms(2);
        if (weather->paced || !length) {
            due += length ? length : 0.1;
            if (due < wall_ms() - 1000) due = wall_ms();
            while (wall_ms() < due) sleep_ms(0.1);
        }
    }
    return NULL;
}

static void *timer_thread(void *seed) {
    struct dice dice = {*(uint64_t *)seed ^ 0x9e3779b97f4a7c15ull};
    set_role(TIMER);
    double start = wall_ms();
    while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
        run_clocks(wall_ms() - start);
        unsigned at = roll(&dice, BOXES);
        pthread_rwlock_rdlock(&hold[at]);
        if (boxes[at]) send_message(boxes[at], (int)roll(&dice, 3), weather->messages[roll(&dice, (unsigned)weather->message_count)]);
        pthread_rwlock_unlock(&hold[at]);
        timer_messages++;
        sleep_ms(0.2);
    }
    return NULL;
}

static void rewire(struct dice *dice, struct box *box) {
    for (int i = 0; i < box->signal_inlets; i++) {
        struct input *input = &wires_of(box)->inputs[i];
        input->connected = roll(dice, 4) != 0;
        input->noise = roll(dice, 2);
        input->constant = (double)roll(dice, 200) / 100 - 1;
        input->samples = NULL;
        if (box->object->misc & Z_MC_INLETS) input->channels = 1 + (int)roll(dice, 5);
        input->untold = roll(dice, 8) == 0;
    }
}

static void main_step(struct dice *dice) {
    static const double rates[] = {44100, 48000, 96000, 22050, 192000};
    static const int vectors[] = {1, 2, 16, 64, 100, 128, 512, 1024, 4096};
    unsigned at = roll(dice, BOXES);
    struct box *box = boxes[at];
    char id[16];
    switch (roll(dice, 16)) {
    case 0:
        /* A new object in the place of the old one, often while it loads. */
        pthread_rwlock_wrlock(&hold[at]);
        if (box && weather->paced) send_message(box, 0, "dropouts");
        if (box) free_box(box);
        snprintf(id, sizeof id, "s%u", at);
        boxes[at] = make_box(id, weather->texts[roll(dice, (unsigned)weather->text_count)]);
        pthread_rwlock_unlock(&hold[at]);
        break;
    case 1:
        for (int i = 0; i < BOXES; i++)
            if (boxes[i]) rewire(dice, boxes[i]);
        dsp_on(rates[roll(dice, 5)], vectors[roll(dice, 9)], roll(dice, 2));
        break;
    case 2:
        if (roll(dice, 4) == 0) dsp_off();
        break;
    case 3:
        if (box) show_tooltips(box);
        break;
    case 4:
        if (box) {
            static const char *names[] = {"model", "method", "latency", "bypass", "enable", "side"};
            show_attribute(box, names[roll(dice, 6)]);
        }
        break;
    default:
        if (box) send_message(box, (int)roll(dice, 3), weather->messages[roll(dice, (unsigned)weather->message_count)]);
    }
    run_deferred();
}

void storm(const struct storm *asked) {
    if (!asked->message_count || !asked->text_count) {
        violation("a storm needs messages and boxes");
        return;
    }
    weather = asked;
    pthread_t threads[2];
    uint64_t seed = weather->seed;
    struct dice dice = {seed};
    stop = false;
    for (int i = 0; i < BOXES; i++) pthread_rwlock_init(&hold[i], NULL);
    pthread_create(&threads[0], NULL, audio_thread, NULL);
    pthread_create(&threads[1], NULL, timer_thread, &seed);
    uint64_t steps = 0, done = 0, start = dsp_object_frames();
    double begun = wall_ms(), told = begun;
    for (; done < weather->frames || steps < weather->steps; steps++) {
        main_step(&dice);
        sleep_ms(weather->paced ? 20 : 0.5);
        if (!dsp_vector() && roll(&dice, 4) == 0) dsp_on(48000, 64, false);
        done = dsp_object_frames() - start;
        if (wall_ms() - told > 10000) {
            told = wall_ms();
            fprintf(stderr, "storm: %llu of %llu frames\n", (unsigned long long)done,
                    (unsigned long long)weather->frames);
        }
    }
    __atomic_store_n(&stop, true, __ATOMIC_RELAXED);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    dsp_off();
    quiet(false);
    for (int i = 0; i < BOXES; i++) {
        if (boxes[i] && weather->paced) send_message(boxes[i], 0, "dropouts");
        if (boxes[i]) free_box(boxes[i]);
        boxes[i] = NULL;
    }
    run_deferred();
    say("storm: %llu frames, %llu steps of main, %llu messages of the scheduler in %.1f s",
        (unsigned long long)done, (unsigned long long)steps, (unsigned long long)timer_messages,
        (wall_ms() - begun) / 1e3);
}
