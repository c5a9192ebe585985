/* The host as a program. On Windows the rest of it is MaxAPI.dll. */
#if defined(_WIN32)
__declspec(dllimport)
#endif
int host_main(int argc, char **argv);

int main(int argc, char **argv) { return host_main(argc, argv); }
