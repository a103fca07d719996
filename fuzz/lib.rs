//! The properties of `tests/it/properties.rs`, for the fuzzer: the same functions, and what they are made of.

// These are modules of tests: what only a test run uses is unused here.
#![allow(dead_code, unused_imports, unused_macros)]

#[path = "../tests/it/hostile.rs"]
mod hostile;
#[path = "../tests/it/properties.rs"]
pub mod properties;
#[path = "../tests/it/render.rs"]
mod render;
