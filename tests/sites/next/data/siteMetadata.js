/** @type {import("pliny/config").PlinyConfig } */
const siteMetadata = {
  title: 'Harbour Notes',
  author: 'Lena Vogel',
  headerTitle: 'Harbour Notes',
  description: 'Ships, ropes and fog.',
  language: 'en-us',
  siteUrl: 'https://example.org',
  locale: 'en-US',
};
export default siteMetadata;
