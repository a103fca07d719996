import { defineConfig } from 'vitepress'
import { genFeed } from './genFeed.js'

export default defineConfig({
  title: 'The Bread Book',
  description: 'Flour, water, time.',
  lang: 'en-GB',
  base: '/bread/',
  cleanUrls: true,
  ignoreDeadLinks: true,
  srcExclude: ['**/README.md', 'drafts/**', 'snippets/**'],
  markdown: { lineNumbers: false, math: false },
  sitemap: { hostname: 'https://example.org/bread/' },
  buildEnd: genFeed,
})
