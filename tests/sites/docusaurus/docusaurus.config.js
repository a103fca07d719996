// @ts-check
/** @type {import('@docusaurus/types').Config} */
const config = {
  title: 'The Lab',
  tagline: 'Small experiments',
  favicon: 'img/dot.png',
  url: 'https://example.org',
  baseUrl: '/lab/',
  trailingSlash: true,
  onBrokenLinks: 'warn',
  markdown: { mermaid: false },
  i18n: { defaultLocale: 'en', locales: ['en'] },
  presets: [
    [
      'classic',
      /** @type {import('@docusaurus/preset-classic').Options} */
      ({
        docs: false,
        pages: false,
        blog: {
          blogTitle: 'Notes of the Lab',
          blogDescription: 'What we tried this week',
          showReadingTime: true,
          postsPerPage: 20,
          onInlineAuthors: 'ignore',
          onInlineTags: 'ignore',
          feedOptions: { type: ['rss', 'atom', 'json'], limit: false, xslt: false },
        },
        theme: { customCss: './src/css/custom.css' },
      }),
    ],
  ],
  themeConfig: { navbar: { title: 'The Lab' } },
};
export default config;
