//! The shipped encoder gives what the model gave before it was made small, takes any text, and shares the cores.

use std::error::Error;
use std::fs;
use std::path::Path;

use accord::retrieval::embedder::{Embedder, Wait};
use accord::retrieval::encoder::Encoder;
use accord::retrieval::vector::{DIMENSIONS, Vector};
use accord::retrieval::vectors::{Probe, Vectors};

const SHIPPED: &str = "models/encoder";

/// The questions of `tests/encoder/`, and the unquantised model's vectors of them as `models/reference.py` wrote them.
fn reference() -> Result<Vec<(String, Vector)>, Box<dyn Error>> {
    let folder = Path::new("tests/encoder");
    let numbers: Vec<f32> = fs::read(folder.join("vectors.i16"))?
        .as_chunks()
        .0
        .iter()
        .map(|pair| f32::from(i16::from_le_bytes(*pair)) / 32_767.0)
        .collect();
    let texts = fs::read_to_string(folder.join("texts.jsonl"))?;
    let texts = texts.lines().map(|line| {
        let row: serde_json::Value = serde_json::from_str(line)?;
        Ok(row["text"].as_str().ok_or("a line has no text")?.to_owned())
    });
    let texts = texts.collect::<Result<Vec<String>, Box<dyn Error>>>()?;
    assert_eq!(texts.len() * DIMENSIONS, numbers.len());
    Ok(texts.into_iter().zip(numbers.as_chunks().0.iter().map(Vector::of)).collect())
}

#[test]
fn vectors_are_those_of_the_unquantised_model() -> Result<(), Box<dyn Error>> {
    let encoder = Encoder::load(SHIPPED.as_ref())?;
    let reference = reference()?;
    let far: Vec<(f32, &str)> = reference
        .iter()
        .map(|(text, vector)| (encoder.question(text).closeness(vector), text.as_str()))
        .filter(|(closeness, _)| *closeness < 0.98)
        .collect();
    assert!(reference.len() >= 200);
    assert!(far.len() * 50 <= reference.len(), "more than 2 % are further than 0.98: {far:?}");
    Ok(())
}

#[test]
fn any_text_has_a_vector() -> Result<(), Box<dyn Error>> {
    let encoder = Encoder::with_threads(SHIPPED.as_ref(), 1)?;
    let long = ["x".repeat(6_000), "слово ".repeat(1_000), "👍".repeat(6_000), "a\u{301}".repeat(3_000)];
    let odd = [
        "",
        " \t\n",
        "\u{0}\u{1}\u{7f}",
        "🇺🇦🤷🏽",
        "z̸̢̛͙͓a̷l̴g̵o̶",
        "\u{202e}txet",
        "日本語",
        "</s><s><pad><unk>",
        "<s>",
        "\u{2581}",
    ];
    for text in odd.into_iter().chain(long.iter().map(String::as_str)) {
        let own = encoder.question(text);
        assert!((own.closeness(&own) - 1.0).abs() < 1e-4, "{text:?}");
    }
    assert!(encoder.passages(&[]).is_empty());
    Ok(())
}

#[test]
fn texts_read_together_or_by_several_threads_are_as_read_alone() -> Result<(), Box<dyn Error>> {
    let encoder = Encoder::with_threads(SHIPPED.as_ref(), 2)?;
    let texts =
        ["", "the same", "the same", "six months' notice", "Wie lange gilt das Abkommen mit Deutschland?"];
    let alone: Vec<Vector> = texts.iter().flat_map(|text| encoder.passages(&[text])).collect();
    for (together, alone) in encoder.passages(&texts).iter().zip(&alone) {
        assert!(together.closeness(alone) > 0.9999);
    }
    let asked: Vec<Vector> = texts.iter().map(|text| encoder.question(text)).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (text, vector) in texts.iter().zip(&asked) {
                    assert!(encoder.question(text).closeness(vector) > 0.9999);
                }
            });
        }
    });
    Ok(())
}

#[test]
fn what_is_missing_or_damaged_is_told_by_its_file() -> Result<(), Box<dyn Error>> {
    let told = |folder: &Path| Encoder::load(folder).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(told("no/such".as_ref()).contains("tokenizer.json"));
    let folder = tempfile::tempdir()?;
    let (tokenizer, model) = (folder.path().join("tokenizer.json"), folder.path().join("model.onnx"));
    fs::write(&tokenizer, "{}")?;
    assert!(told(folder.path()).contains("tokenizer.json"));
    fs::copy(Path::new(SHIPPED).join("tokenizer.json"), &tokenizer)?;
    assert!(told(folder.path()).contains("model.onnx"));
    let whole = fs::read(Path::new(SHIPPED).join("model.onnx"))?;
    for part in [&whole[..0], b"not a model", &whole[..whole.len() / 2]] {
        fs::write(&model, part)?;
        assert!(told(folder.path()).contains("model.onnx"), "{} bytes", part.len());
    }
    Ok(())
}

#[test]
fn a_new_text_is_found_by_meaning_once_it_is_learned_and_is_kept() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let own = folder.path().join("vectors.bin");
    let texts =
        ["Accord's first tractor was delivered on a Sunday.".to_owned(), "two".to_owned(), "two".to_owned()];
    let meaning = Embedder::begin(SHIPPED.as_ref(), &own, Wait::Never);
    assert!(meaning.learn_now(&texts));
    let vectors = meaning.vectors(Vec::new).ok_or("it was learned")?;
    let row = vectors.at(&texts[0]).ok_or("it was learned")?;
    let question = meaning.question("when did the tractor come?").ok_or("it is loaded")?;
    assert!(vectors.closeness(row, &Probe::of(&question)) > 0.75);
    let kept = Vectors::load(&own, vectors.model())?;
    assert_eq!((kept.len(), kept.get("two")), (2, vectors.get("two")));
    assert!(meaning.learn_now(&texts[1..]), "what is known is not made again");
    assert_eq!(Vectors::load(&own, vectors.model())?.len(), 2);
    Ok(())
}

#[test]
fn without_a_model_there_is_no_meaning() {
    let meaning = Embedder::begin("no/such".as_ref(), "no/such/vectors.bin".as_ref(), Wait::UntilThere);
    assert!(!meaning.learn_now(&["text".to_owned()]));
    assert!(meaning.vectors(Vec::new).is_none() && meaning.question("text").is_none());
}
