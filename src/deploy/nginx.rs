//! A file for nginx, to be included in `server`.

use super::{Group, Wishes};
use std::fmt::Write;

/// By `expires`, and without `add_header`: one in a location takes away all that the server has set outside it.
pub(super) fn write(wishes: &Wishes) -> String {
    let mut text = format!(
        "# nginx: in `server`, before other `location ~`: include /path/to/this-file;\n\
         # The files are looked for below the `root` of the server: <root>{}\n\n\
         location ~ \"{}\\.(?!well-known/)\" {{\n    return 404;\n}}\n",
        wishes.path().replace(char::is_control, ""),
        wishes.anywhere()
    );
    for group in wishes.groups() {
        if group.is_feed && wishes.config.archive {
            // The first that matches is taken.
            location(&mut text, &group, &wishes.in_archive(), wishes.archive_max_age_seconds());
        }
        location(&mut text, &group, &wishes.anywhere(), wishes.max_age_seconds());
    }
    text
}

fn location(text: &mut String, group: &Group, start: &str, max_age_seconds: u64) {
    let media_type = group.media_type;
    let charset = if group.has_charset {
        format!("    charset utf-8;\n    charset_types {media_type};\n")
    } else {
        String::new()
    };
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\nlocation ~ \"{start}{}$\" {{\n    types {{ }}\n    default_type {media_type};\n{charset}    \
         expires {max_age_seconds}s;\n    gzip on;\n    gzip_types {media_type};\n    gzip_proxied any;\n    gzip_vary on;\n}}\n",
        group.names()
    );
}
