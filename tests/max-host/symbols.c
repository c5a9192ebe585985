/* Symbols and atoms. */
#include "host.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 1024 };
struct node {
    t_symbol symbol;
    struct node *next;
};
static struct node *buckets[BUCKETS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

t_symbol *intern(const char *text) {
    unsigned hash = 5381;
    for (const char *c = text; *c; c++) hash = hash * 33 + (unsigned char)*c;
    pthread_mutex_lock(&lock);
    struct node *node = buckets[hash % BUCKETS];
    while (node && strcmp(node->symbol.name, text)) node = node->next;
    if (!node) {
        node = calloc(1, sizeof *node);
        node->symbol.name = strdup(text);
        node->next = buckets[hash % BUCKETS];
        buckets[hash % BUCKETS] = node;
    }
    pthread_mutex_unlock(&lock);
    return &node->symbol;
}

API t_symbol *gensym(const char *text) {
    enter("gensym", NOT_AUDIO);
    return intern(text);
}

/* Reads one word, with "\ " and quotes for spaces; returns the rest, or NULL at the end. */
static const char *word(const char *text, char *into, size_t room) {
    size_t length = 0;
    bool quoted = false;
    while (*text == ' ') text++;
    if (!*text) return NULL;
    for (; *text && (quoted || *text != ' '); text++) {
        if (*text == '"') {
            quoted = !quoted;
            continue;
        }
        if (*text == '\\' && text[1]) text++;
        if (length + 1 < room) into[length++] = *text;
    }
    into[length] = 0;
    return text;
}

int parse_atoms(const char *text, t_atom *atoms, int most) {
    char buffer[2048], *end;
    int count = 0;
    while (count < most && (text = word(text, buffer, sizeof buffer))) {
        t_atom *atom = &atoms[count++];
        double number = strtod(buffer, &end);
        bool numeric = *buffer && !*end && strspn(buffer, "+-.0123456789e") == strlen(buffer);
        if (numeric && !strpbrk(buffer, ".e")) {
            atom->type = A_LONG;
            atom->w.w_long = strtoll(buffer, NULL, 10);
        } else if (numeric || !strcmp(buffer, "nan") || !strcmp(buffer, "inf")) {
            atom->type = A_FLOAT;
            atom->w.w_float = number;
        } else {
            atom->type = A_SYM;
            atom->w.w_sym = intern(buffer);
        }
    }
    return count;
}

void write_atoms(char *text, size_t room, int argc, const t_atom *argv) {
    size_t at = 0;
    text[0] = 0;
    for (int i = 0; i < argc && at < room; i++) {
        const char *gap = i ? " " : "";
        switch (argv[i].type) {
        case A_LONG:
            at += (size_t)snprintf(text + at, room - at, "%s%lld", gap, (long long)argv[i].w.w_long);
            break;
        case A_FLOAT: at += (size_t)snprintf(text + at, room - at, "%s%g", gap, argv[i].w.w_float); break;
        case A_SYM: at += (size_t)snprintf(text + at, room - at, "%s%s", gap, argv[i].w.w_sym->name); break;
        default:
            violation("an atom of unknown type %d", argv[i].type);
            at += (size_t)snprintf(text + at, room - at, "%s?", gap);
        }
    }
}
