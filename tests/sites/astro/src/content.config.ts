import { defineCollection, reference, z } from 'astro:content';
import { file, glob } from 'astro/loaders';

const blog = defineCollection({
  loader: glob({ base: './src/content/blog', pattern: '**/[^_]*.{md,mdx}' }),
  schema: z.object({
    title: z.string(),
    description: z.string().optional(),
    pubDate: z.coerce.date(),
    updatedDate: z.coerce.date().optional(),
    heroImage: z.string().optional(),
    tags: z.array(z.string()).default([]),
    author: reference('authors').optional(),
    draft: z.boolean().default(false),
  }),
});
const authors = defineCollection({
  loader: file('src/data/authors.json'),
  schema: z.object({ name: z.string(), url: z.string().optional() }),
});
export const collections = { blog, authors };
