//! `.htaccess` for Apache.
//!
//! It needs no more than `AllowOverride FileInfo`, and leaves out what a module does that is not there: anything else that Apache does
//! not know in such a file makes it answer 500 for the whole folder.

use super::Wishes;
use std::fmt::Write;

pub(super) fn write(wishes: &Wishes) -> String {
    let groups = wishes.groups();
    let types: Vec<&str> = groups.iter().map(|group| group.media_type).collect();
    let mut text = String::from(
        "# Apache: .htaccess in the folder of the feeds (AllowOverride FileInfo), or included in its <Directory>.\n\n",
    );
    for group in &groups {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "<FilesMatch \"^{}$\">\n    ForceType \"{}\"\n</FilesMatch>",
            group.names(),
            group.content_type()
        );
    }
    let _ = write!(
        text,
        "\n<IfModule mod_headers.c>\n    <FilesMatch \"^{}$\">\n        Header set Cache-Control \"max-age={}\"\n        \
         Header set X-Content-Type-Options \"nosniff\"\n    </FilesMatch>\n",
        super::names(&groups),
        wishes.max_age_seconds()
    );
    if wishes.config.archive {
        let feeds: Vec<_> = groups.into_iter().filter(|group| group.is_feed).collect();
        let _ = write!(
            text,
            "    <If \"%{{REQUEST_URI}} =~ m#/archive/[0-9]+/[0-9]+/{}$#\">\n        Header set Cache-Control \"max-age={}\"\n    </If>\n",
            super::names(&feeds),
            wishes.archive_max_age_seconds()
        );
    }
    let _ = write!(
        text,
        "    # mod_deflate and mod_brotli mark the ETag of what they compress, and Apache then does not know it again: no 304.\n    \
         RequestHeader edit* If-None-Match \"-(?:gzip|br)\\\"\" \"\\\"\"\n</IfModule>\n\n\
         <IfModule mod_deflate.c>\n    <IfModule mod_filter.c>\n        AddOutputFilterByType DEFLATE {}\n    </IfModule>\n</IfModule>\n\n\
         <IfModule mod_alias.c>\n    RedirectMatch 404 \"/\\.(?!well-known/)\"\n</IfModule>\n",
        types.join(" ")
    );
    text
}
