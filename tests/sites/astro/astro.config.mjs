import { defineConfig } from 'astro/config';
import mdx from '@astrojs/mdx';

export default defineConfig({
  site: 'https://example.org',
  base: '/sky',
  trailingSlash: 'always',
  integrations: [mdx()],
  i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },
});
