/* Loads external.dll and calls one function of it, as a host does.
 *
 * load FUNCTION
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

int main(int argc, char **argv) {
    void (*setup)(void);
    FARPROC found;
    HMODULE library;

    if (argc != 2) return 2;
    library = LoadLibraryA("external.dll");
    if (!library) {
        printf("not loaded: error %lu\n", GetLastError());
        return 1;
    }
    found = GetProcAddress(library, argv[1]);
    if (!found) {
        printf("no %s: error %lu\n", argv[1], GetLastError());
        return 1;
    }
    memcpy(&setup, &found, sizeof setup);
    setup();
    printf("called %s\n", argv[1]);
    return 0;
}
