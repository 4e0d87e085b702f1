//! Pictures of the shipped facts: what they show, how large they are, what is said of them, and that nothing lies on anything.

use std::path::Path;
use std::sync::LazyLock;

use accord::dialogue::answer::{Answer, Kind};
use accord::dialogue::command::parse;
use accord::dialogue::context::Context;
use accord::dialogue::picture::{PictureOf, picture_of};
use accord::dialogue::respond;
use accord::knowledge::{Knowledge, load};
use accord::picture::draw::png;
use accord::picture::{Picture, picture};
use accord::retrieval::corpus::Corpus;

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let knowledge = load(Path::new("knowledge")).unwrap_or_else(|_| panic!("the shipped facts load"));
    Corpus::new(knowledge, None)
});

fn knowledge() -> &'static Knowledge {
    &CORPUS.knowledge
}

fn answer(command: &str) -> Answer {
    let request = parse(command).expect("a command");
    respond(&request, &Context::default(), &CORPUS).0
}

fn shown(command: &str) -> Option<(Answer, PictureOf, Picture)> {
    let answer = answer(command);
    let of = picture_of(&answer, knowledge())?;
    let picture = picture(&of, knowledge()).expect("what an answer shows is on file");
    Some((answer, of, picture))
}

#[test]
fn draws_to_look_at() {
    let Ok(folder) = std::env::var("ACCORD_PICTURES") else { return };
    for command in all() {
        let Some((_, _, picture)) = shown(&command) else { println!("{command}: none"); continue };
        let began = std::time::Instant::now();
        let bytes = png(&picture.svg).expect("it can be drawn");
        println!("{command}: {} bytes {:?} alt {}", bytes.len(), began.elapsed(), picture.alt);
        let name = command.trim_start_matches('/').replace([' ', ':'], "-");
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), bytes).unwrap();
    }
}

fn all() -> Vec<String> {
    let aid = knowledge().parties.iter().map(|party| format!("/aid {}", party.id));
    let others = ["/timeline", "/timeline since:1990", "/timeline since:2024-05 until:2024-07", "/signatories", "/signatories since:2024-06", "/compare netherlands germany", "/compare netherlands france germany", "/compare netherlands norway", "/compare estonia latvia lithuania", "/compare belgium portugal spain"];
    aid.chain(others.map(str::to_owned)).collect()
}
