//! Courant turns a folder of articles into feeds that are valid, stable and pleasant to subscribe to.
//!
//! The steps, each a function that can be called alone (ARCHITECTURE.md draws them):
//! [`read::folder`], [`understand::article`], [`ledger::Ledger::settle`], [`compose::feeds`], [`render::render`],
//! [`validate::validate`], [`publish::publish`]; [`build::build`] joins the pure ones.
//!
//! ```
//! use courant::article::{Kind, Seed};
//! use courant::understand::{House, article};
//!
//! let text = "---\ntitle: A bridge opens\ndate: 2026-11-20T09:00:00Z\ntags: [Harbour]\n---\nThe new bridge opened on Monday. Cyclists were first.\n";
//! let seed = Seed { path: "bridge.md".into(), kind: Kind::Markdown, bytes: text.into(), modified: None };
//! let (article, remarks) = article(&seed, &House::default());
//! assert_eq!(article.title.map(|title| title.value).as_deref(), Some("A bridge opens"));
//! assert_eq!(article.categories[0].value.label, "Harbour");
//! assert!(remarks.is_empty());
//! ```

pub mod article;
pub mod build;
pub mod catalogue;
pub mod cli;
pub mod commands;
pub mod compare;
pub mod compose;
pub mod config;
pub mod date;
pub mod deliver;
pub mod deploy;
pub mod entry_id;
pub mod failure;
pub mod feed;
pub mod fix;
pub mod html;
pub mod language_tag;
pub mod ledger;
mod lengths;
mod letters;
pub mod page;
pub mod publish;
pub mod read;
pub mod remark;
pub mod render;
pub mod report;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod text;
pub mod understand;
pub mod validate;
pub mod words;
