#![doc = include_str!("../README.md")]

pub mod date;
pub mod entry_id;
pub mod iri;
pub mod language_tag;
pub mod lengths;
pub mod letters;
pub mod source;
pub mod text;
