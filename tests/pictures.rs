//! Pictures of the shipped facts: what they show, how large they are, what is said of them, and that nothing lies on anything.

mod common;

use std::path::Path;
use std::sync::LazyLock;

use accord::dialogue::answer::Answer;
use accord::dialogue::command::parse;
use accord::dialogue::context::Context;
use accord::dialogue::picture::{PictureOf, picture_of};
use accord::dialogue::respond;
use accord::knowledge::{Knowledge, Language, load};
use accord::picture::draw::png;
use accord::picture::{Picture, picture};
use accord::retrieval::corpus::Corpus;
use accord::words::{Words, publisher};
use common::accord;

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let knowledge = load(Path::new("knowledge")).unwrap_or_else(|_| panic!("the shipped facts load"));
    Corpus::new(knowledge, None)
});

fn knowledge() -> &'static Knowledge {
    &CORPUS.knowledge
}

/// An answer to a command, what its picture shows, and the picture in English.
fn shown(command: &str) -> Option<(Answer, PictureOf, Picture)> {
    let request = parse(command).expect("a command");
    let answer = respond(&request, &Context::default(), &CORPUS).0;
    let of = picture_of(&answer, knowledge())?;
    let picture = picture(&of, Words::ENGLISH, knowledge()).expect("what an answer shows is on file");
    Some((answer, of, picture))
}

/// A picture in a language, and what belongs to it.
struct Told {
    command: String,
    answer: Answer,
    of: PictureOf,
    words: Words,
    picture: Picture,
}

/// The pictures of all commands in all languages; each answer is made once.
static TOLD: LazyLock<Vec<Told>> = LazyLock::new(|| {
    let all = commands().into_iter().filter_map(|command| {
        let (answer, of, _) = shown(&command)?;
        Some(Language::ALL.map(|language| {
            let words = Words::of(language);
            let picture = picture(&of, words, knowledge()).expect("what an answer shows is on file");
            Told { command: command.clone(), answer: answer.clone(), of: of.clone(), words, picture }
        }))
    });
    all.flatten().collect()
});

/// Commands of every kind that may have a picture, those of all parties among them.
fn commands() -> Vec<String> {
    let parties = &knowledge().parties;
    let aid = parties.iter().map(|party| format!("/aid {}", party.id));
    let compared = parties
        .windows(3)
        .map(|of| format!("/compare first:{} second:{} third:{}", of[0].id, of[1].id, of[2].id));
    let others = [
        "/timeline",
        "/timeline since:1990",
        "/timeline since:2024-06",
        "/signatories",
        "/signatories since:2024-06",
    ];
    aid.chain(compared).chain(others.map(str::to_owned)).collect()
}

/// Width and height of a PNG, as its first chunk tells them.
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "not a PNG");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn each_kind_is_drawn_in_a_size_for_a_phone() {
    for command in ["/aid netherlands", "/compare netherlands germany", "/timeline", "/signatories"] {
        let (_, _, picture) = shown(command).unwrap_or_else(|| panic!("{command} has a picture"));
        let began = std::time::Instant::now();
        let bytes = png(&picture.svg).expect("it can be drawn");
        let (width, height) = size(&bytes);
        println!("{command}: {width} × {height}, {} bytes, {:?}", bytes.len(), began.elapsed());
        assert!(width == 975 && (400..1_300).contains(&height), "{command}: {width} × {height}");
        assert!((10_000..250_000).contains(&bytes.len()), "{command}: {} bytes", bytes.len());
    }
}

#[test]
fn every_picture_is_told_to_those_who_do_not_see_it() {
    for Told { command, picture, .. } in TOLD.iter() {
        let characters = picture.alt.chars().count();
        assert!((40..=1_024).contains(&characters), "{command}: {}", picture.alt);
        assert!(Path::new(&picture.name).extension().is_some_and(|end| end == "png"), "{}", picture.name);
    }
    assert!(TOLD.len() > 60, "only {} pictures", TOLD.len());
    let said = |command: &str| shown(command).expect("a picture").2.alt;
    assert!(said("/aid netherlands").contains("2024: €3 billion military (12 Apr 2024)"));
    assert!(said("/signatories").contains("Ukraine is shown in its internationally recognised borders"));
    assert!(said("/signatories").contains("Croatia"), "who is not counted is told");
    assert!(said("/timeline").contains("February 2024 5"));
}

/// Left, top, right and bottom of every text of a picture, with the text.
fn texts(svg: &str) -> Vec<(f32, f32, f32, f32, String)> {
    // A letter of Inter is some half of its size wide on average, and rises three quarters of it.
    let value = |tag: &str, key: &str| -> String {
        let (_, rest) = tag.split_once(&format!(" {key}=\"")).expect("the attribute is there");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let number = |tag: &str, key: &str| value(tag, key).parse::<f32>().expect("a number");
    let lines = svg.lines().filter_map(|line| line.strip_prefix("<text")?.strip_suffix("</text>"));
    let text = lines.map(|line| {
        let (tag, said) = line.split_once('>').expect("a tag");
        let (x, y, size) = (number(tag, "x"), number(tag, "y"), number(tag, "font-size"));
        let letters: f32 = said.chars().map(|_| 0.48).sum();
        let wide = letters * size;
        let left = match value(tag, "text-anchor").as_str() {
            "end" => x - wide,
            "middle" => x - wide / 2.0,
            _ => x,
        };
        (left, y - 0.75 * size, left + wide, y, said.to_owned())
    });
    text.collect()
}

#[test]
fn no_text_lies_on_another_or_beyond_the_edge() {
    for Told { command, picture, .. } in TOLD.iter() {
        let texts = texts(&picture.svg);
        for (at, (left, top, right, bottom, text)) in texts.iter().enumerate() {
            // A line that fills its width exactly is estimated a little too wide.
            assert!(*left >= 0.0 && *right <= 405.0 && *top >= 0.0, "{command}: {text:?} {left}–{right}");
            for (l, t, r, b, other) in &texts[at + 1..] {
                let apart = right <= l || r <= left || bottom <= t || b <= top;
                assert!(apart, "{command}: {text:?} lies on {other:?}");
            }
        }
    }
}

#[test]
fn a_picture_shows_what_the_answer_cites_and_no_other_sum() {
    for Told { command, answer, of, words, picture } in TOLD.iter() {
        let cited = answer.facts();
        let records: Vec<&str> =
            cited.iter().filter_map(|id| id.split_once('.')).map(|(record, _)| record).collect();
        let uncounted = |id: &str| knowledge().agreement(id).is_some_and(|agreement| !agreement.counted);
        for id in of.shows() {
            assert!(cited.contains(&id) || records.contains(&id) || uncounted(id), "{command}: {id}");
        }
        let facts = of.shows().into_iter().filter_map(|id| knowledge().fact(id));
        let plain = |text: &str| text.replace('\u{a0}', " ");
        let sums: Vec<String> =
            facts.filter_map(|fact| fact.money()).map(|money| plain(&words.sum(money))).collect();
        let scales = [" billion", " million", " miljard", " miljoen", " мільярд", " мільйон"];
        let is_sum = |text: &str| scales.iter().any(|scale| plain(text).contains(scale));
        for (.., text) in texts(&picture.svg).iter().filter(|(.., text)| is_sum(text)) {
            let text = plain(text);
            assert!(
                sums.iter().any(|sum| text.contains(sum.as_str())),
                "{command}: {text:?} is no sum of {sums:?}"
            );
        }
    }
}

/// All that stands in a picture but names of publishers and of those whose outlines they are, which stay as they are.
fn said(picture: &Picture) -> String {
    let lines: Vec<String> = texts(&picture.svg).into_iter().map(|(.., text)| text).collect();
    let mut said =
        format!("{} {}", lines.join(" "), picture.alt).replace('\u{a0}', " ").replace("&amp;", "&");
    let mut kept: Vec<&str> = knowledge().sources.iter().map(publisher).collect();
    kept.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in kept.into_iter().chain(["Natural Earth, visionscarto"]) {
        said = said.replace(name, "");
    }
    said
}

#[test]
fn a_picture_speaks_the_answers_language_alone() {
    let english = "the and for with from aid bar chart each none added fact military year least about billion million other \
                   another without sources more agreement agreements signed counted country countries tile map shown \
                   january february march june july october mar oct";
    let english: Vec<&str> = english.split_whitespace().collect();
    for Told { command, words, picture, .. } in TOLD.iter() {
        let said = said(picture);
        assert!(!said.contains("picture-") && !said.contains(['{', '}']), "{command}: {said}");
        let of_words = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut of_words = of_words.map(str::to_lowercase);
        match words.language() {
            Language::English => {}
            Language::Dutch => {
                let left = of_words.find(|word| english.contains(&word.as_str()));
                assert_eq!(left, None, "{command}: {said}");
            }
            Language::Ukrainian => {
                // Codes of countries and currencies, and the numbers of quarters, are in Latin capitals.
                let is_latin = |text: &str| text.chars().any(|c| c.is_ascii_lowercase());
                let left = said.split_whitespace().find(|word| is_latin(word));
                assert_eq!(left, None, "{command}: {said}");
            }
        }
    }
    let alt = |command: &str, language| {
        let told = |told: &&Told| told.command == command && told.words.language() == language;
        TOLD.iter().find(told).map(|told| told.picture.alt.clone()).expect("a picture")
    };
    assert!(alt("/aid netherlands", Language::Dutch).contains("2024: € 3 miljard militair (12 apr 2024)"));
    let ukrainian = alt("/aid netherlands", Language::Ukrainian);
    assert!(ukrainian.contains("2024: 3 мільярди євро військової допомоги (12 кві 2024)"), "{ukrainian}");
    assert!(alt("/signatories", Language::Dutch).contains("Oekraïne is getekend binnen"));
    assert!(alt("/signatories", Language::Ukrainian).contains("28 угод з Україною"));
    assert!(alt("/timeline", Language::Ukrainian).contains("лютий 2024 5"));
}

/// Longer words must not push out what a bar is known by, nor end in the middle.
#[test]
fn what_stands_beside_a_bar_stays_in_every_language() {
    for Told { command, of, words, picture, .. } in TOLD.iter() {
        let texts = texts(&picture.svg);
        let cut = texts.iter().find(|(.., text)| text.contains('…'));
        assert!(cut.is_none(), "{command} in {:?}: {cut:?}", words.language());
        let PictureOf::Years { axes, .. } = of else { continue };
        for fact in axes.iter().flatten().filter_map(|id| knowledge().fact(id)) {
            let day = words.brief_day(fact.as_of);
            let beside = texts.iter().any(|(.., text)| text.ends_with(&day));
            assert!(beside, "{command} in {:?}: no {day} beside a bar", words.language());
        }
    }
}

#[test]
fn currencies_never_share_an_axis() {
    let currency =
        |id: &String| knowledge().fact(id).and_then(|fact| fact.money()).map(|money| money.currency.clone());
    for command in commands() {
        let axes = match shown(&command) {
            Some((_, PictureOf::Years { axes, .. }, _)) => axes,
            Some((_, PictureOf::Sums { facts, .. }, _)) => vec![facts],
            _ => continue,
        };
        for axis in axes {
            assert!(axis.iter().all(|id| currency(id) == currency(&axis[0])), "{command}: {axis:?}");
        }
    }
}

#[test]
fn where_nothing_is_typed_there_is_no_picture() {
    for command in [
        "/aid albania",
        "/aid japan",
        "/compare netherlands norway",
        "/topic cyber",
        "/about",
        "/aid nowhere",
    ] {
        assert!(shown(command).is_none(), "{command}");
    }
    let Some((_, PictureOf::Years { axes, .. }, _)) = shown("/aid lithuania") else { panic!("a chart") };
    let years: Vec<&str> = axes[0].iter().map(String::as_str).collect();
    assert!(!years.iter().any(|id| id.contains("2025")), "2025 has no sum in euros, and no bar: {years:?}");
}

#[test]
fn the_terminal_writes_the_picture_of_an_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("map.png");
    let given = file.to_str().expect("a name in UTF-8");
    let output =
        accord().args(["ask", "--picture", given, "/signatories"]).output().expect("the binary runs");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(size(&std::fs::read(&file).expect("the file is there")).0, 975);
    let output = accord().args(["ask", "--picture", given, "/about"]).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(4), "{output:?}");
    let nowhere = folder.path().join("no").join("map.png");
    let nowhere = nowhere.to_str().expect("a name in UTF-8");
    let output =
        accord().args(["ask", "--picture", nowhere, "/signatories"]).output().expect("the binary runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && told.contains("map.png"), "{told}");
}

#[test]
fn the_console_writes_it_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let typed =
        "/picture\n/signatories\n/picture\n/picture no/such/folder.png\n/about\n/picture\n/aid netherlands\n";
    let output = accord().current_dir(folder.path()).write_stdin(typed).output().expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("The picture is in signatories.png"), "{text}");
    assert!(
        text.contains("could not be written: no/such/folder.png") && text.contains("€2 billion"),
        "{text}"
    );
    assert_eq!(text.matches("There is no picture of that").count(), 2, "{text}");
    assert_eq!(size(&std::fs::read(folder.path().join("signatories.png")).expect("it is there")).0, 975);
}
