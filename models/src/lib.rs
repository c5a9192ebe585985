//! The library behind the `nrave` command: sound files, pictures, offline rendering.

pub mod audio;
pub mod picture;
