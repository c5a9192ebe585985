//! `nrave~` for Pure Data: plays neural synthesizers.
//!
//! `[nrave~ model.nrave method]` has a signal inlet for each channel of sound (or latent), for the
//! pitch where the model has one, and for each attribute; with the flag `-side` one more for the
//! sound whose attributes are followed. Signal outlets, then an outlet for information. The words it
//! understands are the engine's ([`neurorave_core::message`]); nothing here computes sound.
//!
//! Built as a library for Pd 0.53 and newer, to be named `nrave~.pd_linux` (`.pd_darwin`, `.dll`).

mod atoms;
mod class;
mod paths;
mod player;
