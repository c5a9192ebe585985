//! pitch
