import { defineDocumentType, makeSource } from 'contentlayer2/source-files';

const computedFields = {
  slug: { type: 'string', resolve: (doc) => doc._raw.flattenedPath.replace(/^.+?(\/)/, '') },
  path: { type: 'string', resolve: (doc) => doc._raw.flattenedPath },
};
export const Blog = defineDocumentType(() => ({
  name: 'Blog',
  filePathPattern: 'blog/**/*.mdx',
  contentType: 'mdx',
  fields: {
    title: { type: 'string', required: true },
    date: { type: 'date', required: true },
    tags: { type: 'list', of: { type: 'string' }, default: [] },
    lastmod: { type: 'date' },
    draft: { type: 'boolean' },
    summary: { type: 'string' },
    authors: { type: 'list', of: { type: 'string' } },
    canonicalUrl: { type: 'string' },
  },
  computedFields,
}));
export const Authors = defineDocumentType(() => ({
  name: 'Authors',
  filePathPattern: 'authors/**/*.mdx',
  contentType: 'mdx',
  fields: { name: { type: 'string', required: true }, email: { type: 'string' } },
  computedFields,
}));
export default makeSource({ contentDirPath: 'data', documentTypes: [Blog, Authors] });
