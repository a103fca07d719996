import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import { HtmlBasePlugin, InputPathToUrlTransformPlugin } from "@11ty/eleventy";

export default function (config) {
  config.addPlugin(HtmlBasePlugin);
  config.addPlugin(InputPathToUrlTransformPlugin);
  config.addPassthroughCopy("content/blog/**/*.png");
  config.addShortcode("glaze", (name) => `<em class="glaze">${name}</em>`);
  config.addPairedShortcode("tip", (content, title) => `<aside><strong>${title}</strong>${content}</aside>`);
  config.addPreprocessor("drafts", "*", (data) => (data.draft ? false : undefined));
  config.addPlugin(feedPlugin, {
    type: "atom",
    outputPath: "/feed.xml",
    collection: { name: "posts", limit: 0 },
    metadata: {
      language: "en",
      title: "Kiln and Clay",
      subtitle: "Pots, mostly round.",
      base: "https://example.org/",
      author: { name: "Noor Haddad", email: "noor@example.org" },
    },
  });
}

export const config = {
  dir: { input: "content", includes: "_includes", data: "_data", output: "_site" },
  markdownTemplateEngine: "njk",
  htmlTemplateEngine: "njk",
};
