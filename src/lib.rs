//! Courant turns a folder of articles into feeds that are valid, stable and pleasant to subscribe to.

pub mod article;
pub mod date;
pub mod entry_id;
pub mod failure;
pub mod feed;
pub mod html;
pub mod language_tag;
pub mod ledger;
pub mod publish;
pub mod remark;
pub mod render;
pub mod source;
pub mod text;
pub mod understand;
pub mod validate;
