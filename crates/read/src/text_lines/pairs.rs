//! Which pairs of bytes a text has: enough to tell, in a few steps, that another text is no part of it.

/// The pairs of neighbouring bytes of a text, in 256 places; several pairs share each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs([u64; 4]);

impl Pairs {
    /// Those of a text.
    pub fn from_text(text: &str) -> Pairs {
        // Four sets in turn, so that a pair need not wait until the one before it is written.
        let mut sets = [[0_u64; 4]; 4];
        for (index, place) in places_of(text).enumerate() {
            sets[index & 3][usize::from(place >> 6)] |= 1 << (place & 63);
        }
        Pairs(std::array::from_fn(|part| sets.iter().fold(0, |all, set| all | set[part])))
    }

    /// Whether a text with these pairs could hold this one: as [`Pairs::may_hold`], for a text that is looked for once.
    pub fn may_hold_text(&self, part: &str) -> bool {
        places_of(part).all(|place| self.0[usize::from(place >> 6)] >> (place & 63) & 1 == 1)
    }

    /// Whether a text with these pairs could hold one with those: `false` is certain, `true` is not.
    pub fn may_hold(&self, part: &Pairs) -> bool {
        self.0.iter().zip(&part.0).all(|(own, wanted)| own & wanted == *wanted)
    }
}

/// The place of each pair of a text.
fn places_of(text: &str) -> impl Iterator<Item = u8> {
    let bytes = text.as_bytes();
    // Letters differ in their last five bits.
    bytes.iter().zip(bytes.iter().skip(1)).map(|(first, second)| (first << 3) ^ second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_hold_its_parts_and_hardly_any_other() {
        let line = "the bridge over the river opened on Monday — after ten years";
        let may_hold = |part: &str| {
            let (line, pairs) = (Pairs::from_text(line), Pairs::from_text(part));
            assert_eq!(line.may_hold(&pairs), line.may_hold_text(part), "{part}");
            line.may_hold(&pairs)
        };
        for part in ["", "t", "bridge", "Monday — after", "years", line] {
            assert!(may_hold(part), "{part}");
        }
        for other in ["harbour", "birdge", "tuesday", "橋"] {
            assert!(!may_hold(other), "{other}");
        }
    }
}
