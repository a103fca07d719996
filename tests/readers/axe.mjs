// axe.mjs FOLDER: what people see in a browser of FOLDER, a folder of feeds, served on loopback.
//
// Pages: axe-core finds no violation of level serious or above, on a desktop and a phone, light and dark; no request goes to
// another host; the button copies the address. Opened feeds: a page as wide as the screen, with links that can be clicked and
// without escaped HTML. Needs axe-core and puppeteer-core (COURANT_NODE names the folder of their node_modules) and Chromium
// (CHROMIUM names it). Exit status 1 when anything is amiss.
import { createServer } from "node:http";
import { readFile, readdir, stat, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve } from "node:path";

const require = createRequire(resolve(process.env.COURANT_NODE ?? ".", "package.json"));
const puppeteer = require("puppeteer-core");
const axe = require.resolve("axe-core/axe.min.js");

const root = process.argv[2] ?? "feeds";
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".xml": "application/xml", ".json": "application/json" };
const amiss = [];
const check = (holds, what) => { if (!holds) amiss.push(what); };

const server = createServer(async (request, response) => {
  try {
    let path = join(root, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
    if ((await stat(path)).isDirectory()) path = join(path, "index.html");
    response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(await readFile(path));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise(done => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

async function files(folder) {
  const found = [];
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...await files(path));
    else found.push(path);
  }
  return found.sort();
}

const looks = [];
for (const [device, viewport] of [["desktop", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844, isMobile: true, hasTouch: true }]]) {
  for (const scheme of ["light", "dark"]) looks.push({ name: `${device}, ${scheme}`, viewport, scheme });
}

async function open(browser, path, look) {
  const page = await browser.newPage();
  const strangers = [];
  page.on("request", request => { if (new URL(request.url()).origin !== origin) strangers.push(request.url()); });
  await page.setViewport(look.viewport);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look.scheme }]);
  await page.goto(`${origin}/${path}`, { waitUntil: "load" });
  return { page, strangers };
}

async function pageOfOurs(browser, path, look) {
  const { page, strangers } = await open(browser, path, look);
  const where = `${path} (${look.name})`;
  // The address at which it is to be published is its own.
  const own = await page.evaluate("document.querySelector('link[rel=canonical]')?.href");
  const others = strangers.filter(url => !own || new URL(url).origin !== new URL(own).origin);
  if (path === "index.html") check(others.length === 0, `${where}: asks other hosts: ${others}`);
  // Its own world, so that the page's policy need not let a stranger's script in.
  const world = await page.mainFrame().isolatedRealm();
  await world.evaluate(await readFile(axe, "utf-8"));
  const { violations } = await world.evaluate("axe.run({ resultTypes: ['violations'] })");
  for (const { impact, id, nodes } of violations) {
    check(!["serious", "critical"].includes(impact), `${where}: ${impact} ${id}: ${nodes.map(node => node.html).slice(0, 3).join(" ")}`);
  }
  const width = await page.evaluate("document.documentElement.scrollWidth");
  check(width <= look.viewport.width, `${where}: is ${width} wide`);
  await page.close();
}

async function copying(browser) {
  const { page } = await open(browser, "index.html", looks[0]);
  const fields = await page.evaluate("document.querySelectorAll('input').length");
  if (fields > 0) {
    check(await page.evaluate("!document.querySelector('button').hidden"), "index.html: the policy keeps its script from running");
    await page.click("button");
    const [selected, label] = await page.evaluate(`new Promise(done => setTimeout(() => {
      const field = document.querySelector("input"), button = document.querySelector("button");
      done([field.value.slice(field.selectionStart, field.selectionEnd) === field.value, button.textContent === button.value]);
    }, 300))`);
    check(selected && label, "index.html: the button does not copy");
  }
  await page.close();
}

async function openedFeed(browser, path, look) {
  const { page, strangers } = await open(browser, path, look);
  const where = `${path} (${look.name})`;
  const seen = await page.evaluate(`(() => {
    const shown = element => element.getClientRects().length > 0;
    const all = [...document.querySelectorAll("*")];
    const links = all.filter(element => element instanceof HTMLAnchorElement);
    const texts = all.filter(element => element.children.length === 0 && shown(element)).map(element => element.textContent);
    return { width: document.documentElement.scrollWidth, inner: innerWidth, links: links.length, shown: links.filter(shown).length,
      items: document.querySelectorAll("item, entry").length, field: all.some(element => element instanceof HTMLInputElement && shown(element)),
      markup: texts.filter(text => /<\\/?[a-z]+[^>]*>/.test(text)).slice(0, 3), family: getComputedStyle(document.documentElement).fontFamily };
  })()`);
  check(seen.width <= look.viewport.width && seen.inner === look.viewport.width, `${where}: is ${seen.width} wide on ${seen.inner}`);
  check(seen.links > 0 && seen.links === seen.shown, `${where}: ${seen.shown} of ${seen.links} links are shown`);
  check(seen.links >= seen.items, `${where}: ${seen.items} items, ${seen.links} links`);
  check(seen.markup.length === 0, `${where}: shows markup: ${seen.markup}`);
  check(seen.family.includes("system-ui"), `${where}: has no stylesheet`);
  check(strangers.length === 0, `${where}: asks other hosts: ${strangers}`);
  await page.close();
}

const profile = await mkdtemp(join(tmpdir(), "courant-axe-"));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", userDataDir: profile,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const all = await files("");
const pages = all.filter(path => path.endsWith(".html")), feeds = all.filter(path => path.endsWith(".xml"));
check(pages.includes("index.html") && feeds.length > 0, "there is nothing to look at");
for (const look of looks) {
  for (const path of pages) await pageOfOurs(browser, path, look);
  for (const path of feeds.slice(0, 4)) await openedFeed(browser, path, look);
}
await copying(browser);
await browser.close();
server.close();
await rm(profile, { recursive: true, force: true });
console.log(`${pages.length} pages, ${Math.min(feeds.length, 4)} feeds, ${looks.length} looks, ${amiss.length} amiss`);
for (const what of amiss) console.log(what);
process.exit(amiss.length ? 1 : 0);
