//! A file for Caddy 2, to be imported in the block of a site.

use super::Wishes;
use std::fmt::Write;

pub(super) fn write(wishes: &Wishes) -> String {
    let groups = wishes.groups();
    let anywhere = wishes.anywhere();
    let mut text = format!(
        "# Caddy: in the block of the site: import /path/to/this-file\n\n\
         @courant_hidden {{\n\tpath_regexp {anywhere}\\.\n\tnot path /.well-known/*\n}}\nrespond @courant_hidden 404\n"
    );
    for group in &groups {
        let (name, content_type) = (group.name, group.content_type());
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n@courant_{name} path_regexp {anywhere}{}$\nheader @courant_{name} Content-Type \"{content_type}\"\n",
            group.names()
        );
    }
    let types: Vec<String> =
        groups.iter().map(|group| format!("\t\theader Content-Type {}*\n", group.media_type)).collect();
    let all = format!("{anywhere}{}$", super::names(&groups));
    let in_archive = wishes.in_archive();
    let but_archive = if wishes.config.archive { format!("\tnot path_regexp {in_archive}\n") } else { String::new() };
    let _ = write!(
        text,
        "\n@courant_all path_regexp {all}\nheader @courant_all X-Content-Type-Options nosniff\n\
         encode @courant_all {{\n\tgzip\n\tmatch {{\n{}\t}}\n}}\n\n\
         @courant_current {{\n\tpath_regexp {all}\n{but_archive}}}\nheader @courant_current Cache-Control max-age={}\n",
        types.concat(),
        wishes.max_age_seconds()
    );
    if wishes.config.archive {
        let _ = write!(
            text,
            "\n@courant_archive path_regexp {in_archive}\nheader @courant_archive Cache-Control max-age={}\n",
            wishes.archive_max_age_seconds()
        );
    }
    text
}
