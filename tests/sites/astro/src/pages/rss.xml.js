import rss from '@astrojs/rss';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { getContainerRenderer } from '@astrojs/mdx';
import { getCollection, getEntry, render } from 'astro:content';
import { loadRenderers } from 'astro:container';
import { SITE_DESCRIPTION, SITE_TITLE } from '../consts';

export async function GET(context) {
  const container = await AstroContainer.create({ renderers: await loadRenderers([getContainerRenderer()]) });
  const posts = (await getCollection('blog', ({ data }) => !data.draft)).sort((a, b) => b.data.pubDate - a.data.pubDate);
  const items = [];
  for (const post of posts) {
    const { Content } = await render(post);
    const author = post.data.author && (await getEntry(post.data.author));
    items.push({
      title: post.data.title,
      description: post.data.description,
      pubDate: post.data.pubDate,
      categories: post.data.tags,
      customData: author ? `<dc:creator>${author.data.name}</dc:creator>` : '',
      link: `/sky/blog/${post.id}/`,
      content: await container.renderToString(Content),
    });
  }
  return rss({
    title: SITE_TITLE,
    description: SITE_DESCRIPTION,
    site: new URL('/sky/', context.site),
    xmlns: { dc: 'http://purl.org/dc/elements/1.1/' },
    customData: '<language>en</language>',
    items,
  });
}
