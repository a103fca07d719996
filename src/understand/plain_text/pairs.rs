//! Which pairs of bytes a text has: enough to tell, in a few steps, that another text is no part of it.

/// The pairs of neighbouring bytes of a text, in 256 places; several pairs share each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs([u64; 4]);

impl Pairs {
    /// Those of a text.
    pub fn of(text: &str) -> Pairs {
        let mut places = [0; 4];
        let bytes = text.as_bytes();
        for (first, second) in bytes.iter().zip(bytes.iter().skip(1)) {
            // Letters differ in their last five bits.
            let place = (first << 3) ^ second;
            places[usize::from(place >> 6)] |= 1 << (place & 63);
        }
        Pairs(places)
    }

    /// Whether a text with these pairs could hold one with those: `false` is certain, `true` is not.
    pub fn may_hold(&self, part: &Pairs) -> bool {
        self.0.iter().zip(&part.0).all(|(own, wanted)| own & wanted == *wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_hold_its_parts_and_hardly_any_other() {
        let line = "the bridge over the river opened on Monday — after ten years";
        let may_hold = |part: &str| Pairs::of(line).may_hold(&Pairs::of(part));
        for part in ["", "t", "bridge", "Monday — after", "years", line] {
            assert!(may_hold(part), "{part}");
        }
        for other in ["harbour", "birdge", "tuesday", "橋"] {
            assert!(!may_hold(other), "{other}");
        }
    }
}
