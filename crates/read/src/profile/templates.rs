//! Which templates a generator fills in within articles.

/// How a generator reads what looks like a template in the body of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateForms {
    /// What `{{ … }}` is.
    pub outputs: Outputs,
    /// Whether `{% … %}` is a tag; otherwise it is text.
    pub tags: bool,
    /// Whether `{{< … >}}` and `{{% … %}}` are shortcodes; otherwise they are text.
    pub shortcodes: bool,
    /// Whether templates are filled in within code as well.
    pub in_code: bool,
    /// The ends of names of files that are MDX, in lower case.
    pub mdx: &'static [&'static str],
}

/// What `{{ … }}` is to a generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outputs {
    /// A value that is filled in.
    Values,
    /// A shortcode where it is a call, like `{{ youtube(id="x") }}`; otherwise text.
    Calls,
    /// Text.
    Text,
    /// What it looks like: the generator is not known, or has it as an extension.
    Guessed,
}

impl TemplateForms {
    /// Those of a site whose generator is not known.
    pub const GUESSED: TemplateForms =
        TemplateForms { outputs: Outputs::Guessed, tags: true, shortcodes: true, in_code: false, mdx: &["mdx"] };
    /// Those of a generator that fills in nothing.
    pub const NONE: TemplateForms =
        TemplateForms { outputs: Outputs::Text, tags: false, shortcodes: false, in_code: false, mdx: &["mdx"] };
}
