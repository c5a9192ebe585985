/* MaxAudio.dll: what Max has there, passed on to the other. */
#if defined(_WIN32)

__declspec(dllimport) void host_class_dspinit(void *);
__declspec(dllimport) void host_z_dsp_setup(void *, long);
__declspec(dllimport) void host_z_dsp_free(void *);

__declspec(dllexport) void class_dspinit(void *class) { host_class_dspinit(class); }
__declspec(dllexport) void z_dsp_setup(void *object, long inlets) { host_z_dsp_setup(object, inlets); }
__declspec(dllexport) void z_dsp_free(void *object) { host_z_dsp_free(object); }

#else
typedef int nothing;
#endif
