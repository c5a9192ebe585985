/* neurorave: neural synthesizers in real time.
 *
 * Generated from neurorave-core/src/ffi by cbindgen: do not edit.
 * To write it anew: NRAVE_BLESS=1 cargo test -p neurorave-core --test header
 */

#ifndef NEURORAVE_H
#define NEURORAVE_H

#include <stddef.h>
#include <stdint.h>

// What a call has come to.
typedef enum {
  // Done.
  NRAVE_OK = 0,
  // A pointer is NULL, a text is not UTF-8, or a number is out of range.
  NRAVE_BAD_ARGUMENT = 1,
  // The model cannot be read or run.
  NRAVE_LOAD_FAILED = 2,
  // The message is not understood or does not fit the model.
  NRAVE_BAD_MESSAGE = 3,
  // A mistake of this library. The handle may be used no more, except to free it.
  NRAVE_INTERNAL = 4,
} nrave_code;

// An instrument. Made by nrave_create, freed by nrave_free.
//
// Two threads may use it at the same time: the audio thread calls nrave_process, and one other thread
// at a time calls everything else. nrave_prepare and nrave_free must not run while nrave_process
// does.
typedef struct nrave_instrument nrave_instrument;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// Makes an instrument without a model. Returns NULL if the system is out of memory or threads.
// The caller frees it with nrave_free.
nrave_instrument *nrave_create(void);

// Frees an instrument, after its threads have ended: this may wait for a model that is being loaded.
// NULL is allowed and does nothing. Not while another thread uses the handle, and not twice.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; nothing else uses it.
void nrave_free(nrave_instrument *instrument);

// Sets the sample rate in Hz (1000 to 768000) and the usual number of samples per call of
// nrave_process (at least 1; other numbers are allowed at any time). Call it before the first
// nrave_process and whenever either changes. Not while nrave_process runs. It may take some
// milliseconds.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; no other thread is inside a
// function that uses it.
nrave_code nrave_prepare(nrave_instrument *instrument, double sample_rate, size_t max_frames);

// Computes `frames` samples. Real-time safe (it never allocates, locks, blocks or makes a system
// call), except in offline mode, where it waits for the network.
//
// `inputs` points to `input_count` pointers, each to `frames` samples, in the order of
// nrave_inlet_name; one more is the side inlet. A NULL among them reads as silence, and so do
// inlets beyond `input_count`. `outputs` points to `output_count` pointers, each to `frames`
// samples, in the order of nrave_outlet_name; all `frames` samples of each are written, zeros
// where the model has no such outlet. A NULL among them is left out. An output may be the same
// memory as an input, but must not overlap one partly, nor another output. `inputs` or `outputs`
// may be NULL when its count is 0.
//
// # Safety
// As above; `instrument` is NULL or came from nrave_create and was not freed, and only this thread
// is inside nrave_process, nrave_prepare or nrave_free with it.
nrave_code nrave_process(nrave_instrument *instrument,
                         const float *const *inputs,
                         size_t input_count,
                         float *const *outputs,
                         size_t output_count,
                         size_t frames);

// Loads a model file and plays it, cross-faded in when it is ready. Returns at once: nrave_event tells
// the outcome. `path` is UTF-8. `method` may be NULL: then the method stays, or is "forward".
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; the texts end with 0.
nrave_code nrave_load(nrave_instrument *instrument,
                      const char *path,
                      const char *method);

// Like nrave_load, but waits until the model is read and ready. In offline and synchronous mode the
// next nrave_process plays it, if nrave_prepare was called before.
//
// # Safety
// As nrave_load.
nrave_code nrave_load_and_wait(nrave_instrument *instrument, const char *path, const char *method);

// Sends a message in the words of the nrave~ object: "set centroid 0.5", "mode offline", "seed 3",
// "get centroid" … A path with spaces goes to nrave_load instead. Answers are in nrave_reply.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; the text ends with 0.
nrave_code nrave_message(nrave_instrument *instrument, const char *message);

// The answers to the last nrave_message, one a line, "" where there are none. Never NULL. Valid until
// the next nrave_message or nrave_free.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
const char *nrave_reply(const nrave_instrument *instrument);

// What the last call that failed has to say, "" before any. Never NULL. Valid until the next call with
// this handle other than nrave_process. (nrave_process leaves no text.)
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
const char *nrave_error(const nrave_instrument *instrument);

// The next thing that has happened, in a sentence ("importing …", "loaded …", "live …", "failed …"),
// or NULL if there is nothing new. Valid until the next nrave_event or nrave_free.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
const char *nrave_event(nrave_instrument *instrument);

// The latency in samples from input to output, exact and complete; 0 while no model is ready.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
size_t nrave_latency(const nrave_instrument *instrument);

// How many inferences came too late since the start, or since "dropouts reset".
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
uint64_t nrave_dropouts(const nrave_instrument *instrument);

// How many inlets the loaded model has, the side inlet not counted; 0 while there is none.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
size_t nrave_inlets(const nrave_instrument *instrument);

// How many outlets the loaded model has; 0 while there is none.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
size_t nrave_outlets(const nrave_instrument *instrument);

// Copies the name of inlet `index` to `name`, cut to `size` bytes, the 0 at its end included. Returns
// the length of the whole name without that 0, or 0 if there is no such inlet. `name` may be NULL when
// `size` is 0.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; `name` is valid for `size` bytes.
size_t nrave_inlet_name(const nrave_instrument *instrument,
                        size_t index,
                        char *name,
                        size_t size);

// Like nrave_inlet_name, for outlet `index`.
//
// # Safety
// As nrave_inlet_name.
size_t nrave_outlet_name(const nrave_instrument *instrument, size_t index, char *name, size_t size);

// The version of this library: "0.1.0". Never NULL, valid for ever.
const char *nrave_version(void);

// Loads a model file and plays it, cross-faded in when it is ready. Returns at once: nrave_event tells
// the outcome. `path` is UTF-8. `method` may be NULL: then the method stays, or is "forward".
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; the texts end with 0.
nrave_code nrave_load(nrave_instrument *instrument,
                      const char *path,
                      const char *method);

// Like nrave_load, but waits until the model is read and ready. In offline and synchronous mode the
// next nrave_process plays it, if nrave_prepare was called before.
//
// # Safety
// As nrave_load.
nrave_code nrave_load_and_wait(nrave_instrument *instrument, const char *path, const char *method);

// Sends a message in the words of the nrave~ object: "set centroid 0.5", "mode offline", "seed 3",
// "get centroid" … A path with spaces goes to nrave_load instead. Answers are in nrave_reply.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; the text ends with 0.
nrave_code nrave_message(nrave_instrument *instrument, const char *message);

// The answers to the last nrave_message, one a line, "" where there are none. Never NULL. Valid until
// the next nrave_message or nrave_free.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
const char *nrave_reply(const nrave_instrument *instrument);

// What the last call that failed has to say, "" before any. Never NULL. Valid until the next call with
// this handle other than nrave_process. (nrave_process leaves no text.)
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
const char *nrave_error(const nrave_instrument *instrument);

// The next thing that has happened, in a sentence ("importing …", "loaded …", "live …", "failed …"),
// or NULL if there is nothing new. Valid until the next nrave_event or nrave_free.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
const char *nrave_event(nrave_instrument *instrument);

// The latency in samples from input to output, exact and complete; 0 while no model is ready.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
size_t nrave_latency(const nrave_instrument *instrument);

// How many inferences came too late since the start, or since "dropouts reset".
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
uint64_t nrave_dropouts(const nrave_instrument *instrument);

// How many inlets the loaded model has, the side inlet not counted; 0 while there is none.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
size_t nrave_inlets(const nrave_instrument *instrument);

// How many outlets the loaded model has; 0 while there is none.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed.
size_t nrave_outlets(const nrave_instrument *instrument);

// Copies the name of inlet `index` to `name`, cut to `size` bytes, the 0 at its end included. Returns
// the length of the whole name without that 0, or 0 if there is no such inlet. `name` may be NULL when
// `size` is 0.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; `name` is valid for `size` bytes.
size_t nrave_inlet_name(const nrave_instrument *instrument,
                        size_t index,
                        char *name,
                        size_t size);

// Like nrave_inlet_name, for outlet `index`.
//
// # Safety
// As nrave_inlet_name.
size_t nrave_outlet_name(const nrave_instrument *instrument, size_t index, char *name, size_t size);

// The version of this library: "0.1.0". Never NULL, valid for ever.
const char *nrave_version(void);

// Makes an instrument without a model. Returns NULL if the system is out of memory or threads.
// The caller frees it with nrave_free.
nrave_instrument *nrave_create(void);

// Frees an instrument, after its threads have ended: this may wait for a model that is being loaded.
// NULL is allowed and does nothing. Not while another thread uses the handle, and not twice.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; nothing else uses it.
void nrave_free(nrave_instrument *instrument);

// Sets the sample rate in Hz (1000 to 768000) and the usual number of samples per call of
// nrave_process (at least 1; other numbers are allowed at any time). Call it before the first
// nrave_process and whenever either changes. Not while nrave_process runs. It may take some
// milliseconds.
//
// # Safety
// `instrument` is NULL or came from nrave_create and was not freed; no other thread is inside a
// function that uses it.
nrave_code nrave_prepare(nrave_instrument *instrument, double sample_rate, size_t max_frames);

// Computes `frames` samples. Real-time safe (it never allocates, locks, blocks or makes a system
// call), except in offline mode, where it waits for the network.
//
// `inputs` points to `input_count` pointers, each to `frames` samples, in the order of
// nrave_inlet_name; one more is the side inlet. A NULL among them reads as silence, and so do
// inlets beyond `input_count`. `outputs` points to `output_count` pointers, each to `frames`
// samples, in the order of nrave_outlet_name; all `frames` samples of each are written, zeros
// where the model has no such outlet. A NULL among them is left out. An output may be the same
// memory as an input, but must not overlap one partly, nor another output. `inputs` or `outputs`
// may be NULL when its count is 0.
//
// # Safety
// As above; `instrument` is NULL or came from nrave_create and was not freed, and only this thread
// is inside nrave_process, nrave_prepare or nrave_free with it.
nrave_code nrave_process(nrave_instrument *instrument,
                         const float *const *inputs,
                         size_t input_count,
                         float *const *outputs,
                         size_t output_count,
                         size_t frames);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* NEURORAVE_H */
