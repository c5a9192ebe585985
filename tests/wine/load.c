/* Loads external.dll and calls one function of it, as a host does; then lets the stand-in for Pd play a
 * box of a class.
 *
 * load FUNCTION [CLASS]
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

int main(int argc, char **argv) {
    void (*setup)(void);
    int (*play)(const char *);
    FARPROC found;
    HMODULE library;

    if (argc != 2 && argc != 3) return 2;
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
    if (argc == 2) return 0;
    found = GetProcAddress(GetModuleHandleA("pd.dll"), "play");
    memcpy(&play, &found, sizeof play);
    return play(argv[2]) ? 0 : 1;
}
