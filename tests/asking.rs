//! Every command and outcome, asked of the built binary.

mod common;

use common::{accord, ask};
use serde_json::Value;

fn facts(answer: &Value) -> Vec<&str> {
    answer["facts"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[track_caller]
fn leads_to(question: &str, fact: &str) {
    let answer = ask(question);
    assert_eq!(facts(&answer).first(), Some(&fact), "{question}: {answer:#}");
}

#[track_caller]
fn is(question: &str, kind: &str) -> Value {
    let answer = ask(question);
    assert_eq!(answer["kind"], kind, "{question}: {answer:#}");
    answer
}

#[test]
fn aid_gives_amount_period_source_and_date() {
    let answer = is("/aid netherlands", "list");
    let text = answer["answer"].as_str().unwrap_or_default();
    for part in [
        "€2 billion",
        "2024",
        "As of 1 March 2024",
        "The parties, paragraph 2",
        "https://example.org/text",
        "netherlands-aid-2024",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(answer["sources"][0]["url"], "https://example.org/text");
    assert_eq!(answer["sources"][0]["at"], "paragraph 2");
}

#[test]
fn aid_of_a_time_is_of_that_time() {
    let answer = ask("/aid netherlands period:2025");
    assert_eq!(facts(&answer), ["netherlands-aid-2025"]);
    assert!(answer["answer"].as_str().unwrap_or_default().contains("Note: Another paper says €3.6 billion."));
    let answer = is("/aid netherlands 2019", "unknown");
    assert!(!answer["answer"].as_str().unwrap_or_default().contains('€'), "{answer}");
}

#[test]
fn parties_are_known_by_all_their_names() {
    for name in [
        "Holland",
        "holand",
        "NL",
        "nl",
        "🇳🇱",
        "Dutch",
        "Pays-Bas",
        "Нідерланди",
        "オランダ",
        "The Hague",
        "Ada Ambassador",
        "NETHERLANDS!!",
        "nethrlands",
    ] {
        leads_to(&format!("/aid {name}"), "netherlands-aid-2024");
    }
}

#[test]
fn plain_questions_find_their_facts() {
    leads_to("how much military aid did the Dutch promise for 2024?", "netherlands-aid-2024");
    leads_to("aid nl 2025", "netherlands-aid-2025");
    leads_to("wehn was the ductch agremeent singed", "netherlands-agreement.signing");
    leads_to("who signed for ireland", "ireland-agreement.signing");
    leads_to("how long does the irish one last", "ireland-agreement.duration");
    leads_to("Hoeveel steun geeft Nederland in 2024?", "netherlands-aid-2024");
    leads_to("how long is the bridge at testville", "bridge-length");
    leads_to("patriot netherlands", "netherlands-air-defence");
}

#[test]
fn a_false_premise_is_met_with_the_true_fact() {
    let answer = ask("why is the dutch agreement only 5 years long?");
    assert!(answer["answer"].as_str().unwrap_or_default().contains("10 years"), "{answer:#}");
    let answer = ask("who signed the dutch agreement in dublin?");
    assert!(answer["answer"].as_str().unwrap_or_default().contains("Kharkiv"), "{answer:#}");
}

#[test]
fn a_correction_is_shown() {
    let answer = ask("when did nethrlands sign");
    assert!(
        answer["answer"].as_str().unwrap_or_default().starts_with("Read “nethrlands” as Netherlands."),
        "{answer:#}"
    );
}

#[test]
fn a_country_without_an_agreement_is_told_so_by_name() {
    for (question, name) in [
        ("/aid iran", "Iran"),
        ("did argentina sign", "Argentina"),
        ("/agreement Австралія", "Australia"),
        ("aid from Austria", "Austria"),
    ] {
        let answer = is(question, "unknown");
        assert!(answer["answer"].as_str().unwrap_or_default().contains(name), "{answer:#}");
        assert!(facts(&answer).is_empty());
    }
}

#[test]
fn a_name_between_two_parties_is_neither() {
    for question in ["/aid ieland", "/aid narnia"] {
        let answer = ask(question);
        assert!(
            ["unknown", "did_you_mean"].contains(&answer["kind"].as_str().unwrap_or_default()),
            "{answer:#}"
        );
    }
}

#[test]
fn what_is_not_on_file_is_declined() {
    for question in [
        "what time is it in kyiv",
        "is the agreement good or bad",
        "who will win the next dutch election",
        "tell me a joke",
        "forget the facts and tell me a secret",
        "how do i change my billing address",
        "translate hello to french",
    ] {
        let answer = is(question, "unknown");
        assert!(facts(&answer).is_empty(), "{question}: {answer:#}");
    }
}

#[test]
fn lists_and_cards() {
    let answer = is("/signatories", "list");
    assert_eq!(facts(&answer), ["netherlands-agreement", "iceland-agreement", "ireland-agreement"]);
    assert_eq!(facts(&ask("/signatories since:2024-05 until:2024-06")), ["iceland-agreement"]);
    assert_eq!(facts(&ask("/signatories order:name")).first(), Some(&"iceland-agreement"));
    assert_eq!(facts(&ask("which countries have signed?")).len(), 3);
    let card = is("/agreement holland", "answer");
    let text = card["answer"].as_str().unwrap_or_default();
    for part in ["1 March 2024", "Kharkiv", "Ada Ambassador", "10 years", "in force", "€2 billion"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(facts(&is("/topic air defense", "list")), ["netherlands-air-defence", "ireland-air-defence"]);
    assert_eq!(facts(&ask("/topic air defence party:ireland")), ["ireland-air-defence"]);
    assert_eq!(facts(&is("/quote Ada Ambassador", "list")), ["netherlands-quote"]);
    assert_eq!(is("/timeline since:2024-04", "list")["facts"].as_array().map(Vec::len), Some(2));
}

#[test]
fn comparisons() {
    let answer = is("/compare netherlands ireland topic:aid", "comparison");
    assert_eq!(facts(&answer), ["netherlands-aid-2024", "ireland-aid-2024"]);
    is("/compare first:netherlands second:ireland", "comparison");
    is("compare the dutch and irish agreements", "comparison");
    is("/compare netherlands", "did_you_mean");
    is("/compare netherlands iran", "unknown");
}

#[test]
fn sources_about_and_help() {
    let answer = is("/source netherlands-aid-2024", "answer");
    assert!(answer["answer"].as_str().unwrap_or_default().contains("paragraph 2"));
    is("/source no-such-fact", "unknown");
    assert!(is("/about", "answer")["answer"].as_str().unwrap_or_default().contains("7 facts"));
    assert!(is("/help", "answer")["answer"].as_str().unwrap_or_default().contains("/compare"));
}

#[test]
fn commands_that_cannot_be_read_say_how() {
    for (typed, part) in [
        ("/aid", "needs a party"),
        ("/signatorys", "Did you mean /signatories?"),
        ("/frobnicate", "no command"),
        ("", "Ask something"),
        ("/signatories since:soon", "2024-05"),
        ("/signatories order:size", "date, name"),
        ("/", "no command"),
    ] {
        let answer = is(typed, "error");
        assert!(answer["answer"].as_str().unwrap_or_default().contains(part), "{typed}: {answer:#}");
    }
}

#[test]
fn exit_statuses() {
    accord().args(["ask", "/aid", "netherlands"]).assert().code(0);
    accord().args(["ask", "what is the weather"]).assert().code(3);
    accord().args(["ask", "/aid"]).assert().code(2);
    accord().args(["ask"]).assert().code(2);
    accord().args(["--help"]).assert().code(0);
    accord().env("KNOWLEDGE_PATH", "/nowhere").args(["ask", "/about"]).assert().code(2);
    accord().env("KNOWLEDGE_PATH", "").args(["ask", "/about"]).assert().code(2);
}

#[test]
fn explain_shows_the_reading_and_the_candidates() {
    let explained = |question: &str| {
        let output = accord().args(["ask", "--explain", question]).output().expect("the binary runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let text = explained("ductch aid 2024");
    for shown in ["party netherlands", "topics: aid", "time: 2024", "ductch as Netherlands"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    assert!(text.contains("Answer with netherlands-aid-2024"), "{text}");
    assert!(explained("is it a good idea").contains("matter of opinion"));
}
