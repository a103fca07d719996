//! Every check of the program as a whole, in one binary: what a person gives it, and what a person sees.

mod adopt;
mod archive;
mod articles;
mod build;
mod check;
mod diff;
#[cfg(feature = "network")]
mod fetch;
mod guard;
mod hostile;
mod layers;
mod look;
mod project;
mod publish;
mod render;
mod samples;
mod shell;
mod validate;
