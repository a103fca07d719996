//! A file as it is served.

use super::fields::Encoding;
use super::media::{is_compressible, media_type};
pub use hyper::body::Bytes;
use std::io::Write;
use std::path::PathBuf;
use std::sync::OnceLock;

/// A file as it is served, and what of it has been needed so far.
#[derive(Debug)]
pub struct Asset {
    /// Its media type.
    pub media_type: String,
    /// When it became what it is, in seconds since 1970.
    pub modified: u64,
    /// Where its bytes are.
    pub held: AssetBody,
    hash: OnceLock<String>,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

/// Where the bytes of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetBody {
    /// Here.
    Memory(Bytes),
    /// On the disk: a file with this path and stamp, and so many bytes.
    Disk {
        /// Its path.
        path: PathBuf,
        /// What tells it from another one that has taken its place.
        stamp: Stamp,
    },
}

/// What a disk says of a file without reading it. Two that are the same stand for the same bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Its length in bytes.
    pub length: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified: u128,
    /// When it, its name or its mode was last changed, in nanoseconds since 1970; 0 where nobody says.
    pub changed: i128,
    /// Its disk and its number on it; zeros where nobody says.
    pub number: (u64, u64),
}

impl Asset {
    /// A file whose bytes are here.
    pub fn memory(path: &str, bytes: Vec<u8>, modified: u64) -> Asset {
        let media_type = media_type(path, &bytes, std::str::from_utf8(&bytes).is_ok());
        Asset::new(media_type, AssetBody::Memory(Bytes::from(bytes)), modified)
    }

    /// A file that is read when it is asked for. `head` is its beginning.
    pub fn disk(name: &str, head: &[u8], path: PathBuf, stamp: Stamp, modified: u64) -> Asset {
        Asset::new(media_type(name, head, false), AssetBody::Disk { path, stamp }, modified)
    }

    fn new(media_type: String, held: AssetBody, modified: u64) -> Asset {
        let hash = OnceLock::new();
        if let AssetBody::Memory(bytes) = &held {
            let _ = hash.set(hash_name(blake3::hash(bytes)));
        }
        Asset { media_type, modified, held, hash, gzip: OnceLock::new(), brotli: OnceLock::new() }
    }

    /// Its length as it is, in bytes.
    pub fn length(&self) -> u64 {
        match &self.held {
            AssetBody::Memory(bytes) => bytes.len() as u64,
            AssetBody::Disk { stamp, .. } => stamp.length,
        }
    }

    /// The hash of its bytes; nothing as long as nobody has read them.
    pub fn hash(&self) -> Option<&str> {
        self.hash.get().map(String::as_str)
    }

    /// Tells it the hash of its bytes, which somebody has read.
    pub fn set_hash(&self, hash: blake3::Hash) {
        let _ = self.hash.set(hash_name(hash));
    }

    /// What changes when its bytes do.
    pub(super) fn mark(&self) -> String {
        match (&self.held, self.hash()) {
            (AssetBody::Disk { stamp, .. }, _) => format!("{stamp:?}"),
            (_, hash) => hash.unwrap_or_default().to_string(),
        }
    }

    /// Its entity tag in an encoding: each encoding has its own, as its bytes are others (RFC 9110 section 8.8.3.3).
    pub(super) fn tag(&self, encoding: Encoding) -> Option<String> {
        let hash = self.hash()?;
        Some(match encoding.name() {
            None => format!("\"{hash}\""),
            Some(name) => format!("\"{hash}-{name}\""),
        })
    }

    /// Whether there is a way to encode it that makes it shorter.
    pub(super) fn is_compressible(&self) -> bool {
        // Shorter ones fit into a packet of the net as they are.
        const WORTH_COMPRESSING: u64 = 512;
        matches!(self.held, AssetBody::Memory(_))
            && self.length() >= WORTH_COMPRESSING
            && is_compressible(&self.media_type)
    }

    /// Its bytes in an encoding, where nothing needs to be done for them.
    pub fn bytes(&self, encoding: Encoding) -> Option<&Bytes> {
        match (&self.held, encoding) {
            (AssetBody::Disk { .. }, _) => None,
            (AssetBody::Memory(bytes), Encoding::Identity) => Some(bytes),
            (_, Encoding::Gzip) => self.gzip.get(),
            (_, Encoding::Brotli) => self.brotli.get(),
        }
    }

    /// Its bytes in an encoding, which takes a while the first time; nothing for a file on the disk.
    pub fn encoded(&self, encoding: Encoding) -> Option<&Bytes> {
        let AssetBody::Memory(bytes) = &self.held else { return None };
        Some(match encoding {
            Encoding::Identity => bytes,
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(bytes)),
            Encoding::Brotli => self.brotli.get_or_init(|| brotli(bytes)),
        })
    }
}

fn hash_name(hash: blake3::Hash) -> String {
    // 128 bits: nobody finds two files with the same.
    hash.to_hex().chars().take(32).collect()
}

fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Memory takes all that is written.
    let _ = encoder.write_all(bytes);
    Bytes::from(encoder.finish().unwrap_or_default())
}

fn brotli(bytes: &[u8]) -> Bytes {
    const BUFFER_BYTES: usize = 64 * 1024;
    // Above 6 a feed takes many times as long and loses a few hundredths more; a window of 4 MiB holds most of them.
    const QUALITY: u32 = 6;
    const WINDOW_BITS: u32 = 22;
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), BUFFER_BYTES, QUALITY, WINDOW_BITS);
    let _ = encoder.write_all(bytes);
    Bytes::from(encoder.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn every_encoding_holds_the_same_bytes_and_has_a_tag_of_its_own() {
        let text = "<rss>Cyclists were first. </rss>".repeat(1000);
        let file = Asset::memory("rss.xml", text.clone().into_bytes(), 0);
        let mut tags: Vec<_> = Encoding::ALL.into_iter().filter_map(|encoding| file.tag(encoding)).collect();
        tags.dedup();
        assert_eq!(tags.len(), 3, "{tags:?}");
        assert!(file.bytes(Encoding::Gzip).is_none());
        let (mut gzip, mut brotli) = (String::new(), String::new());
        let read = |encoding| file.encoded(encoding).expect("it is in memory").as_ref();
        flate2::read::GzDecoder::new(read(Encoding::Gzip)).read_to_string(&mut gzip).expect("gzip");
        brotli::Decompressor::new(read(Encoding::Brotli), 4096).read_to_string(&mut brotli).expect("brotli");
        assert!(gzip == text && brotli == text);
        assert!(file.bytes(Encoding::Gzip).is_some_and(|bytes| bytes.len() < 1000));
    }

    #[test]
    fn the_same_bytes_have_the_same_tag_at_any_time() {
        let tag = |text: &str, modified| Asset::memory("a.xml", text.into(), modified).tag(Encoding::Identity);
        assert_eq!(tag("a", 1), tag("a", 2));
        assert_ne!(tag("a", 1), tag("b", 1));
    }
}
