import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *

SITEURL = "https://example.org/trains"
RELATIVE_URLS = False
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
FEED_MAX_ITEMS = 100
RSS_FEED_SUMMARY_ONLY = False
