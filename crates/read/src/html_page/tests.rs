//! What is understood of the fields of a page that says them in several places, or in none that is meant for machines.

use crate::article::Article;
use crate::{ReadContext, SourceFile, read_article};

const TEXT: &str = "<p>The council has opened the new ferry landing after two years of work, and the first boat left it at noon with all of its seats taken.</p>\
    <p>In the winter the landing will close at dusk, because the lamps along the quay have not been paid for and nobody knows who is to do so.</p>";

fn read(path: &str, head: &str, body: &str) -> Article {
    let page = format!("<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>");
    read_article(&SourceFile::new(path, page.as_str()), &ReadContext::default()).0
}

fn title(head: &str, body: &str) -> Option<String> {
    read("seeds/some-file.html", head, body).title.map(|title| title.value)
}

#[test]
fn what_is_no_title_gives_way_to_the_heading() {
    for head in [
        "",
        "<title></title>",
        "<title>index.html</title>",
        "<title>landing-final.htm</title>",
        "<title>Untitled</title>",
        "<title>Untitled document</title>",
        "<title>Home</title>",
        "<title>Unbenanntes Dokument</title>",
        "<title>Harbour Notes</title><meta property=og:site_name content='Harbour Notes'>",
        "<title>Harbour Notes</title><link rel=alternate type=application/atom+xml title='Harbour Notes' href=/atom.xml>",
        "<title>Harbour Notes</title><link rel=canonical href='https://www.harbournotes.example/landing'>",
    ] {
        let body =
            format!("<header><a href=/>Harbour Notes</a></header><main><h1>The landing is open</h1>{TEXT}</main>");
        assert_eq!(title(head, &body).as_deref(), Some("The landing is open"), "{head}");
    }
    // The heading of the site is none either; a page of which no more is known is called after its site.
    let body = format!(
        "<header><h1 class=site-title><a href=/>Harbour Notes</a></h1></header><main><h2>The landing is open</h2>{TEXT}</main>"
    );
    assert_eq!(title("<title>index.html</title>", &body).as_deref(), Some("The landing is open"));
    assert_eq!(
        title("<title>Harbour Notes</title>", &format!("<header><a href=/>Harbour Notes</a></header>{TEXT}"))
            .as_deref(),
        Some("Harbour Notes")
    );
}

#[test]
fn the_name_of_the_site_is_no_part_of_a_title() {
    let feed = "<link rel=alternate type=application/rss+xml title='Harbour Notes &raquo; Feed' href=/feed/>";
    let body = format!("<article>{TEXT}</article>");
    for head in [
        format!("<title>The landing is open &raquo; Harbour Notes</title>{feed}"),
        format!("<title>Harbour Notes &raquo; The landing is open</title>{feed}"),
        format!("<title>The landing is open – Harbour Notes</title>{feed}"),
        "<title>The landing is open &laquo; Harbour Notes</title>".to_string(),
        "<title>The landing is open &laquo; Ferries &laquo; Harbour Notes</title>".to_string(),
        "<title>The landing is open - harbour-notes.example</title><link rel=canonical href='https://harbour-notes.example/a'>".to_string(),
        "<title>The landing is open | Harbour Notes</title><link rel=canonical href='https://www.harbournotes.example/a'>".to_string(),
        "<title>The landing is open | Ferries | Harbour Notes</title><meta name=application-name content='Harbour Notes'>".to_string(),
        "<title>Harbour Notes | Ferries | The landing is open</title><meta property=og:site_name content='Harbour Notes'>".to_string(),
        "<title>The landing is open · Harbour Notes</title><script type=application/ld+json>{\"@type\":\"WebSite\",\"name\":\"Harbour Notes\"}</script>".to_string(),
        "<title>The landing is open_Harbour Notes</title><meta property=og:site_name content='Harbour Notes'>".to_string(),
    ] {
        assert_eq!(title(&head, &body).as_deref(), Some("The landing is open"), "{head}");
    }
    // What is nobody's name stays.
    for head in [
        "<title>Ferries – a history</title>",
        "<title>Ferries | a history</title><meta property=og:site_name content='Harbour Notes'>",
        "<title>Ferries - A history of the bay - part 2</title><meta property=og:site_name content='Harbour Notes'>",
    ] {
        let stated = head.split("</title>").next().map(|title| title.trim_start_matches("<title>"));
        assert_eq!(title(head, &body).as_deref(), stated, "{head}");
    }
}

#[test]
fn a_headline_beside_a_name_is_a_few_words_about_it() {
    let linked =
        |object: &str| format!("<title>Old Landing - Pedia</title><script type=application/ld+json>{object}</script>");
    let body = format!("<main><h1>Old Landing</h1>{TEXT}</main>");
    let named = linked(r#"{"@type":"Article","name":"Old Landing","headline":"quay in a small town"}"#);
    assert_eq!(title(&named, &body).as_deref(), Some("Old Landing"));
    let headline = linked(
        r#"{"@type":"NewsArticle","name":"Landing opens after years","headline":"The landing is open at last"}"#,
    );
    assert_eq!(title(&headline, &body).as_deref(), Some("The landing is open at last"));
}

fn authors(body: &str) -> Vec<String> {
    let article = read(
        "a.html",
        "<title>The landing is open</title>",
        &format!("<article><h1>The landing is open</h1>{body}</article>"),
    );
    article.authors.into_iter().map(|author| author.value.name).collect()
}

#[test]
fn nobody_who_is_portrayed_quoted_or_labelled_wrote_an_article() {
    for middle in [
        "<figure><img src=/a.jpg alt=x width=600 height=400><figcaption>Mara Lind, pilot</figcaption></figure>",
        "<div class=wp-caption><img src=/a.jpg alt=x width=600 height=400><p class=wp-caption-text>Mara Lind at the quay</p></div>",
        "<table class=tr-caption-container><tbody><tr><td><img src=/a.jpg width=600></td></tr><tr><td class=tr-caption>Mara Lind</td></tr></tbody></table>",
        "<figure><blockquote><p>It is deep.</p></blockquote><figcaption>Mara Lind, pilot</figcaption></figure>",
        "<blockquote><p>It is deep.</p><footer>Mara Lind</footer></blockquote>",
        "<dl><dt>Announced</dt><dd>March 22, 2026</dd><dt>Products</dt><dd>Ferries</dd></dl>",
        "<dl><dt>Impact</dt><dd>critical</dd><dt>Reported</dt><dd>March 22, 2026</dd></dl>",
        "<h3>Opening hours</h3><p>From 8 to 5.</p>",
        "<h3>Opening hours</h3><p>From 8 a.m. to 5 p.m.</p>",
        "<h3>Prices</h3><p>From 10 euros</p>",
    ] {
        let (first, last) = TEXT.split_once("<p>In").expect("two paragraphs");
        assert_eq!(authors(&format!("{first}{middle}<p>In{last}")), Vec::<String>::new(), "{middle}");
    }
}

#[test]
fn who_is_named_above_the_text_wrote_it() {
    let boxed =
        "<div class=author-bio><p>Mara Lind writes about harbours and has lived at the sea for all her life.</p></div>";
    for line in [
        "<p class=meta>5 min read · November 4, 2026 · by Mara Lind</p>",
        "<div>November 4, 2026 | By Mara Lind</div>",
        "<p>By Mara Lind</p>",
        "<p><time datetime=2026-11-04>November 4, 2026</time> — by <a href=/mara>Mara Lind</a></p>",
        "<dl><dt>Author</dt><dd>Mara Lind</dd></dl>",
    ] {
        assert_eq!(authors(&format!("{line}{TEXT}{boxed}")), ["Mara Lind"], "{line}");
    }
}

#[test]
fn numbers_that_are_no_dates_date_nothing() {
    for sentence in [
        "Call 01.02.2010-33 for tickets.",
        "The order has the number 12/11/2024-7781.",
        "Its file is 2024-11-12/443 in the archive.",
        "Call 0049-01.02.2010-7 at any time.",
    ] {
        let article = read(
            "a.html",
            "<title>The landing is open</title>",
            &format!("<main><h1>The landing is open</h1><p>{sentence}</p>{TEXT}</main>"),
        );
        assert!(article.published.is_none(), "{sentence}: {:?}", article.published);
    }
}

#[test]
fn the_language_of_the_text_goes_before_the_one_that_is_declared() {
    for (language, text) in [
        (
            "da",
            "Byrådet har åbnet den nye færgehavn efter to års arbejde, og den første båd sejlede ved middagstid med alle pladser optaget. Om vinteren lukker havnen, når det bliver mørkt, fordi der ikke er betalt for lamperne langs kajen, og der er ingen, der ved, hvem der skal gøre det. Det siger formanden for udvalget, som også gerne vil have en bro over bugten.",
        ),
        (
            "sv",
            "Kommunen har öppnat den nya färjehamnen efter två års arbete, och den första båten gick vid lunchtid med alla platser upptagna. På vintern stänger hamnen när det blir mörkt, eftersom ingen har betalat för lamporna längs kajen, och det är inte någon som vet vem som ska göra det. Det säger ordföranden, som också vill ha en bro över viken.",
        ),
        (
            "pl",
            "Rada otworzyła nową przystań promową po dwóch latach pracy, a pierwsza łódź odpłynęła w południe ze wszystkimi miejscami zajętymi. Zimą przystań będzie zamykana o zmierzchu, ponieważ nikt nie zapłacił za lampy wzdłuż nabrzeża i nie wiadomo, kto ma to zrobić. Tak mówi przewodniczący komisji, który chciałby również, żeby przez zatokę był most.",
        ),
        (
            "pt",
            "A câmara abriu o novo cais dos barcos depois de dois anos de trabalho, e o primeiro barco partiu ao meio-dia com todos os lugares ocupados. No inverno o cais vai fechar ao anoitecer, porque ninguém pagou as luzes ao longo do cais e não se sabe quem o deve fazer. É o que diz o presidente da comissão, que também quer uma ponte sobre a baía.",
        ),
        (
            "sk",
            "Rada otvorila nový prístav pre trajekty po dvoch rokoch práce a prvá loď odplávala na poludnie so všetkými miestami obsadenými. V zime sa bude prístav zatvárať za súmraku, pretože nikto nezaplatil za lampy pozdĺž nábrežia a nevie sa, kto to má urobiť. Hovorí to predseda komisie, ktorý by chcel, aby bol cez záliv aj most.",
        ),
    ] {
        let article =
            read("a.html", "<title>x</title>", &format!("<article><h1>{}</h1><p>{text}</p></article>", "2026"));
        assert_eq!(article.language.map(|tag| tag.value.to_string()).as_deref(), Some(language), "{text}");
    }
    // What is declared rightly stays, however many words of another language stand in it.
    let english = format!(
        "<article><h1>The landing</h1>{TEXT}<p>A sign at the quay says: Der Anleger ist im Winter ab der Dämmerung geschlossen.</p></article>"
    );
    let article = read("a.html", "<title>The landing</title>", &english);
    assert_eq!(article.language.map(|tag| tag.value.to_string()).as_deref(), Some("en"));
}
