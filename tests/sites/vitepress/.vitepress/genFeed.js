import path from 'node:path'
import { writeFileSync } from 'node:fs'
import { Feed } from 'feed'
import { createContentLoader } from 'vitepress'

const baseUrl = 'https://example.org/bread'

export async function genFeed(config) {
  const feed = new Feed({
    title: 'The Bread Book',
    description: 'Flour, water, time.',
    id: baseUrl + '/',
    link: baseUrl + '/',
    language: 'en-GB',
    copyright: 'The bakers',
  })
  const posts = await createContentLoader('posts/**/*.md', { excerpt: true, render: true }).load()
  posts.sort((a, b) => +new Date(b.frontmatter.date) - +new Date(a.frontmatter.date))
  for (const { url, frontmatter, html } of posts) {
    if (frontmatter.draft) continue
    feed.addItem({
      title: frontmatter.title,
      id: `${baseUrl}${url}`,
      link: `${baseUrl}${url}`,
      description: frontmatter.description,
      content: html?.replaceAll('&ZeroWidthSpace;', ''),
      author: frontmatter.author ? [{ name: frontmatter.author, link: frontmatter.twitter ? `https://example.net/${frontmatter.twitter}` : undefined }] : undefined,
      category: (frontmatter.tags ?? []).map((name) => ({ name, term: name })),
      date: new Date(frontmatter.date),
    })
  }
  writeFileSync(path.join(config.outDir, 'feed.rss'), feed.rss2())
  writeFileSync(path.join(config.outDir, 'feed.atom'), feed.atom1())
}
