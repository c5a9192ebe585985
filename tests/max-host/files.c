/* The search path, and memory that Max frees. */
#include "host.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_FOLDERS = 32, MAX_PATH_CHARS = 2048 };
static char folders[MAX_FOLDERS][MAX_PATH_CHARS];
static int folder_count;

void add_search_folder(const char *path) {
    if (folder_count < MAX_FOLDERS) snprintf(folders[folder_count++], MAX_PATH_CHARS, "%s", path);
}

static bool is_file(const char *path) {
    struct stat status;
    return !stat(path, &status) && S_ISREG(status.st_mode);
}

API short locatefile_extended(char *name, short *path, uint32_t *type, const uint32_t *types, short count) {
    enter("locatefile_extended", MAIN);
    char whole[2 * MAX_PATH_CHARS];
    (void)types;
    (void)count;
    if (strlen(name) >= MAX_PATH_CHARS) violation("locatefile_extended: a name that is too long");
    for (int i = 0; i < folder_count; i++) {
        snprintf(whole, sizeof whole, "%s/%s", folders[i], name);
        if (!is_file(whole)) continue;
        *path = (short)(i + 1);
        *type = 0;
        return 0;
    }
    return 1;
}

API short path_toabsolutesystempath(short path, const char *name, char *absolute) {
    enter("path_toabsolutesystempath", MAIN);
    if (path < 1 || path > folder_count) {
        violation("path_toabsolutesystempath: a path that no search gave");
        return 1;
    }
    snprintf(absolute, MAX_PATH_CHARS, "%s/%s", folders[path - 1], name);
    return 0;
}

API void *sysmem_newptr(long size) {
    enter("sysmem_newptr", NOT_AUDIO);
    return malloc((size_t)size);
}

/* What is dragged is one file; letting it go is a message. */
API void jdrag_object_add(void *drag, void *object, t_symbol *word) {
    enter_with("jdrag_object_add", MAIN, object);
    struct box *box = box_of(object);
    char text[MAX_PATH_CHARS + 64];
    snprintf(text, sizeof text, "%s \"%s\"", word->name, (const char *)drag);
    if (box) send_message(box, 0, text);
}
