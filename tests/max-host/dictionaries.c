/* Dictionaries; those that are sent out are printed, too. */
#include "host.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    char key[128];
    char *text;
    struct dictionary *inner;
    struct entry *next;
};

struct dictionary {
    t_object ob;
    struct entry *entries;
    t_symbol *name;
    bool inner;
    struct dictionary *next;
};

static struct dictionary *dictionaries;

API void *dictionary_new(void) {
    enter("dictionary_new", NOT_AUDIO);
    struct dictionary *dictionary = calloc(1, sizeof *dictionary);
    dictionary->ob.magic = OB_MAGIC;
    dictionary->next = dictionaries;
    dictionaries = dictionary;
    return dictionary;
}

static struct entry *append(const char *function, void *pointer, t_symbol *key, const char *text) {
    enter_with(function, NOT_AUDIO, pointer);
    struct dictionary *dictionary = pointer;
    struct entry *entry = calloc(1, sizeof *entry), **end = &dictionary->entries;
    snprintf(entry->key, sizeof entry->key, "%s", key->name);
    entry->text = strdup(text);
    for (; *end; end = &(*end)->next)
        if (!strcmp((*end)->key, entry->key)) violation("%s: the key %s twice", function, entry->key);
    *end = entry;
    return entry;
}

API int64_t dictionary_appendlong(void *dictionary, t_symbol *key, int64_t value) {
    char text[64];
    snprintf(text, sizeof text, "%lld", (long long)value);
    append("dictionary_appendlong", dictionary, key, text);
    return 0;
}

API int64_t dictionary_appendfloat(void *dictionary, t_symbol *key, double value) {
    char text[64];
    snprintf(text, sizeof text, "%g", value);
    append("dictionary_appendfloat", dictionary, key, text);
    return 0;
}

API int64_t dictionary_appendsym(void *dictionary, t_symbol *key, t_symbol *value) {
    append("dictionary_appendsym", dictionary, key, value->name);
    return 0;
}

API int64_t dictionary_appendatoms(void *dictionary, t_symbol *key, long argc, t_atom *argv) {
    char *text = malloc(65536);
    write_atoms(text, 65536, (int)argc, argv);
    append("dictionary_appendatoms", dictionary, key, text);
    free(text);
    return 0;
}

API int64_t dictionary_appenddictionary(void *dictionary, t_symbol *key, void *inner) {
    enter_with("dictionary_appenddictionary", NOT_AUDIO, inner);
    append("dictionary_appenddictionary", dictionary, key, "")->inner = inner;
    ((struct dictionary *)inner)->inner = true;
    return 0;
}

static void show(const char *path, const struct dictionary *dictionary) {
    for (struct entry *entry = dictionary->entries; entry; entry = entry->next) {
        char key[512];
        snprintf(key, sizeof key, "%s::%s", path, entry->key);
        if (entry->inner) {
            show(key, entry->inner);
        } else {
            say("dictionary: %s: %s", key, entry->text);
        }
    }
}

API void *dictobj_register(void *pointer, t_symbol **name) {
    enter_with("dictobj_register", NOT_AUDIO, pointer);
    static int count;
    char text[32];
    struct dictionary *dictionary = pointer;
    if (!*name) {
        snprintf(text, sizeof text, "u%09d", ++count);
        *name = intern(text);
    }
    dictionary->name = *name;
    show(dictionary->name->name, dictionary);
    return dictionary;
}

static void drop(struct dictionary *dictionary) {
    struct dictionary **place = &dictionaries;
    while (*place && *place != dictionary) place = &(*place)->next;
    if (*place) *place = dictionary->next;
    for (struct entry *entry = dictionary->entries, *next; entry; entry = next) {
        next = entry->next;
        if (entry->inner) drop(entry->inner);
        free(entry->text);
        free(entry);
    }
    dictionary->ob.magic = 0;
    free(dictionary);
}

bool free_dictionary(void *pointer) {
    struct dictionary *dictionary = dictionaries;
    while (dictionary && dictionary != pointer) dictionary = dictionary->next;
    if (!dictionary) return false;
    if (dictionary->inner) violation("object_free: a dictionary that belongs to another");
    drop(dictionary);
    return true;
}

int dictionaries_left(void) {
    int count = 0;
    for (struct dictionary *d = dictionaries; d; d = d->next) count++;
    return count;
}
