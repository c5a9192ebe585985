//! The Max package's texts: written from the one table of the object, checked against it, and drawn.
//!
//! [`files::package_files`] is what goes into the package; the program `patches` writes the same files
//! into `patches/max`, with pictures of every patch.

pub mod amxd;
pub mod check;
mod elements;
pub mod files;
pub mod geometry;
pub mod layout;
mod max;
pub mod measure;
pub mod model;
pub mod objects;
pub mod package;
pub mod picture;
mod readme;
pub mod reference;
mod sheet;

pub use files::package_files;
