//! `courant deploy-files`: what makes a host deliver the feeds well, where the host looks for it.

use super::messages;
use super::project::{self, Project};
use super::{Outcome, print, print_plain};
use crate::cli::DeployFilesArguments;
use crate::deploy::{self, Document, Host, Wishes};
use crate::disk;
use crate::failure::Failure;
use crate::feed::{AbsoluteUrl, Format};
use crate::ledger::Ledger;
use crate::publish::{self, write_atomically};
use crate::redirects::Redirects;
use crate::render::FORMATS;
use std::path::{Path, PathBuf};

/// Writes the file of a host, never over one that somebody has changed.
pub fn run(arguments: &DeployFilesArguments) -> Result<Outcome, Failure> {
    let project = Project::open(&arguments.project, arguments.config.as_deref(), None)?;
    let host = arguments.host;
    let feed_url = project::feed_url(&project, "writing files for")?;
    let (repository, inside) = repository(&project.root);
    let ledger = publish::read_ledger(&project.ledger)?;
    let link = project.config.link.as_ref();
    let (formats, redirects) = (formats(&project, &ledger), Redirects::of(&ledger, feed_url, link));
    let wishes =
        Wishes { config: &project.config, feed_url, project: &inside, formats: &formats, redirects: &redirects };
    if arguments.redirects {
        let own: Vec<&AbsoluteUrl> = std::iter::once(feed_url).chain(link).collect();
        let Some(document) = deploy::render_redirects(host, &wishes, &own) else {
            return Err(Failure::new("writing redirects for", "github-pages", "GitHub Pages has no redirects"));
        };
        return print_document(&document, arguments.out.as_deref(), arguments.force);
    }
    let document = deploy::render(host, &wishes);
    if arguments.out.as_deref() == Some(Path::new("-")) {
        if matches!(host, Host::Netlify | Host::Cloudflare) && deploy::has_redirects(&wishes) {
            messages::say("note: the redirects go into another file, `_redirects`: --redirects prints them");
        }
        return print_document(&document, None, false);
    }
    let place = match &arguments.out {
        Some(path) => path.clone(),
        None => place(host, &project, feed_url, &repository)?,
    };
    let place = place.strip_prefix(".").map(Path::to_path_buf).unwrap_or(place);
    let mut said = written(&place, write(&place, &document.text, arguments.force)?);
    let notes = std::iter::once(how(host, &place)).chain(document.notes);
    notes.for_each(|note| said.push_str(&format!("  {note}\n")));
    if matches!(host, Host::Netlify | Host::Cloudflare) {
        said.push_str(&redirects_beside(&place, host, &wishes, arguments.force)?);
    }
    said.push_str(&format!(
        "then: courant check {feed_url}{}\n",
        project.config.formats.first().map_or("", |format| format.file_name)
    ));
    print(said.as_bytes())
}

/// Prints a document, or writes it where it is told; what is to be known of it is said.
fn print_document(document: &Document, out: Option<&Path>, force: bool) -> Result<Outcome, Failure> {
    document.notes.iter().for_each(|note| messages::say(&format!("note: {note}")));
    match out.filter(|out| *out != Path::new("-")) {
        None => print_plain(document.text.as_bytes()),
        Some(place) => {
            let is_written = write(place, &document.text, force)?;
            print(written(place, is_written).as_bytes())
        }
    }
}

fn written(place: &Path, is_written: bool) -> String {
    if is_written {
        format!("wrote {}\n", place.display())
    } else {
        format!("{} is as it should be\n", place.display())
    }
}

/// Writes `_redirects` beside `_headers`, where there is something to redirect, or was. It is asked for what is asked of the server of the feeds.
fn redirects_beside(headers: &Path, host: Host, wishes: &Wishes, force: bool) -> Result<String, Failure> {
    let place = headers.with_file_name("_redirects");
    let is_ours = text_at(&place)?.flatten().as_deref().is_some_and(deploy::is_untouched);
    let document =
        deploy::render_redirects(host, wishes, &[wishes.feed_url]).filter(|_| is_ours || deploy::has_redirects(wishes));
    let Some(document) = document else { return Ok(String::new()) };
    let mut said = written(&place, write(&place, &document.text, force)?);
    document.notes.iter().for_each(|note| said.push_str(&format!("  {note}\n")));
    Ok(said)
}

/// The formats that a host delivers: those of the configuration, and those that feeds stay in.
fn formats(project: &Project, ledger: &Ledger) -> Vec<Format> {
    let is_published = |format: &Format| ledger.feeds.values().any(|feed| feed.state.formats.contains(format.key));
    let kept = FORMATS.into_iter().filter(|format| is_published(format) && !project.config.formats.contains(format));
    project.config.formats.iter().copied().chain(kept).collect()
}

/// Where a host looks for its file; for servers, whose folders are not the project's, a file to include from there.
fn place(host: Host, project: &Project, feed_url: &AbsoluteUrl, repository: &Path) -> Result<PathBuf, Failure> {
    Ok(match host {
        Host::Netlify | Host::Cloudflare => {
            let folder = deploy::site_folder(&project.config, feed_url).ok_or_else(|| {
                let why = format!(
                    "`{}` is published as {feed_url}, which does not tell where the site is; name the file: `--out public/_headers`, \
                     or add to one that is there: `--out - >> public/_headers`",
                    project.config.output
                );
                Failure::new("finding", "the folder of the site", why)
            })?;
            project.root.join(folder).join("_headers")
        }
        Host::Nginx => project.root.join("courant.nginx.conf"),
        Host::Apache => project.output.join(".htaccess"),
        Host::Caddy => project.root.join("courant.caddy"),
        Host::GithubPages => repository.join(".github/workflows/feeds.yml"),
    })
}

/// What is left to do.
fn how(host: Host, place: &Path) -> String {
    let whole = std::path::absolute(place).unwrap_or_else(|_| place.to_path_buf());
    match host {
        Host::Netlify | Host::Cloudflare => {
            "it has to lie in the folder that is published as the site, from the first deployment on".to_string()
        }
        Host::Nginx => format!("in `server {{ }}`, before other `location ~`: include {};", whole.display()),
        Host::Apache => {
            "it goes where the feeds go; the server needs `AllowOverride FileInfo` for their folder".to_string()
        }
        Host::Caddy => format!("in the block of the site: import {}", whole.display()),
        Host::GithubPages => {
            "commit it; it installs courant with cargo, and commits the ledger when there are new articles".to_string()
        }
    }
}

/// The text of a file: `None` where there is no file, `Some(None)` where it is not UTF-8.
fn text_at(place: &Path) -> Result<Option<Option<String>>, Failure> {
    match disk::read(place, disk::MOST_TEXT_BYTES) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).ok())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new("reading", place, error)),
    }
}

/// Whether a file was written: it is left alone where it holds just this, and where it is not ours.
fn write(place: &Path, text: &str, force: bool) -> Result<bool, Failure> {
    match text_at(place)? {
        Some(Some(there)) if there == text => return Ok(false),
        Some(there) if !force && !there.as_deref().is_some_and(deploy::is_untouched) => {
            let why = "it is there already, and was changed by hand or is another's; `--out -` prints what would be written, `--force` writes over it";
            return Err(Failure::new("writing", place, why));
        }
        _ => {}
    }
    if let Some(folder) = place.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| Failure::new("making the folder", folder, error))?;
    }
    write_atomically(place, text.as_bytes())?;
    Ok(true)
}

/// The repository that a project is in, and the way from there to the project: the project itself where there is none.
fn repository(root: &Path) -> (PathBuf, String) {
    let whole = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let found = whole.ancestors().find(|folder| folder.join(".git").exists());
    let inside = found.and_then(|found| whole.strip_prefix(found).ok()).filter(|inside| !inside.as_os_str().is_empty());
    match (found, inside) {
        (Some(found), Some(inside)) => (found.to_path_buf(), inside.to_string_lossy().replace('\\', "/")),
        _ => (root.to_path_buf(), String::new()),
    }
}
