/* Renders a file through a model, with nothing but neurorave.h.
 *
 * render MODEL RATE VECTOR IN OUT [MESSAGE ...]
 *
 * IN and OUT are raw mono files of 32-bit floats; each MESSAGE is one message to the instrument.
 * The latency goes to standard output.
 */
#include <neurorave.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(nrave_instrument *instrument, const char *what) {
    fprintf(stderr, "%s: %s\n", what, nrave_error(instrument));
    nrave_free(instrument);
    return 1;
}

static float *read_samples(const char *path, size_t *count) {
    FILE *file = fopen(path, "rb");
    long bytes;
    float *samples;
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    bytes = ftell(file);
    rewind(file);
    *count = (size_t)bytes / sizeof(float);
    samples = malloc(*count * sizeof(float) + 1);
    if (samples) *count = fread(samples, sizeof(float), *count, file);
    fclose(file);
    return samples;
}

/* Calls that must fail, and say so, and do no harm. */
static int misuse(nrave_instrument *instrument) {
    nrave_free(NULL);
    if (nrave_prepare(NULL, 48000, 64) != NRAVE_BAD_ARGUMENT) return 1;
    if (nrave_prepare(instrument, -1, 64) != NRAVE_BAD_ARGUMENT) return 2;
    if (nrave_load(instrument, NULL, NULL) != NRAVE_BAD_ARGUMENT) return 3;
    if (nrave_load(instrument, "\xff", NULL) != NRAVE_BAD_ARGUMENT) return 4;
    if (nrave_load_and_wait(instrument, "missing.nrave", NULL) != NRAVE_LOAD_FAILED) return 5;
    if (!strstr(nrave_error(instrument), "missing.nrave")) return 6;
    if (nrave_message(instrument, "dance") != NRAVE_BAD_MESSAGE) return 7;
    if (nrave_message(instrument, "") != NRAVE_BAD_MESSAGE) return 8;
    if (nrave_process(instrument, NULL, 1, NULL, 0, 64) != NRAVE_BAD_ARGUMENT) return 9;
    if (nrave_process(instrument, NULL, 0, NULL, 0, 64) != NRAVE_OK) return 10;
    if (nrave_inlets(instrument) != 0 || nrave_latency(instrument) != 0) return 11;
    if (!nrave_event(instrument) || nrave_event(instrument)) return 12;
    return 0;
}

int main(int argc, char **argv) {
    nrave_instrument *instrument;
    float *samples;
    size_t count, at, vector;
    char name[8];
    int i, wrong;
    FILE *out;

    if (argc < 6) {
        fprintf(stderr, "render MODEL RATE VECTOR IN OUT [MESSAGE ...]\n");
        return 2;
    }
    vector = (size_t)atol(argv[3]);
    samples = read_samples(argv[4], &count);
    if (!samples || vector == 0) {
        fprintf(stderr, "%s: cannot be read, or VECTOR is 0\n", argv[4]);
        return 1;
    }
    instrument = nrave_create();
    if (!instrument) return 1;
    wrong = misuse(instrument);
    if (wrong) {
        fprintf(stderr, "misuse %d was not caught\n", wrong);
        return 1;
    }
    if (nrave_message(instrument, "mode offline")) return fail(instrument, "mode");
    if (nrave_prepare(instrument, atof(argv[2]), vector)) return fail(instrument, "prepare");
    if (nrave_load_and_wait(instrument, argv[1], NULL)) return fail(instrument, argv[1]);
    for (i = 6; i < argc; i++) {
        if (nrave_message(instrument, argv[i])) return fail(instrument, argv[i]);
        printf("%s", nrave_reply(instrument));
    }
    if (nrave_inlet_name(instrument, 0, name, sizeof name) != strlen("audio 1")) return 1;
    if (strcmp(name, "audio 1") != 0) return 1;
    if (nrave_inlet_name(instrument, 0, NULL, 0) != strlen("audio 1")) return 1;
    if (nrave_outlet_name(instrument, 99, name, sizeof name) != 0) return 1;

    for (at = 0; at < count; at += vector) {
        size_t frames = count - at < vector ? count - at : vector;
        /* The same memory in and out. */
        const float *inputs[1];
        float *outputs[1];
        inputs[0] = outputs[0] = samples + at;
        if (nrave_process(instrument, inputs, 1, outputs, 1, frames)) {
            return fail(instrument, "process");
        }
    }
    printf("latency %zu dropouts %lu\n", nrave_latency(instrument),
           (unsigned long)nrave_dropouts(instrument));
    nrave_free(instrument);

    out = fopen(argv[5], "wb");
    if (!out || fwrite(samples, sizeof(float), count, out) != count) {
        fprintf(stderr, "%s: cannot be written\n", argv[5]);
        return 1;
    }
    fclose(out);
    free(samples);
    return 0;
}
