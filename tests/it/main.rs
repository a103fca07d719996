//! Every check of the program as a whole, in one binary: what a person gives it, and what a person sees.

mod accidents;
mod adopt;
mod archive;
mod articles;
mod build;
mod check;
mod circles;
mod configuration;
mod deploy_files;
mod diff;
mod faults;
mod feed_addresses;
#[cfg(feature = "network")]
mod fetch;
mod front_matter;
mod generators;
mod guard;
mod histories;
mod hostile;
mod hostile_html;
mod hostile_pages;
mod ids;
mod kinds_of_pages;
mod layers;
mod ledger;
mod look;
#[cfg(feature = "network")]
mod moved;
mod own_output;
mod permalinks;
mod ping;
mod project;
mod properties;
mod publish;
mod references;
mod render;
mod samples;
#[cfg(all(unix, feature = "serve"))]
mod serve;
mod shell;
mod show;
mod site;
mod templates;
mod undated;
mod validate;
mod vocabulary;
