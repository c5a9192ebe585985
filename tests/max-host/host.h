/* A host double: as much of Max as nrave~ uses, and stricter than Max.
 *
 * Everything here is the host's own view. What real Max would not forgive is a violation: it is
 * told in a line of its own, and the program fails. */
#ifndef HOST_H
#define HOST_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define API __declspec(dllexport)
#else
#define API __attribute__((visibility("default")))
#endif

/* On Windows this is MaxAPI.dll, and what Max has in MaxAudio.dll is only passed on from there. */
#if defined(_WIN32)
#define class_dspinit host_class_dspinit
#define z_dsp_setup host_z_dsp_setup
#define z_dsp_free host_z_dsp_free
#endif

/* ---- the ABI ---- */

typedef struct symbol {
    char *name;
    void *thing;
} t_symbol;

enum { A_NOTHING, A_LONG, A_FLOAT, A_SYM, A_OBJ, A_GIMME = 8, A_CANT = 9 };

typedef struct atom {
    short type;
    union {
        int64_t w_long;
        double w_float;
        t_symbol *w_sym;
        void *w_obj;
    } w;
} t_atom;

typedef struct object {
    void *messlist;
    intptr_t magic;
    void *inlet;
    void *outlet;
} t_object;

typedef struct pxobject {
    t_object ob;
    long in;
    void *proxy;
    long disabled;
    short count;
    short misc;
} t_pxobject;

#define OB_MAGIC 1758379419
enum { Z_NO_INPLACE = 1, Z_MC_INLETS = 32 };

typedef void (*method)(void);
typedef void (*t_perform)(void *, void *, double **, long, double **, long, long, long, void *);

/* ---- violations, threads ---- */

enum role { ROLE_NONE = 0, MAIN = 1, TIMER = 2, AUDIO = 4 };
enum { NOT_AUDIO = MAIN | TIMER, ANY = MAIN | TIMER | AUDIO };

void violation(const char *format, ...);
/* How many there were. */
int violations(void);
void say(const char *format, ...);
void set_role(enum role role);
enum role current_role(void);
/* To be called first by every function of the API: its name, and the threads that may call it. */
void enter(const char *function, int roles);
/* As `enter`, and `object` must be alive. */
void enter_with(const char *function, int roles, const void *object);

/* ---- memory ---- */

/* Zeroed memory that ends where a page ends that nobody may touch. */
void *guarded(size_t size);
/* From now on nobody may touch it. It is never given out again. */
void guarded_free(void *memory, size_t size);
void guarded_protect(void *memory, size_t size, bool read_only);
/* The calling thread may not allocate, free, lock or make a system call until `watch_end`. */
void watch_begin(void);
void watch_end(void);
/* Whether this build can watch. */
bool watching_works(void);
/* Faults become violations. */
void catch_faults(void);

/* ---- classes and objects ---- */

enum { MAX_METHODS = 96, MAX_ATTRIBUTES = 32, MAX_OUTLETS = 160 };

struct method_entry {
    t_symbol *name;
    method function;
    int kind;
};

struct attribute {
    t_object ob;
    t_symbol *name;
    t_symbol *type;
    method get;
    method set;
    bool clipped;
    double min, max;
    char label[96];
    char style[32];
};

struct class {
    t_object ob;
    t_symbol *name;
    method create;
    method destroy;
    size_t size;
    bool registered, has_signals;
    struct method_entry methods[MAX_METHODS];
    int method_count;
    struct attribute *attributes[MAX_ATTRIBUTES];
    int attribute_count;
    struct class *next;
};

struct outlet {
    t_object ob;
    struct box *box;
    char kind[32];
    struct outlet *next;
};

/* What the host knows of an object that a class made; outside of it, where it cannot be spoiled. */
struct box {
    t_pxobject *object;
    struct class *class;
    char id[32];
    /* From left to right. */
    struct outlet *outlets;
    int signal_inlets, signal_outlets;
    int setups, dsp_frees;
    bool in_free, alive;
    /* Where Max answers questions about properties. */
    struct outlet *dumpout;
    /* The patch frees the object when it says this. */
    char last_word[32];
    char first_in_free[48];
    int clocks;
    /* The inlet by which the message now under way has come, one for each thread. */
    int inlet[3];
    struct box *next;
};

struct class *find_class(const char *name);
struct box *box_of(const void *object);
struct box *find_box(const char *id);
struct box *all_boxes(void);
/* Makes an object from the text of a box; NULL where its class refuses. */
struct box *make_box(const char *id, const char *text);
void free_box(struct box *box);
method find_method(const struct class *class, const char *name, int *kind);
/* Sends a message as a patch would; the text is a message box's. */
void send_message(struct box *box, int inlet, const char *text);
bool set_attribute(struct box *box, const char *name, const char *values);
void show_attribute(struct box *box, const char *name);
bool tell_attribute(struct box *box, const char *name);
API void *outlet_anything(void *outlet, t_symbol *word, short argc, t_atom *argv);
void show_tooltips(struct box *box);
int parse_atoms(const char *text, t_atom *atoms, int most);
void write_atoms(char *text, size_t room, int argc, const t_atom *argv);
/* What came out of information outlets and was printed, since `forget_news`. */
bool heard(const char *id, const char *word);
void forget_news(void);
void quiet(bool on);

t_symbol *gensym(const char *text);
t_symbol *intern(const char *text);

/* ---- time ---- */

/* Runs what is due on the calling thread, which is the timer's; `now` in milliseconds. */
void run_clocks(double now);
/* Runs what was deferred; on the main thread. */
void run_deferred(void);
int clocks_of(const struct box *box);
double wall_ms(void);
void sleep_ms(double ms);

/* ---- signals ---- */

struct input {
    int channels;
    bool connected;
    /* One number throughout, or samples (interleaved), or noise. */
    double constant;
    const float *samples;
    size_t count;
    bool noise;
    /* The object is not told how many channels there are before it is asked for its own. */
    bool untold;
};

enum { MAX_INLETS = 160 };
struct wires {
    struct input inputs[MAX_INLETS];
    const char *record;
    float *recorded;
    size_t recorded_count, recorded_room;
    int recorded_channels;
};

struct wires *wires_of(struct box *box);
/* Compiles the chain for all boxes, and swaps it in. */
void dsp_on(double rate, int vector, bool in_place);
void dsp_off(void);
void dsp_forget(struct box *box);
/* Computes one vector, on the audio thread; its length in ms, 0 where there is no chain. */
double dsp_tick(bool watched);
double dsp_rate(void);
int dsp_vector(void);
uint64_t dsp_object_frames(void);
void save_recording(struct box *box);

/* ---- files ---- */
void add_search_folder(const char *path);

/* ---- running ---- */
API int host_main(int argc, char **argv);

/* Three real threads: until so many frames are computed (of all objects) and main has done so many
 * steps. Paced, the audio thread keeps to real time, and dropouts are told at the end. */
struct storm {
    uint64_t seed, frames, steps;
    bool paced;
    char **messages;
    int message_count;
    char **texts;
    int text_count;
};
void storm(const struct storm *weather);

#endif
