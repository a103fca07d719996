//! Where in Markdown something stands that is put there: in a block quote or an item of a list it begins its lines as they do.

/// What a line in the place where a text ends has to begin with, and whether an item begins there; `None` where words stand before it.
pub fn line_prefix(text: &str) -> Option<(String, bool)> {
    const LONGEST: usize = 200;
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
    let line = text.get(start..).filter(|line| line.len() <= LONGEST)?;
    let mut prefix = String::with_capacity(line.len());
    let mut begins_item = false;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let marker = if digits > 0 { digits + 1 } else { 1 };
        let sign = rest.get(marker - 1..marker).unwrap_or_default();
        let is_item = matches!(sign, "-" | "*" | "+") && digits == 0 || matches!(sign, "." | ")") && digits > 0;
        if first == ' ' || first == '\t' || first == '>' {
            prefix.push(first);
            rest = rest.get(1..)?;
        } else if is_item && rest.get(marker..).is_some_and(|rest| rest.starts_with([' ', '\t'])) {
            begins_item = true;
            prefix.extend(std::iter::repeat_n(' ', marker));
            rest = rest.get(marker..)?;
        } else {
            return None;
        }
    }
    Some((prefix, begins_item))
}

/// Writes a block where a text ends.
pub fn write_block(written: &mut String, block: &str) {
    let (prefix, begins_item) = line_prefix(written).unwrap_or_default();
    let margin = prefix.trim_end();
    if !begins_item {
        written.push('\n');
        written.push_str(margin);
        written.push('\n');
        written.push_str(&prefix);
    }
    for (index, line) in block.split('\n').enumerate() {
        if index > 0 {
            written.push('\n');
            written.push_str(if line.is_empty() { margin } else { &prefix });
        }
        written.push_str(line);
    }
    written.push('\n');
    written.push_str(margin);
    written.push('\n');
    written.push_str(&prefix);
}

/// Begins a line, as far as a block of code needs it.
pub fn begin_line(written: &mut String) {
    match line_prefix(written) {
        Some(_) => {}
        None => written.push('\n'),
    }
}
