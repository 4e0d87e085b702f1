//! The map of those who signed: Europe, with North America and Japan beside it. Ukraine is drawn in its internationally
//! recognised borders.

use std::fmt::Write;

use super::Picture;
use super::footer::footer;
use super::outlines::{Country, OUTLINES, Projection, area, middle};
use super::svg::{Canvas, INNER, WIDTH, colour, legend, types};
use crate::knowledge::{Agreement, Knowledge, Party};
use crate::words::{Words, text};

/// How far down the map reaches.
const HEIGHT: f32 = 338.0;
/// Europe from Iceland to Crete, and east to all of Ukraine: 13.8 km a unit.
const EUROPE: Projection = Projection { middle: (10.0, 52.0), at: (214.0, 197.0), radius: 461.0 };
/// Two insets in the Atlantic: left, top, width, height.
const AMERICA_BOX: (f32, f32, f32, f32) = (8.0, 166.0, 84.0, 84.0);
const AMERICA: Projection = Projection { middle: (-98.0, 54.0), at: (52.0, 208.0), radius: 79.0 };
const JAPAN_BOX: (f32, f32, f32, f32) = (8.0, 256.0, 84.0, 74.0);
const JAPAN: Projection = Projection { middle: (137.0, 38.0), at: (49.0, 292.0), radius: 235.0 };
/// A country of less than this many square units is marked with a dot besides.
const SMALL: f32 = 40.0;
/// How the land of those who are not counted is filled.
const HATCHED: &str = "url(#hatched)";
/// Whose outlines they are, as their licence and courtesy ask.
const OUTLINES_OF: &str = "Natural Earth, visionscarto";

/// Draws it; none where the agreements are gone.
pub fn map(ids: &[String], others: &[String], words: Words, knowledge: &Knowledge) -> Option<Picture> {
    let found =
        |ids: &[String]| -> Vec<&Agreement> { ids.iter().filter_map(|id| knowledge.agreement(id)).collect() };
    let (agreements, uncounted) = (found(ids), found(others));
    let first = agreements.iter().map(|agreement| agreement.signed).min()?;
    let last = agreements.iter().map(|agreement| agreement.signed).max()?;
    let signed = parties(&agreements, knowledge);
    let not_counted: Vec<&Party> = parties(&uncounted, knowledge)
        .into_iter()
        .filter(|party| !signed.iter().any(|own| own.id == party.id))
        .collect();
    let home = knowledge.about.home.as_deref();
    let fills = Fills { signed: codes(&signed), not_counted: codes(&not_counted), home };
    let title = words.map_title(agreements.len());
    let mut canvas = Canvas::default();
    land(&mut canvas, &fills);
    canvas.paragraph(16.0, types::TITLE, &title, INNER, 1);
    canvas.paragraph(6.0, types::NOTE, &words.signed_between(first, last), INNER, 1);
    canvas.down = HEIGHT;
    let home_name = home.and_then(|code| name_of(code, words, knowledge));
    let not_counted = names(&not_counted, words, knowledge);
    let entries = keys(&signed, &not_counted, home_name.as_deref(), words, knowledge);
    legend(&mut canvas, 12.0, &entries);
    let cited = agreements.iter().chain(&uncounted).flat_map(|one| &one.sources);
    footer(&mut canvas, None, cited, words, knowledge);
    let outlines = words.say_with("picture-outlines", [("names", text(OUTLINES_OF))]);
    canvas.paragraph(5.0, types::SMALL, &outlines, INNER, 1);
    let signed = names(&signed, words, knowledge);
    let alt = words.map_alt(&title, &signed, &not_counted, home_name.as_deref());
    Some(Picture { name: "signatories.png".to_owned(), alt, svg: canvas.finish() })
}

/// The parties of agreements, each once.
fn parties<'a>(agreements: &[&Agreement], knowledge: &'a Knowledge) -> Vec<&'a Party> {
    let mut parties: Vec<&Party> = Vec::new();
    for party in agreements.iter().filter_map(|agreement| knowledge.party(&agreement.party)) {
        if !parties.iter().any(|own| own.id == party.id) {
            parties.push(party);
        }
    }
    parties
}

fn codes<'a>(parties: &[&'a Party]) -> Vec<&'a str> {
    parties.iter().filter_map(|party| party.code.as_deref()).collect()
}

fn names(parties: &[&Party], words: Words, knowledge: &Knowledge) -> Vec<String> {
    parties.iter().map(|party| words.name(&party.name, knowledge)).collect()
}

fn name_of(code: &str, words: Words, knowledge: &Knowledge) -> Option<String> {
    let country = knowledge.countries.iter().find(|country| country.code == code)?;
    Some(words.name(&country.name, knowledge))
}

/// Which countries are filled how, by ISO code.
struct Fills<'a> {
    signed: Vec<&'a str>,
    not_counted: Vec<&'a str>,
    home: Option<&'a str>,
}

impl Fills<'_> {
    fn of(&self, code: &str) -> &'static str {
        if self.home == Some(code) {
            colour::YELLOW
        } else if self.signed.contains(&code) {
            colour::BLUE
        } else if self.not_counted.contains(&code) {
            HATCHED
        } else {
            colour::QUIET
        }
    }
}

/// All land, Europe's within the map and the others' within their boxes.
fn land(canvas: &mut Canvas, fills: &Fills<'_>) {
    let (blue, quiet, ground) = (colour::BLUE, colour::QUIET, colour::GROUND);
    canvas.put(&format!(
        "<defs><clipPath id=\"map\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\"/></clipPath>\
         <pattern id=\"hatched\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"4\" height=\"4\" fill=\"{quiet}\"/><rect width=\"1.8\" height=\"4\" fill=\"{blue}\"/></pattern></defs>"
    ));
    canvas.put("<g clip-path=\"url(#map)\">");
    countries(canvas, &OUTLINES.europe, &EUROPE, fills);
    canvas.put("</g>");
    for ((x, y, width, height), outlines, projection) in
        [(AMERICA_BOX, &OUTLINES.america, &AMERICA), (JAPAN_BOX, &OUTLINES.japan, &JAPAN)]
    {
        canvas.put(&format!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="4" fill="{ground}" stroke="{quiet}"/>"#
        ));
        countries(canvas, outlines, projection, fills);
    }
}

fn countries(canvas: &mut Canvas, outlines: &[Country], projection: &Projection, fills: &Fills<'_>) {
    let ground = colour::GROUND;
    let mut dots = String::new();
    for country in outlines {
        let rings: Vec<Vec<(f32, f32)>> = country.rings.iter().map(|ring| projection.ring(ring)).collect();
        let Some(largest) = rings.first() else { continue };
        let fill = fills.of(&country.code);
        let path: String = rings.iter().map(|ring| drawn(ring)).collect();
        canvas.put(&format!(
            r#"<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{ground}" stroke-width="0.6" stroke-linejoin="round"/>"#
        ));
        if fill != colour::QUIET && area(largest) < SMALL {
            let (x, y) = middle(largest);
            let _ = writeln!(
                dots,
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="3.4" fill="{fill}" stroke="{ground}" stroke-width="0.8"/>"#
            );
        }
    }
    canvas.put(&dots);
}

/// A ring as a path.
fn drawn(ring: &[(f32, f32)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in ring.iter().enumerate() {
        let step = if at == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{step}{x:.1} {y:.1}");
    }
    path + "Z"
}

/// What the colours mean; who signed and is no country on the map is named.
fn keys(
    signed: &[&Party],
    not_counted: &[String],
    home: Option<&str>,
    words: Words,
    knowledge: &Knowledge,
) -> Vec<(&'static str, String)> {
    let is_drawn = |party: &&&Party| {
        let is_of = |country: &Country| Some(country.code.as_str()) == party.code.as_deref();
        [&OUTLINES.europe, &OUTLINES.america, &OUTLINES.japan].into_iter().flatten().any(is_of)
    };
    let (on_map, beside): (Vec<&Party>, Vec<&Party>) = signed.iter().partition(is_drawn);
    let mut entries = vec![(colour::BLUE, words.signed_on_map(on_map.len(), &beside, knowledge))];
    if !not_counted.is_empty() {
        entries.push((HATCHED, words.uncounted_on_map(not_counted)));
    }
    entries.extend(home.map(|home| (colour::YELLOW, home.to_owned())));
    entries
}

#[cfg(test)]
mod tests {
    use super::super::svg::MARGIN;
    use super::*;

    /// The country that a place lies in, on the outlines as they are drawn.
    fn country_at(longitude: f32, latitude: f32) -> Vec<&'static str> {
        let (x, y) = EUROPE.place((longitude, latitude));
        let crosses = |ring: &Vec<i32>| {
            let points = EUROPE.ring(ring);
            let after = points.iter().cycle().skip(1);
            let crossed = points
                .iter()
                .zip(after)
                .filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0);
            crossed.count()
        };
        let lies_in = |country: &&Country| country.rings.iter().map(crosses).sum::<usize>() % 2 == 1;
        OUTLINES.europe.iter().filter(lies_in).map(|country| country.code.as_str()).collect()
    }

    #[test]
    fn ukraine_is_drawn_in_its_recognised_borders() {
        for (city, longitude, latitude) in [
            ("Simferopol", 34.10, 44.95),
            ("Sevastopol", 33.52, 44.62),
            ("Donetsk", 37.80, 48.00),
            ("Luhansk", 39.30, 48.57),
            ("Kerch", 36.45, 45.35),
            ("Mariupol", 37.55, 47.10),
            ("Kyiv", 30.52, 50.45),
        ] {
            assert_eq!(country_at(longitude, latitude), ["UA"], "{city}");
        }
    }

    #[test]
    fn neighbours_are_their_own() {
        for (city, longitude, latitude, code) in [
            ("Rostov-on-Don", 39.72, 47.23, "RU"),
            ("Krasnodar", 38.98, 45.04, "RU"),
            ("Chișinău", 28.86, 47.01, "MD"),
            ("Warsaw", 21.01, 52.23, "PL"),
            ("Luxembourg", 6.13, 49.61, "LU"),
            ("Zagreb", 15.98, 45.81, "HR"),
        ] {
            assert_eq!(country_at(longitude, latitude), [code], "{city}");
        }
    }

    #[test]
    fn all_of_ukraine_is_on_the_map() {
        let ukraine =
            OUTLINES.europe.iter().find(|country| country.code == "UA").expect("Ukraine has an outline");
        for (x, y) in ukraine.rings.iter().flat_map(|ring| EUROPE.ring(ring)) {
            assert!(
                (MARGIN / 2.0..WIDTH - MARGIN / 2.0).contains(&x) && (0.0..HEIGHT).contains(&y),
                "{x} {y}"
            );
        }
    }
}
