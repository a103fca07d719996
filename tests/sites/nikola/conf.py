import time

# Data about this site
BLOG_AUTHOR = "Ruth Abara"  # (translatable)
BLOG_TITLE = "Old Maps"  # (translatable)
SITE_URL = "https://example.org/maps/"
BLOG_EMAIL = "ruth@example.org"
BLOG_DESCRIPTION = "Paper, ink and mistakes."  # (translatable)
DEFAULT_LANG = "en"
TRANSLATIONS = {
    DEFAULT_LANG: "",
    "es": "./es",
}
TRANSLATIONS_PATTERN = "{path}.{lang}.{ext}"
NAVIGATION_LINKS = {DEFAULT_LANG: (("/archive.html", "Archives"), ("/rss.xml", "RSS feed"))}
THEME = "bootblog4"
POSTS = (
    ("posts/*.rst", "posts", "post.tmpl"),
    ("posts/*.md", "posts", "post.tmpl"),
    ("posts/*.html", "posts", "post.tmpl"),
)
PAGES = (
    ("pages/*.md", "pages", "page.tmpl"),
)
TIMEZONE = "Europe/Madrid"
COMPILERS = {
    "rest": [".rst", ".txt"],
    "markdown": [".md", ".mdown", ".markdown"],
    "html": [".html", ".htm"],
}
MARKDOWN_EXTENSIONS = ["markdown.extensions.fenced_code", "markdown.extensions.codehilite", "markdown.extensions.extra"]
PRETTY_URLS = True
STRIP_INDEXES = True
FEED_LENGTH = 100
FEED_TEASERS = False
FEED_PLAIN = False
RSS_PATH = ""
GENERATE_RSS = True
GENERATE_ATOM = False
SHOW_UNTRANSLATED_POSTS = False
FUTURE_IS_NOW = False
WRITE_TAG_CLOUD = False
COMMENT_SYSTEM = ""
GLOBAL_CONTEXT = {}
CONTENT_FOOTER = "Contents &copy; {date} {author}"
