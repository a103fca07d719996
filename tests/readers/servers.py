#!/usr/bin/env python3
"""servers.py COURANT: nginx, Apache and Caddy with what `courant deploy-files` writes deliver feeds so that `courant check` finds nothing,
and redirect from where articles and feeds were, whatever signs are in their addresses.

Each runs on loopback with the output of a real build, first without our file, when the check has to find something (or it would
prove nothing), then with it. The workflow for GitHub Pages is run step by step against a repository on this disk.
Exit status 1 when anything differs, with a line for each difference.
"""
import contextlib, http.client, os, pathlib, re, shutil, socket, subprocess, sys, tempfile, time, urllib.parse

import yaml

COURANT = os.path.abspath(sys.argv[1])
differences = []


def courant(*arguments, cwd=None, status=(0,)):
    run = subprocess.run([COURANT, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=60)
    if run.returncode not in status:
        sys.exit(f"courant {' '.join(map(str, arguments))}: exit status {run.returncode}\n{run.stdout}{run.stderr}")
    return run


def differs(where, what, expected, seen):
    if expected != seen:
        differences.append(f"{where}: {what}: expected {expected!r}, seen {seen!r}")


def project(folder, port):
    """The sample articles with so few items in a feed that there are archives, published in a folder of the site with an awkward name."""
    shutil.copytree("seeds", folder / "seeds")
    text = pathlib.Path("courant.toml").read_text()
    text = re.sub(r"(?m)^(feed_url|output|limit|link) =.*\n", "", text)
    head = f'link = "http://127.0.0.1:{port}/"\nfeed_url = "http://127.0.0.1:{port}/our%20feeds%20(caf%C3%A9)/"\n'
    head += 'output = "site/our feeds (café)"\nlimit = 4\n'
    (folder / "courant.toml").write_text(head + text)
    move(folder, 0)
    courant("build", "--quiet", folder)
    move(folder, 1)
    with open(folder / "courant.toml", "a") as configuration:
        configuration.write('[[category]]\nterm = "Quay"\naliases = ["Quai"]\n')
    courant("build", "--quiet", folder)
    return folder / "site" / "our feeds (café)"


BASE = "/our%20feeds%20(caf%C3%A9)/"

# Where articles were and are, below the folder of feeds: with signs that mean something in the language of a server.
MOVED = [
    ("p/a%20b/", "n/a%20b/"),
    ("p/%C3%BC$1%22q/", "n/%22$1%22/"),
    ("p/c%27c.html", "n/c%27%C3%A9.html"),
    ("p/x.y(z)+%5E%7Bq%7D&;:@=,~!*", "n/d?x=1&y=$1#there"),
    ("p/%E6%97%A5%E6%9C%AC/", "n/%E6%97%A5/"),
    ("p/back%5Cslash%23/", "n/100%25/"),
]


def move(folder, place):
    for number, addresses in enumerate(MOVED):
        tag = "Quai" if number < 2 else "Quay"
        (folder / f"seeds/moved-{number}.md").write_text(
            f"---\ntitle: Moved {number}\ndate: 2020-01-0{number + 1}\nurl: '{BASE}{addresses[place]}'\ntags: [{tag}]\n---\nIt has moved.\n"
        )


def check_redirects(name, port):
    files = [(f"categories/quai/{file}", f"categories/quay/{file}") for file in ("rss.xml", "atom.xml", "feed.json")]
    for before, now in MOVED + files:
        answer, _ = ask(port, BASE + before)
        expected = (301, urllib.parse.unquote(f"http://127.0.0.1:{port}{BASE}{now}"))
        seen = (answer.status, urllib.parse.unquote(answer.headers["location"] or ""))
        differs(f"{name}: {before}", "redirect", expected, seen)
    print(f"{name} with it: {len(MOVED) + len(files)} redirects")


def nginx(folder, port, snippet):
    include = f"include {snippet};" if snippet else ""
    temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = f"""daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; {'user root;' if os.getuid() == 0 else ''}
        events {{}} http {{ include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; {temporary}
        gzip on; add_header X-Site kept;
        server {{ listen 127.0.0.1:{port}; root {folder}/site; {include} }} }}"""
    (folder / "nginx.conf").write_text(config)
    return ["nginx", "-e", f"{folder}/nginx.log", "-c", f"{folder}/nginx.conf"]


def apache(folder, port, snippet):
    modules = "mpm_event authn_core authz_core mime dir headers filter deflate alias".split()
    if snippet:
        snippet.rename(folder / "site" / "our feeds (café)" / ".htaccess")
    config = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
    config += f"""ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/apache.pid\nErrorLog {folder}/apache.log
        TypesConfig /etc/mime.types\nDocumentRoot {folder}/site\nDirectoryIndex index.html
        {'User www-data' if os.getuid() == 0 else ''}\nHeader set X-Site kept\nInclude /etc/apache2/mods-available/deflate.conf
        <Directory {folder}/site>\nRequire all granted\nAllowOverride FileInfo\n</Directory>\n"""
    (folder / "apache.conf").write_text(config)
    return ["apache2", "-DFOREGROUND", "-f", f"{folder}/apache.conf"]


def caddy(folder, port, snippet):
    include = f"import {snippet}" if snippet else ""
    config = f"""{{\n admin off\n auto_https off\n}}
        http://127.0.0.1:{port} {{\n root * {folder}/site\n header X-Site kept\n {include}\n file_server\n}}\n"""
    (folder / "Caddyfile").write_text(config)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


@contextlib.contextmanager
def running(command, folder, port):
    environment = dict(os.environ, HOME=str(folder), XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder))
    log = folder / "server.log"
    with open(log, "wb") as output:
        server = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        until = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if server.poll() is not None or time.monotonic() > until:
                sys.exit(f"{command[0]} does not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def ask(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def check_server(name, serve, port):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        folder.chmod(0o755)
        output = project(folder, port)
        archives = sorted(path.relative_to(output).as_posix() for path in output.glob("archive/*/*/*.*"))
        if not archives:
            sys.exit("the build has made no archive")
        base = BASE
        feeds = ["rss.xml", "atom.xml", "feed.json", "feeds.opml", "categories/harbour/rss.xml", *archives[:3]]
        addresses = [f"http://127.0.0.1:{port}{base}{path}" for path in feeds]
        with running(serve(folder, port, None), folder, port):
            run = courant("check", "--quiet", "--format", "short", "--deny", "warnings", *addresses, status=(0, 1))
            found = set(re.findall(r"\[H\d+ ([a-z0-9-]+)\]", run.stdout))
            if run.returncode == 0:
                differences.append(f"{name}: without our file the check finds nothing to warn of")
            print(f"{name} without our file: {', '.join(sorted(found)) or 'nothing'}")
        snippet = folder / "snippet.conf"
        courant("deploy-files", name, folder, "--out", snippet)
        with running(serve(folder, port, snippet), folder, port):
            run = courant("check", "--quiet", "--format", "short", "--deny", "warnings", *addresses, status=(0, 1))
            findings = [line for line in run.stdout.splitlines() if " advice: " not in line]
            differences.extend(f"{name}: {line}" for line in findings)
            expected = {
                "rss.xml": ("application/xml; charset=utf-8", "max-age=3600"),
                "atom.xml": ("application/xml; charset=utf-8", "max-age=3600"),
                "feed.json": ("application/feed+json", "max-age=3600"),
                "feeds.opml": ("text/x-opml; charset=utf-8", "max-age=3600"),
                "feed.css": ("text/css; charset=utf-8", "max-age=3600"),
                "categories/harbour/feed.json": ("application/feed+json", "max-age=3600"),
            }
            for path in archives[:3]:
                expected[path] = ("application/feed+json" if path.endswith("json") else "application/xml; charset=utf-8", "max-age=604800")
            for path, (kind, caching) in expected.items():
                answer, body = ask(port, base + path)
                where = f"{name}: {path}"
                differs(where, "status", 200, answer.status)
                differs(where, "content-type", kind, answer.headers["content-type"])
                differs(where, "cache-control", [caching], answer.headers.get_all("cache-control"))
                differs(where, "a field that the site sets", "kept", answer.headers["x-site"])
                if len(body) > 2000 and answer.headers["content-encoding"] is None:
                    differences.append(f"{where}: not compressed")
                if answer.headers["content-encoding"]:
                    differs(where, "vary", "accept-encoding", (answer.headers["vary"] or "").lower())
            check_redirects(name, port)
            for path in (".courant-files", "categories/.secret"):
                (output / path).write_text("secret")
                differs(f"{name}: {path}", "status", 404, ask(port, base + path)[0].status)
            answer, _ = ask(port, base + "index.html")
            differs(f"{name}: index.html", "answer", (200, "text/html"), (answer.status, answer.headers["content-type"].split(";")[0]))
            print(f"{name} with it: {len(addresses)} addresses, {len(findings)} findings at warning level")


def git(folder, *arguments):
    command = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def check_workflow():
    """Every step of the workflow that is a script, in a clone: feeds in the site, no files of ours, the ledger pushed."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "origin")
        git(folder, "clone", "--quiet", "origin", "work")
        news = folder / "work" / "the news"
        shutil.copytree("seeds", news / "seeds")
        (news / "courant.toml").write_text('link = "https://example.github.io/paper/"\nfeed_url = "https://example.github.io/paper/feeds/"\n')
        courant("deploy-files", "github-pages", news)
        courant("deploy-files", "github-pages", news)  # its own file is no obstacle
        (folder / "work" / ".gitignore").write_text("feeds/\n.courant/\n_site/\n")
        git(folder / "work", "checkout", "--quiet", "-B", "main")
        git(folder / "work", "add", ".")
        git(folder / "work", "commit", "--quiet", "-m", "Begin")
        git(folder / "work", "push", "--quiet", "-u", "origin", "main")
        workflow = yaml.safe_load((folder / "work/.github/workflows/feeds.yml").read_text())
        here = folder / "work" / workflow["defaults"]["run"]["working-directory"]
        environment = dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}", **workflow["env"])
        (folder / "courant").symlink_to(COURANT)
        steps = workflow["jobs"]["feeds"]["steps"]
        for step in (step for step in steps if "run" in step):
            run = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", step["run"]], cwd=here, env=environment, capture_output=True, text=True)
            if run.returncode:
                differences.append(f"github-pages: {step['name']}: {run.stdout}{run.stderr}")
        artifact = next(step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", ""))
        site = folder / "work" / artifact
        differs("github-pages", "rss.xml in the site", True, (site / "feeds/rss.xml").is_file())
        differs("github-pages", "hidden files in the site", [], [path.name for path in site.rglob(".*")])
        differs("github-pages", "the ledger in the repository", True, "ledger.tsv" in git(folder / "origin", "ls-tree", "--name-only", "main:the news"))
        print(f"github-pages: {sum('run' in step for step in steps)} scripts run")


def main():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name, serve in (("nginx", nginx), ("apache", apache), ("caddy", caddy)):
        check_server(name, serve, port)
    check_workflow()
    print(f"{len(differences)} differences")
    print("\n".join(differences))
    sys.exit(1 if differences else 0)


main()
