import { QuartzConfig } from "./quartz/cfg"
import * as Plugin from "./quartz/plugins"

const config: QuartzConfig = {
  configuration: {
    pageTitle: "Garden of Moss",
    enableSPA: true,
    enablePopovers: true,
    analytics: null,
    locale: "en-GB",
    baseUrl: "example.org/moss",
    ignorePatterns: ["private", "templates", ".obsidian"],
    defaultDateType: "created",
    theme: { fontOrigin: "local", cdnCaching: false, typography: { header: "serif", body: "serif", code: "monospace" } },
  },
  plugins: {
    transformers: [
      Plugin.FrontMatter(),
      Plugin.CreatedModifiedDate({ priority: ["frontmatter", "git", "filesystem"] }),
      Plugin.ObsidianFlavoredMarkdown({ enableInHtmlEmbed: false }),
      Plugin.GitHubFlavoredMarkdown(),
      Plugin.CrawlLinks({ markdownLinkResolution: "shortest" }),
      Plugin.Description(),
    ],
    filters: [Plugin.RemoveDrafts()],
    emitters: [Plugin.ContentPage(), Plugin.ContentIndex({ enableSiteMap: true, enableRSS: true, rssLimit: 100, rssFullHtml: true })],
  },
}

export default config
