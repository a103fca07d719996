//! Courant turns a folder of articles into feeds that are valid, stable and pleasant to subscribe to.
//!
//! The steps, each a function that can be called alone (ARCHITECTURE.md draws them):
//! [`read::folder`], [`courant_read::read_article`], [`ledger::Ledger::reconcile`], [`compose::feeds`], [`render::render`],
//! [`courant_validate::parse`], [`courant_validate::validate`], [`publish::publish`]; [`plan::plan`] joins the pure ones.
//!
//! ```
//! use courant_read::{ReadContext, SourceFile, read_article};
//!
//! let text = "---\ntitle: A bridge opens\ndate: 2026-11-20T09:00:00Z\ntags: [Harbour]\n---\nThe new bridge opened on Monday. Cyclists were first.\n";
//! let seed = SourceFile::new("bridge.md", text);
//! let (article, remarks) = read_article(&seed, &ReadContext::default());
//! assert_eq!(article.title.map(|title| title.value).as_deref(), Some("A bridge opens"));
//! assert_eq!(article.categories[0].value.label, "Harbour");
//! assert!(remarks.is_empty());
//! ```

pub mod cli;
pub mod commands;
pub mod compose;
pub mod config;
pub mod deploy;
pub mod disk;
pub mod failure;
pub mod feed;
pub mod ledger;
pub mod own_files;
pub mod page;
pub mod plan;
pub mod publish;
pub mod read;
pub mod redirects;
pub mod render;
#[cfg(feature = "serve")]
pub mod serve;
pub mod ui_strings;
