"""reports.py COURANT SCHEMA: reports over hostile feeds are what their specifications say.

SARIF against its JSON Schema (SCHEMA, as a tool of another maker carries it), JUnit XML through Python's own parser.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import jsonschema

HOSTILE = "\x1b]8;;http://x\x07\x9b31m\u202e]]></failure>&nbsp;& <x a='\"'/> \U0001f600 ::error file=x::y\r\n%0A"
FEEDS = {
    "plain.xml": "<rss version='2.0'><channel><title>Harbour & Post</title><item><guid>a b</guid></item></channel></rss>",
    "dir é/we:ird %41,\x1b\u202e.xml": f"<rss version='2.0'><channel><title>{HOSTILE}</title><pubDate>Mon, 24 Nov 2026 08:00:00 GMT</pubDate>",
    "lines.xml": "<feed xmlns='http://www.w3.org/2005/Atom'>\r\n<title>\U0001f600&x;</title>\r<updated> 2026-11-24T08:00:00Z\n</updated></feed>",
    "feed.json": '{"version": "https://jsonfeed.org/version/1.1", "title": 3, "items": [{"id": 7}]}',
    "none.xml": "",
}


def report(courant, folder, form):
    command = [courant, "check", "--quiet", "--all", "--format", form, *sorted(FEEDS)]
    run = subprocess.run(command, cwd=folder, capture_output=True)
    assert run.returncode == 1, (run.returncode, run.stderr)
    return run.stdout.decode()


def main():
    courant, schema = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FEEDS.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        sarif = json.loads(report(courant, folder, "sarif"))
        junit = xml.etree.ElementTree.fromstring(report(courant, folder, "junit"))
        lines = report(courant, folder, "github").splitlines()
    rules = json.loads(pathlib.Path(schema).read_text())
    jsonschema.Draft4Validator(rules, format_checker=jsonschema.FormatChecker()).validate(sarif)
    results = sarif["runs"][0]["results"]
    assert any("fixes" in result for result in results), "no result with a fix"
    assert len(junit.findall("testsuite")) == len(FEEDS), junit
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines), lines
    assert len(lines) == len(results), (len(lines), len(results))
    print(f"{len(results)} findings in SARIF, JUnit and workflow commands")


main()
