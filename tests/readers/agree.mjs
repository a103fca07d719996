// node agree.mjs FILE...: what rss-parser and feedsmith understand of feeds, as a JSON object a line for each file: {reader: feed or null}.
// The packages are in the folder that COURANT_NODE names.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const require = createRequire(resolve(process.env.COURANT_NODE ?? 'target/ci-node', 'package.json'))
const Parser = require('rss-parser')
const { parseFeed } = require('feedsmith')

const seconds = (date) => (date ? Date.parse(date) / 1000 : null)
const number = (text) => (text === undefined ? null : Number(text))

async function rssParser(text) {
  const feed = await new Parser().parseString(text)
  const items = feed.items.map((item) => ({
    id: item.guid ?? item.id,
    title: item.title,
    link: item.link,
    published: seconds(item.isoDate),
    authors: [item.creator ?? item.author].filter(Boolean),
    categories: (item.categories ?? []).map((one) => one._ ?? one),
    schemes: (item.categories ?? []).map((one) => one.$?.domain ?? null),
    // Of Atom `content` is the content; of RSS it is the description, where that of the article is there too.
    summary: item['content:encoded'] ? item.content : item.summary,
    content: item['content:encoded'] ?? item.content,
    enclosures: item.enclosure ? [item.enclosure.url] : [],
    'enclosure types': item.enclosure ? [item.enclosure.type] : [],
    'enclosure lengths': item.enclosure ? [number(item.enclosure.length)] : [],
    language: item.language,
  }))
  const { title, description, link, language } = feed
  return { title, description, link, self: feed.feedUrl, language, items }
}

const link = (links, rel) => links?.find((link) => link.rel === rel)?.href
const files = (list, url, type, length) => ({
  enclosures: list.map(url),
  'enclosure types': list.map(type),
  'enclosure lengths': list.map(length),
})

const feedsmithFormats = {
  rss: (feed) => ({
    title: feed.title,
    description: feed.description,
    link: feed.link,
    self: link(feed.atom?.links, 'self'),
    language: feed.language,
    items: feed.items.map((item) => {
      const media = item.media?.contents ?? []
      // RSS has one enclosure; what else is heard or seen is media.
      const more = media.filter((one) => one.medium !== 'image').map((one) => ({ ...one, length: one.fileSize }))
      return {
        id: item.guid?.value,
        title: item.title,
        link: item.link,
        published: seconds(item.pubDate),
        updated: seconds(item.atom?.updated ?? item.pubDate),
        authors: item.dc?.creators,
        categories: item.categories?.map((one) => one.name),
        schemes: item.categories?.map((one) => one.domain ?? null),
        summary: item.description,
        content: item.content?.encoded,
        image: (media.find((one) => one.medium === 'image') ?? item.media?.thumbnails?.[0])?.url,
        ...files([...(item.enclosures ?? []), ...more], (one) => one.url, (one) => one.type, (one) => one.length),
        language: item.dc?.languages?.[0],
      }
    }),
  }),
  atom: (feed) => ({
    title: feed.title?.value,
    description: feed.subtitle?.value,
    link: link(feed.links, 'alternate'),
    self: link(feed.links, 'self'),
    language: feed.xml?.lang,
    items: feed.entries.map((entry) => ({
      id: entry.id,
      title: entry.title?.value,
      link: link(entry.links, 'alternate'),
      published: seconds(entry.published),
      updated: seconds(entry.updated),
      authors: entry.authors?.map((one) => one.name),
      categories: entry.categories?.map((one) => one.label),
      schemes: entry.categories?.map((one) => one.scheme ?? null),
      summary: entry.summary?.value,
      content: entry.content?.value,
      image: entry.media?.contents?.find((one) => one.medium === 'image')?.url,
      ...files((entry.links ?? []).filter((one) => one.rel === 'enclosure'), (one) => one.href, (one) => one.type, (one) => one.length),
      language: entry.title?.xml?.lang,
    })),
  }),
  json: (feed) => ({
    title: feed.title,
    description: feed.description,
    link: feed.home_page_url,
    self: feed.feed_url,
    language: feed.language,
    items: feed.items.map((item) => ({
      id: item.id,
      title: item.title,
      link: item.url,
      published: seconds(item.date_published),
      updated: seconds(item.date_modified),
      authors: item.authors?.map((one) => one.name),
      categories: item.tags,
      summary: item.summary,
      content: item.content_html,
      image: item.image,
      ...files(item.attachments ?? [], (one) => one.url, (one) => one.mime_type, (one) => one.size_in_bytes),
      language: item.language,
    })),
  }),
}

function feedsmith(text) {
  const { format, feed } = parseFeed(text)
  return feedsmithFormats[format](feed)
}

// A format that a reader does not know is said by an exception.
const attempt = (reader, text) => Promise.resolve().then(() => reader(text)).catch(() => null)

for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, 'utf8')
  console.log(JSON.stringify({ 'rss-parser': await attempt(rssParser, text), feedsmith: await attempt(feedsmith, text) }))
}
