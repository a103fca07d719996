// Writes public/feed.xml from data/blog, with the whole text.
import fs from 'node:fs';
import path from 'node:path';
import { evaluate } from '@mdx-js/mdx';
import { Feed } from 'feed';
import matter from 'gray-matter';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import * as runtime from 'react/jsx-runtime';
import remarkGfm from 'remark-gfm';
import siteMetadata from '../data/siteMetadata.js';

const components = {
  Image: (props) => createElement('img', { src: props.src, alt: props.alt }),
  Callout: ({ title, children }) => createElement('aside', null, createElement('strong', null, title), children),
  TOCInline: () => null,
};
const authors = Object.fromEntries(
  fs.readdirSync('data/authors').map((file) => [file.replace(/\.mdx$/, ''), matter(fs.readFileSync(`data/authors/${file}`, 'utf8')).data]),
);
const files = fs.readdirSync('data/blog', { recursive: true }).filter((file) => file.endsWith('.mdx'));
const posts = files.map((file) => ({ slug: file.replace(/\.mdx$/, '').split(path.sep).join('/'), ...matter(fs.readFileSync(`data/blog/${file}`, 'utf8')) }));
const feed = new Feed({
  title: siteMetadata.title,
  description: siteMetadata.description,
  id: siteMetadata.siteUrl,
  link: siteMetadata.siteUrl,
  language: siteMetadata.language,
  author: { name: siteMetadata.author },
});
for (const { slug, data, content } of posts.filter((post) => post.data.draft !== true).sort((a, b) => new Date(b.data.date) - new Date(a.data.date))) {
  const link = `${siteMetadata.siteUrl}/blog/${encodeURI(slug)}`;
  const source = content.replace(/^import .*$/gm, '');
  const { default: Content } = await evaluate(source, { ...runtime, remarkPlugins: [remarkGfm], baseUrl: import.meta.url });
  feed.addItem({
    title: data.title,
    id: link,
    link,
    description: data.summary,
    content: renderToStaticMarkup(createElement(Content, { components })),
    author: (data.authors ?? ['default']).map((key) => ({ name: authors[key]?.name ?? key })),
    category: (data.tags ?? []).map((name) => ({ name, term: name })),
    date: new Date(data.date),
  });
}
fs.mkdirSync('public', { recursive: true });
fs.writeFileSync('public/feed.xml', feed.atom1());
