//! What a key of `courant.toml` is: one row, of which the parser, `courant init`, the README's table and `courant schema` are made.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use toml::Spanned;

/// Told of each mistake: the byte where it stands, and the message.
pub type Complain<'a> = dyn FnMut(usize, String) + 'a;

/// What can stand under a key.
pub trait KeyType {
    /// As TOML has it.
    type Written: DeserializeOwned;
    /// As the program has it.
    type Value;

    /// Reads what is written; `None` after a complaint, or where it says as little as no key.
    fn read(key: &str, written: Spanned<Self::Written>, complain: &mut Complain) -> Option<Self::Value>;

    /// The value of a key that is left open: what its row declares as the default.
    fn open(sample: Sample) -> Self::Value {
        let row = format!("value = {}", sample.toml());
        let One { value } = toml::from_str::<One<Self::Written>>(&row).expect("a default is a value of its type");
        Self::read("value", value, &mut |_, _| ()).expect("a default has no mistake")
    }

    /// The value of a key that is not there, in a table that begins at a byte. A type that has to be there complains.
    fn missing(_key: &str, _table_start: usize, sample: Sample, _complain: &mut Complain) -> Self::Value {
        Self::open(sample)
    }

    /// Whether a table without it is wrong.
    const IS_REQUIRED: bool = false;

    /// What a person calls it.
    const WORDS: &'static str;

    /// The JSON Schema (draft 2020-12) of what is written.
    fn schema() -> Json;

    /// The rows of the table that it is, and whether there may be several.
    fn table() -> Option<(Vec<Row>, Several)> {
        None
    }
}

#[derive(Deserialize)]
struct One<T> {
    value: Spanned<T>,
}

/// Whether a table stands once, `[check]`, or as often as one likes, `[[feed]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Several {
    /// `[check]`
    No,
    /// `[[feed]]`
    Yes,
}

/// What a row shows of its key.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// What holds where the key is left open, as TOML.
    Default(&'static str),
    /// What could stand there, as TOML.
    Example(&'static str),
}

impl Sample {
    /// The value, as TOML.
    pub fn toml(self) -> &'static str {
        match self {
            Sample::Default(toml) | Sample::Example(toml) => toml,
        }
    }
}

/// The declaration of a key.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name.
    pub key: &'static str,
    /// What it is for, in sentences; a line of the source each, with the space before it.
    pub documentation: &'static str,
    /// Its default, or an example.
    pub sample: Sample,
    /// Whether a table without it is wrong.
    pub is_required: bool,
    /// What a person calls its type.
    pub words: &'static str,
    /// The JSON Schema of what is written.
    pub schema: Json,
    /// The rows of the table that it is.
    pub table: Option<(Vec<Row>, Several)>,
}

/// A table of keys: `courant.toml` itself, `[check]`, one `[[feed]]`.
pub trait KeyTable: Sized {
    /// As TOML has it.
    type Written: DeserializeOwned + Default;

    /// The rows, in the order in which they are shown.
    fn rows() -> Vec<Row>;

    /// Reads what is written; what is left open has its default. `start` is the byte where the table begins.
    fn read(written: Self::Written, start: usize, complain: &mut Complain) -> Self;
}

/// A value that is written, or what stands for it.
pub fn value_of<K: KeyType>(
    key: &str,
    written: Option<Spanned<K::Written>>,
    table_start: usize,
    sample: Sample,
    complain: &mut Complain,
) -> K::Value {
    match written {
        Some(written) => K::read(key, written, complain).unwrap_or_else(|| K::open(sample)),
        None => K::missing(key, table_start, sample, complain),
    }
}

/// Declares a table of keys: a row `field = key: Type, Sample;` for each, below its documentation. Makes the type of the program, the type
/// that is read from TOML, and the rows.
macro_rules! keys {
    (
        $(#[$meta:meta])*
        $config:ident, written as $written:ident {
            $($(#[doc = $documentation:literal])+ $field:ident = $key:ident: $type:ty, $sample:expr;)*
        }
    ) => {
        $(#[$meta])*
        pub struct $config {
            $($(#[doc = $documentation])+ pub $field: <$type as $crate::config::key::KeyType>::Value,)*
        }

        /// The table as it is written.
        #[derive(Default, serde::Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $written {
            $($key: Option<toml::Spanned<<$type as $crate::config::key::KeyType>::Written>>,)*
        }

        impl $crate::config::key::KeyTable for $config {
            type Written = $written;

            fn rows() -> Vec<$crate::config::key::Row> {
                use $crate::config::key::{KeyType, Row};
                vec![$(Row {
                    key: stringify!($key),
                    documentation: concat!($($documentation, "\n"),+),
                    sample: $sample,
                    is_required: <$type as KeyType>::IS_REQUIRED,
                    words: <$type as KeyType>::WORDS,
                    schema: <$type as KeyType>::schema(),
                    table: <$type as KeyType>::table(),
                }),*]
            }

            fn read(written: $written, start: usize, complain: &mut $crate::config::key::Complain) -> $config {
                use $crate::config::key::value_of;
                $config {
                    $($field: value_of::<$type>(stringify!($key), written.$key, start, $sample, complain),)*
                }
            }
        }
    };
}

pub(crate) use keys;
