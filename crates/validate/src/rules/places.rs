//! Places: latitudes and longitudes of W3C Basic Geo and GeoRSS.

use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, item};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// A latitude is a number from -90 to 90.
pub static LATITUDE_INVALID: Rule = Rule {
    code: "G001",
    name: "latitude-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "a latitude is a number from -90 to 90",
    why: "maps show the entry nowhere",
    cite: Citation::new("W3C Basic Geo", "lat", "https://www.w3.org/2003/01/geo/"),
    w3c: &["InvalidLatitude"],
    bad: &[item(r#"<geo:lat xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">⟦91.05⟧</geo:lat>"#)],
    good: &[item(r#"<geo:lat xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">-51.9</geo:lat>"#)],
    check: Check::Values(&[ValueKind("latitude")], latitude_invalid),
};

/// A longitude is a number from -180 to 180.
pub static LONGITUDE_INVALID: Rule = Rule {
    code: "G002",
    name: "longitude-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "a longitude is a number from -180 to 180",
    why: "maps show the entry nowhere",
    cite: Citation::new("W3C Basic Geo", "long", "https://www.w3.org/2003/01/geo/"),
    w3c: &["InvalidLongitude"],
    bad: &[item(r#"<geo:long xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">⟦east⟧</geo:long>"#)],
    good: &[item(r#"<geo:long xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">4.48</geo:long>"#)],
    check: Check::Values(&[ValueKind("longitude")], longitude_invalid),
};

/// Coordinates have spaces between them.
pub static COORDINATES_WITH_COMMA: Rule = Rule {
    code: "G003",
    name: "coordinates-with-comma",
    level: Level::Warning,
    group: Group::Extension,
    summary: "coordinates have spaces between them",
    why: "programs that read coordinates stop at the comma",
    cite: Citation::new("GeoRSS Simple", "Encoding of content", "https://www.ogc.org/standard/georss/"),
    w3c: &["CoordComma"],
    bad: &[item(r#"<georss:point xmlns:georss="http://www.georss.org/georss">⟦45.25,-71.92⟧</georss:point>"#)],
    good: &[item(r#"<georss:point xmlns:georss="http://www.georss.org/georss">45.25 -71.92</georss:point>"#)],
    check: Check::Values(
        &[ValueKind("geo-point"), ValueKind("geo-line"), ValueKind("geo-polygon"), ValueKind("geo-box")],
        coordinates_with_comma,
    ),
};

/// Coordinates are pairs of numbers: one for a point, two for a box, two and more for a line, four and more for a polygon.
pub static COORDINATES_INVALID: Rule = Rule {
    code: "G004",
    name: "coordinates-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "coordinates are pairs of numbers: one for a point, two for a box, two and more for a line, four and more for a polygon",
    why: "maps show the entry nowhere",
    cite: Citation::new("GeoRSS Simple", "Encoding of content", "https://www.ogc.org/standard/georss/"),
    w3c: &["InvalidCoord"],
    bad: &[
        item(r#"<georss:point xmlns:georss="http://www.georss.org/georss">⟦45.25⟧</georss:point>"#),
        item(r#"<georss:polygon xmlns:georss="http://www.georss.org/georss">⟦1 2 3 4⟧</georss:polygon>"#),
        item(
            r#"<georss:where xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"><gml:Point><gml:pos>⟦here⟧</gml:pos></gml:Point></georss:where>"#,
        ),
    ],
    good: &[item(r#"<georss:box xmlns:georss="http://www.georss.org/georss">42.9 -71.1 43.1 -70.9</georss:box>"#)],
    check: Check::Elements(
        &[
            "georss:point",
            "georss:line",
            "georss:polygon",
            "georss:box",
            "gml:pos",
            "gml:lowerCorner",
            "gml:upperCorner",
            "gml:posList",
            "georss:circle",
        ],
        coordinates_invalid,
    ),
};

fn number_within(text: &str, most: f64) -> bool {
    text.trim().parse::<f64>().is_ok_and(|number| number.abs() <= most)
}

fn latitude_invalid(value: &Value, reporter: &mut Reporter) {
    if !number_within(value.trimmed(), 90.0) {
        reporter.at(value.trimmed_span(), "a latitude is a number from -90 to 90");
    }
}

fn longitude_invalid(value: &Value, reporter: &mut Reporter) {
    if !number_within(value.trimmed(), 180.0) {
        reporter.at(value.trimmed_span(), "a longitude is a number from -180 to 180");
    }
}

fn coordinates_with_comma(value: &Value, reporter: &mut Reporter) {
    if value.text.contains(',') {
        reporter.at(value.trimmed_span(), "a comma between coordinates").help("write spaces only");
    }
}

fn coordinates_invalid(element: Element, reporter: &mut Reporter) {
    let value = element.value();
    let numbers: Vec<Option<f64>> = value
        .text
        .split([' ', ',', '\n', '\t', '\r'])
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().ok())
        .collect();
    let is_place = |pair: &[Option<f64>]| match pair {
        [Some(latitude), Some(longitude)] => latitude.abs() <= 90.0 && longitude.abs() <= 360.0,
        _ => false,
    };
    // A circle has a radius in meters behind its centre.
    let is_circle = element.is("georss:circle");
    let radius = numbers.get(2).copied().flatten();
    let numbers = if is_circle && numbers.len() == 3 && radius.is_some_and(|radius| radius >= 0.0) {
        numbers.get(..2).unwrap_or_default()
    } else if is_circle {
        &[]
    } else {
        numbers.as_slice()
    };
    let pairs = numbers.len() / 2;
    let enough = match element.known() {
        "georss:point" | "georss:circle" | "gml:pos" | "gml:lowerCorner" | "gml:upperCorner" => pairs == 1,
        "georss:box" => pairs == 2,
        "georss:line" => pairs >= 2,
        "gml:posList" if element.parent().is_some_and(|parent| parent.is("gml:LineString")) => pairs >= 2,
        _ => pairs >= 4,
    };
    if !numbers.len().is_multiple_of(2) || !enough || !numbers.chunks(2).all(is_place) {
        reporter.at(value.trimmed_span(), format!("these are no coordinates of a `{}`", element.local())).help(
            if is_circle {
                "write latitude, longitude and radius in meters, as `52.37 4.89 500`"
            } else {
                "write latitude and longitude with a space between, as `52.37 4.89`"
            },
        );
    }
}
