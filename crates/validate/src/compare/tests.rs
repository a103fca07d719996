use super::*;
use crate::FeedKind;
use courant_text::date::Timestamp;

const LONG: &str = "<p>The new bridge opened on Friday morning, two months late. Cyclists were the first to cross it, \
    and the mayor cut a ribbon of blue silk while the band of the fire brigade played.</p>";
const OTHER: &str = "<p>Four quiet boats left the quay before dawn because herring had been seen near Texel by the pilot, \
    who says that such a shoal has not come so far south for eleven winters.</p>";

/// `id|link|title|content|day`.
fn items(lines: &[&str]) -> Vec<Item> {
    lines
        .iter()
        .map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            let cell = |index: usize| cells.get(index).copied().unwrap_or_default();
            let content = cell(3).replace("LONG", LONG).replace("OTHER", OTHER);
            let published = cell(4).parse::<i64>().ok().and_then(|day| Timestamp::from_unix(day * 86_400));
            Item {
                id: cell(0).into(),
                link: cell(1).into(),
                title: cell(2).into(),
                content,
                published,
                ..Item::default()
            }
        })
        .collect()
}

fn placed(items: &[Item]) -> Vec<(usize, &Item)> {
    items.iter().enumerate().collect()
}

#[test]
fn items_are_paired_by_link_then_title_then_content() {
    // The old item, the new one, how they are paired when two programs write one site, and when one does.
    let cases = [
        ("1|http://www.e.example/a/|A|LONG|1", "2|https://e.example/a/index.html?utm_source=x|B|OTHER|2", "link", "-"),
        ("1|https://e.example/a.html|A|LONG|1", "2|https://e.example/a|B|LONG|2", "link", "link"),
        ("1|https://e.example/?p=1|A|LONG|1", "2|https://e.example/?p=2|B|OTHER|2", "-", "-"),
        (
            "1|https://e.example/a|The Bridge\u{2019}s &amp;amp; opening|LONG|1",
            "2||The bridge's &amp; Opening!|x|2",
            "title",
            "-",
        ),
        ("1||Weather|LONG|1", "2||Weather|OTHER|2", "title", "-"),
        ("1||Weather|LONG|1", "2||Weather|OTHER|1", "title", "title"),
        ("1||Don't --\u{AD} stop!|LONG|1", "2||don\u{2019}t stop|OTHER|1", "title", "title"),
        ("1||Ann, Ben|LONG|1", "2||AnnBen|OTHER|1", "-", "-"),
        ("1||Weather|LONG|1", "2||Weather|LONG and more|2", "title", "title"),
        ("1||Prices of Monday|LONG|1", "2||Prices of Tuesday|LONG and three words more|2", "content", "-"),
        ("1||A|LONG|1", "2||B|<div>LONG</div>|2", "content", "content"),
        ("1||A|LONG|1", "2||B|LONG and a little more|1", "content", "content"),
        ("1||A|See the picture.|1", "2||B|See the picture.|1", "-", "-"),
        ("1||||", "2||||", "-", "-"),
        ("1|no address|||", "2|no address|||", "-", "-"),
    ];
    for (old, new, far, near) in cases {
        let (was, is) = (items(&[old]), items(&[new]));
        for (prior, expected) in [(Prior::Address, far), (Prior::Text, near)] {
            let found = pairs(&placed(&was), &placed(&is), prior);
            assert_eq!(found.first().map_or("-", |pair| pair.by.name()), expected, "{old} and {new}, {prior:?}");
        }
    }
}

#[test]
fn an_item_is_paired_once_and_the_surest_way_goes_first() {
    let old = items(&["1|https://e.example/a|One|LONG|1", "2|https://e.example/b|One|LONG|2"]);
    let new = items(&["3|https://e.example/b|One|LONG|3", "4|https://e.example/c|One|LONG|4"]);
    let found = pairs(&placed(&old), &placed(&new), Prior::Address);
    let found: Vec<_> = found.iter().map(|pair| (pair.old, pair.new, pair.by.name())).collect();
    assert_eq!(found, [(0, 1, "title"), (1, 0, "link")]);
}

/// The old feed's items and the site's articles, and which of them are one: `old>new`.
#[test]
fn items_of_one_title_go_by_moment_day_or_link() {
    let ten = |id: &str, link: &str| -> Vec<String> {
        (1..=10).map(|week| format!("{id}{week}|https://{link}{week}|Weekly notes|x|{}", week * 7)).collect()
    };
    let turned = |mut lines: Vec<String>| {
        lines.reverse();
        lines
    };
    let undated = |lines: Vec<String>| -> Vec<String> {
        lines.iter().map(|line| line.rsplit_once('|').map_or(line.clone(), |(rest, _)| format!("{rest}|"))).collect()
    };
    let all = "0>9 1>8 2>7 3>6 4>5 5>4 6>3 7>2 8>1 9>0";
    let cases = [
        ("by day, ten of them, in another order", ten("a", "o.example/"), turned(ten("b", "n.example/w")), all),
        (
            "by the last part of the link, without dates",
            undated(ten("a", "o.example/w")),
            undated(turned(ten("b", "n.example/x/w"))),
            all,
        ),
        ("nothing tells them apart", undated(ten("a", "o.example/")), undated(ten("b", "n.example/w")), ""),
        (
            "three of ten are in the feed",
            ten("a", "o.example/").split_off(7),
            turned(ten("b", "n.example/w")),
            "0>2 1>1 2>0",
        ),
        (
            "one address for all",
            vec!["1|https://e.example/|A|x|1".to_string(), "2|https://e.example/|B|x|2".to_string()],
            vec!["3|https://e.example/|B|y|2".to_string(), "4|https://e.example/|A|y|1".to_string()],
            "0>1 1>0",
        ),
        (
            "the likest of one day",
            vec!["1||Notes|LONG|1".to_string(), "2||Notes|OTHER|1".to_string()],
            vec!["3||Notes|OTHER|1".to_string(), "4||Notes|LONG|1".to_string()],
            "0>1 1>0",
        ),
        (
            "another title, host and folder, but the page and the day",
            vec!["1|https://old.example/2026/uniq.html|Something else|x|1".to_string()],
            vec!["2|https://n.example/uniq/|A unique title|y|1".to_string()],
            "0>0",
        ),
    ];
    for (what, old, new, expected) in cases {
        let lines = |lines: &[String]| items(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let (old, new) = (lines(&old), lines(&new));
        let found = pairs(&placed(&old), &placed(&new), Prior::Address);
        let found: Vec<String> = found.iter().map(|pair| format!("{}>{}", pair.old, pair.new)).collect();
        assert_eq!(found.join(" "), expected, "{what}");
    }
}

#[test]
fn many_namesakes_take_no_time() {
    let lines: Vec<String> = (0..2_000).map(|number| format!("{number}||Weather|LONG|{number}")).collect();
    let old = items(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let new: Vec<Item> = old
        .iter()
        .map(|item| Item { id: format!("n{}", item.id), content: OTHER.into(), published: None, ..item.clone() })
        .collect();
    assert_eq!(pairs(&placed(&old), &placed(&new), Prior::Text).len(), 0);
}

fn contents(items: &[Item]) -> Contents {
    let (id, fields) = (String::new(), Vec::new());
    Contents { id, kind: FeedKind::Rss, is_archive: false, fields, items: items.to_vec() }
}

#[test]
fn changes_are_told_item_by_item() {
    let old = items(&["1|l1|Stays|x|1", "2|l2|Edited|x|2", "3|https://e.example/3|Again|LONG|3", "4|l4|Goes|x|4"]);
    let new =
        items(&["9|https://e.example/3|Again|LONG|3", "5|l5|Comes|y|5", "1|l1|Stays|x|1", "2|l2|Edited, twice|y|2"]);
    let changes = changes(Some(&contents(&old)), Some(&contents(&new)));
    assert_eq!((changes.new.as_slice(), changes.gone.as_slice()), ([1].as_slice(), [3].as_slice()));
    let change = |name: &str, old: &str, new: &str| FieldChange { name: name.into(), old: old.into(), new: new.into() };
    let fields = vec![change("title", "Edited", "Edited, twice"), change("content", "x", "y")];
    assert_eq!(changes.updated, [Update { old: 1, new: 3, fields }]);
    assert_eq!(changes.id_changed, [Pair { old: 2, new: 0, by: Evidence::Link }]);
}

#[test]
fn a_feed_is_the_same_as_itself_whatever_is_in_it() {
    let feed = items(&["a|l|A|x|1", "a|l|A|x|1", "|l2|No id|x|", "||Only a title|x|", "||||", "||||"]);
    assert_eq!(changes(Some(&contents(&feed)), Some(&contents(&feed))), Changes::default());
    // Readers see one of the two, before and after.
    assert_eq!(changes(Some(&contents(&feed)), Some(&contents(&feed[1..]))), Changes::default());
}

/// What differs of an item or a feed, written `name=value`, a date by its day: before, after, and what is told of it where both are of one
/// format, and where they are not.
#[test]
fn a_field_that_differs_is_told_with_both_values() {
    let day = |value: &str| value.parse::<i64>().ok().and_then(|day| Timestamp::from_unix(day * 86_400));
    let item = |written: &str| {
        let mut item = items(&["a|l|A|x|"]).remove(0);
        for (name, value) in written.split_whitespace().filter_map(|field| field.split_once('=')) {
            match name {
                "published" => item.published = day(value),
                "updated" => item.updated = day(value),
                "unread" => item.unread_date = Some(value.into()),
                "link" => item.link = value.into(),
                _ => item.fields.push(Field { name: name.into(), value: value.into() }),
            }
        }
        item
    };
    let cases = [
        ("", "", "", ""),
        ("published=1", "published=1", "", ""),
        ("published=1", "published=2", "published 1970-01-02T00:00:00Z>1970-01-03T00:00:00Z", "the same"),
        ("published=1", "", "published 1970-01-02T00:00:00Z>", "the same"),
        ("unread=soon", "unread=later", "published soon>later", "the same"),
        ("unread=soon", "published=1", "published soon>1970-01-02T00:00:00Z", "the same"),
        ("published=1 unread=soon", "published=1 unread=later", "", ""),
        ("updated=1", "updated=2", "updated 1970-01-02T00:00:00Z>1970-01-03T00:00:00Z", "the same"),
        ("", "updated=2", "updated >1970-01-03T00:00:00Z", "the same"),
        ("link=m", "link=n", "link m>n", "the same"),
        ("rights=all", "rights=none", "rights all>none", "the same"),
        // What the other format may have no word for is not told of another format.
        ("rights=all", "", "rights all>", ""),
        ("", "rights=all", "rights >all", ""),
        ("authors=Ann image=i", "authors=Ben image=i", "authors Ann>Ben", "the same"),
    ];
    let told = |changed: &[FieldChange]| {
        let told = changed.iter().map(|change| format!("{} {}>{}", change.name, change.old, change.new));
        told.collect::<Vec<_>>().join("; ")
    };
    for (was, is, expected, of_another_format) in cases {
        let (mut old, mut new) = (contents(&[item(was)]), contents(&[item(is)]));
        let other = if of_another_format == "the same" { expected } else { of_another_format };
        for (kind, expected) in [(FeedKind::Rss, expected), (FeedKind::Atom, other)] {
            let found = changes(Some(&old), Some(&Contents { kind, ..new.clone() }));
            let fields = found.updated.first().map_or(String::new(), |update| told(&update.fields));
            assert_eq!(fields, expected, "{was} {is} {kind:?}");
            assert_eq!(found.is_empty(), expected.is_empty(), "{was} {is} {kind:?}");
        }
        // The same of the feed itself, as far as it is no matter of items.
        old.fields = std::mem::take(&mut old.items[0].fields);
        new.fields = std::mem::take(&mut new.items[0].fields);
        let fields = if old.fields == new.fields { "" } else { expected };
        assert_eq!(told(&changes(Some(&old), Some(&new)).feed), fields, "{was} {is}");
    }
}

/// Old and new items, how they go together, and whether that takes more than their ids.
#[test]
fn items_go_together_by_id_and_then_by_what_else_they_have_in_common() {
    type Case<'a> = (&'a [&'a str], &'a [&'a str], &'a str, bool);
    let cases: [Case; 5] = [
        (&["1||A|LONG|1"], &["1||B|OTHER|2"], "0>0 id", false),
        (&["1||A|LONG|1", "2||B|x|1"], &["2||B|x|1"], "1>0 id", false),
        (&["2||B|x|1"], &["1||A|LONG|1", "2||B|x|1"], "0>1 id", false),
        (&["1||A|LONG|1", "2||B|x|1"], &["2||B|x|1", "3||A|LONG|1"], "1>0 id 0>1 title", true),
        (&["1||A|LONG|1"], &["2||B|OTHER|2"], "", true),
    ];
    for (old, new, expected, doubtful) in cases {
        let (old, new) = (items(old), items(new));
        let found = matches(&old, &new, Prior::Text);
        let found: Vec<String> =
            found.iter().map(|pair| format!("{}>{} {}", pair.old, pair.new, pair.by.name())).collect();
        assert_eq!(found.join(" "), expected, "{old:?} {new:?}");
        assert_eq!(is_doubtful(&old, &new), doubtful, "{old:?} {new:?}");
    }
}

/// The order before and after, and as few as have moved.
#[test]
fn of_another_order_as_few_items_are_told_as_explain_it() {
    let cases = [
        ("abcd", "abcd", ""),
        ("abcd", "dabc", "d"),
        ("abcd", "bcda", "a"),
        ("abcd", "xabyd", ""),
        ("abcdef", "fbcdea", "af"),
        ("abc", "cba", "bc"),
        ("", "abc", ""),
    ];
    for (old, new, expected) in cases {
        let of = |order: &str| {
            let lines: Vec<String> = order.chars().map(|id| format!("{id}||{id}|x|1")).collect();
            items(&lines.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let moved = changes(Some(&contents(&of(old))), Some(&contents(&of(new)))).moved;
        let mut moved: Vec<char> = moved.iter().filter_map(|(was, _)| old.chars().nth(*was)).collect();
        moved.sort_unstable();
        // Of two runs of one length either explains the order.
        assert_eq!(moved.len(), expected.len(), "{old} {new}: {moved:?}");
        assert!(expected.len() != 1 || moved.iter().collect::<String>() == expected, "{old} {new}: {moved:?}");
    }
}

#[test]
fn a_republish_is_what_subscribers_have_and_would_see_again() {
    // What the feed holds, what it would hold, which ids the ledger holds, which are stated, and what is said.
    type Case<'a> = (&'a str, &'a [&'a str], &'a [&'a str], &'a str, &'a str, &'a str);
    let cases: &[Case] = &[
        ("nothing happens", &["a||A|LONG|1"], &["a||A|LONG|1"], "a", "", ""),
        ("an edit, an addition", &["a||A|LONG|1"], &["a||B|OTHER|1", "b||C|x|2"], "a", "", ""),
        ("a removal", &["a||A|LONG|1", "b||B|OTHER|1"], &["b||B|OTHER|1"], "a b", "", ""),
        (
            "another article in its place",
            &["a|https://e.example/|A|LONG|1"],
            &["b|https://e.example/|B|OTHER|2"],
            "a",
            "",
            "",
        ),
        ("another id", &["a||A|LONG|1"], &["b||A|LONG|1"], "a", "", "a>b"),
        ("another id, stated", &["a||A|LONG|1"], &["b||A|LONG|1"], "a", "b", ""),
        ("another id, stated, and the ledger lost", &["a||A|LONG|1"], &["b||A|LONG|1"], "", "b", "a>b"),
        (
            "as many ids stated as a hand edits",
            &["a||A|x|1", "b||B|x|2", "c||C|x|3"],
            &["e||A|x|1", "f||B|x|2", "g||C|x|3"],
            "a b c",
            "e f g",
            "",
        ),
        (
            "more ids stated than a hand edits",
            &["a||A|x|1", "b||B|x|2", "c||C|x|3", "d||D|x|4"],
            &["e||A|x|1", "f||B|x|2", "g||C|x|3", "h||D|x|4"],
            "a b c d",
            "e f g h",
            "a>e b>f c>g d>h",
        ),
        ("a date edited", &["a||A|LONG|1"], &["a||A|LONG|2"], "a", "", ""),
        ("a date lost", &["a||A|LONG|1"], &["a||A|LONG|2"], "", "", "a@"),
        ("no dates at all", &["a||A|LONG|"], &["a||A|LONG|2"], "", "", ""),
    ];
    for (what, old, new, kept, stated, expected) in cases {
        let among = |list: &str, id: &str| list.split(' ').any(|one| one == id);
        let promises = Promises { is_kept: &|id| among(kept, id), is_stated: &|id| among(stated, id) };
        let republish = Republish::find(&items(old), &items(new), promises);
        let id_changed = republish.id_changed.iter().map(|item| format!("{}>{}", item.old_id, item.new_id));
        let said: Vec<String> =
            id_changed.chain(republish.date_changed.iter().map(|item| format!("{}@", item.id))).collect();
        assert_eq!(said.join(" "), *expected, "{what}");
        assert_eq!(republish.is_empty(), expected.is_empty(), "{what}");
    }
}

/// The day of an update before and after, whether the ledger knows the item, and whether subscribers would see it go back.
#[test]
fn an_update_goes_forward_or_was_lost() {
    let cases = [
        (Some(2), Some(1), "", true),
        (Some(2), Some(1), "a", false),
        (Some(2), Some(2), "", false),
        (Some(2), Some(3), "", false),
        (Some(2), None, "", false),
        (None, Some(1), "", false),
    ];
    for (was, is, kept, goes_back) in cases {
        let on = |day: Option<i64>| {
            let mut items = items(&["a||A|LONG|1"]);
            items[0].updated = day.and_then(|day| Timestamp::from_unix(day * 86_400));
            items
        };
        let promises = Promises { is_kept: &|id| id == kept, is_stated: &|_| false };
        let republish = Republish::find(&on(was), &on(is), promises);
        assert_eq!((republish.date_changed.len(), republish.is_empty()), (usize::from(goes_back), !goes_back));
        let told = republish.date_changed.first().map(|item| (Some(item.was), Some(item.is)));
        assert!(told.is_none_or(|told| told == (on(was)[0].updated, on(is)[0].updated)), "{was:?} {is:?}");
    }
}
