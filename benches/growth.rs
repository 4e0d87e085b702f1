//! What a question costs as the fact file grows: 1,000, 10,000 and 100,000 made-up facts, side by side with a plain strsim
//! scan over all facts and with tantivy. Time per question and per keystroke, time to index, memory.
//!
//! `cargo bench --bench growth [-- SIZE ...]`

mod made_up;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use accord::dialogue;
use accord::dialogue::command::Takes;
use accord::dialogue::complete::complete;
use accord::knowledge::{Knowledge, load_files};
use accord::language::normalize::normalize;
use accord::retrieval::corpus::{Corpus, Found};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query, QueryParser};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexReader, TantivyDocument, Term, doc};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Questions asked of each size; the scan, which is slow, answers fewer.
const QUESTIONS: usize = 200;
const SCANNED: usize = 20;
/// What is typed into an option, keystroke by keystroke.
const TYPED: &str = "netherl";

fn main() {
    let given: Vec<usize> =
        std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).filter(|size| *size > 0).collect();
    let sizes = if given.is_empty() { SIZES.to_vec() } else { given };
    println!(
        "{:>8} {:>9} {:>9} {:>9}  {:>9} {:>9} {:>11}  {:>9} {:>11} {:>9} {:>13}",
        "facts",
        "load",
        "index",
        "memory",
        "question",
        "p99",
        "found first",
        "keystroke",
        "strsim scan",
        "tantivy",
        "tantivy fuzzy"
    );
    for size in sizes {
        if let Err(problem) = measure(size) {
            eprintln!("{size} facts: {problem}");
        }
    }
}

fn measure(size: usize) -> Result<(), String> {
    let before = resident();
    let began = Instant::now();
    let knowledge = load_files(made_up::facts(size)).map_err(|error| format!("{error:?}"))?;
    let loaded = began.elapsed();
    let began = Instant::now();
    let corpus = Corpus::new(knowledge, None);
    let indexed = began.elapsed();
    let memory = resident().saturating_sub(before);
    let questions = made_up::questions(&corpus.knowledge, QUESTIONS);

    let mut first = 0;
    let mut times = Vec::new();
    for (question, id) in &questions {
        times.push(time(|| dialogue::answer(question, &corpus)));
        let ranked = corpus.rank(&corpus.read(question), &BTreeSet::new());
        let fact = ranked.iter().find_map(|hit| match corpus.found(hit) {
            Found::Fact(fact) => Some(fact),
            Found::Shortcut(_) => None,
        });
        first += usize::from(fact.is_some_and(|fact| fact.id == *id));
    }
    times.sort_unstable();
    let mut keys: Vec<Duration> =
        (1..=TYPED.len()).map(|to| time(|| complete(Takes::Fact, &TYPED[..to], &corpus))).collect();
    keys.sort_unstable();
    let texts: Vec<String> =
        corpus.knowledge.facts.iter().map(|fact| normalize(&fact.asks.join(" "))).collect();
    let mut scans: Vec<Duration> =
        questions.iter().take(SCANNED).map(|(question, _)| time(|| scan(question, &texts))).collect();
    scans.sort_unstable();
    let engine = Engine::new(&corpus.knowledge).map_err(|error| error.to_string())?;
    let by = |ask: &dyn Fn(&str) -> Option<TantivyDocument>| {
        let mut times: Vec<Duration> = questions.iter().map(|(question, _)| time(|| ask(question))).collect();
        times.sort_unstable();
        at(&times, 50)
    };
    let (exact, fuzzy) =
        (by(&|question| engine.ask(question)), by(&|question| engine.ask_misspelt(question)));

    println!(
        "{size:>8} {loaded:>9.0?} {indexed:>9.0?} {memory:>6} MB  {:>9.0?} {:>9.0?} {:>9} %  {:>9.0?} {:>11.0?} {exact:>9.0?} {fuzzy:>13.0?}",
        at(&times, 50),
        at(&times, 99),
        100 * first / questions.len(),
        at(&keys, 50),
        at(&scans, 50),
    );
    Ok(())
}

/// The straightforward way: every fact's ways of asking compared with the question by Jaro-Winkler.
fn scan(question: &str, texts: &[String]) -> Option<usize> {
    let question = normalize(question);
    let scores = texts.iter().map(|text| strsim::jaro_winkler(&question, text)).enumerate();
    scores.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

/// Tantivy over the same texts, in memory, English stems, BM25.
struct Engine {
    reader: IndexReader,
    parser: QueryParser,
    asks: Field,
}

impl Engine {
    fn new(knowledge: &Knowledge) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("en_stem")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(indexing);
        let id = schema.add_text_field("id", STORED);
        let asks = schema.add_text_field("asks", text.clone());
        let statement = schema.add_text_field("statement", text);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
        for fact in &knowledge.facts {
            writer.add_document(doc!(id => fact.id.as_str(), asks => fact.asks.join(" "), statement => fact.statement.as_str()))?;
        }
        writer.commit()?;
        let reader = index.reader()?;
        Ok(Self { reader, parser: QueryParser::for_index(&index, vec![asks, statement]), asks })
    }

    fn ask(&self, question: &str) -> Option<TantivyDocument> {
        let (query, _) = self.parser.parse_query_lenient(&normalize(question));
        self.first(query.as_ref())
    }

    /// With one slip forgiven in each word, as Accord does.
    fn ask_misspelt(&self, question: &str) -> Option<TantivyDocument> {
        let fuzzy = |word: &str| -> (Occur, Box<dyn Query>) {
            (Occur::Should, Box::new(FuzzyTermQuery::new(Term::from_field_text(self.asks, word), 1, true)))
        };
        self.first(&BooleanQuery::new(normalize(question).split(' ').map(fuzzy).collect()))
    }

    fn first(&self, query: &dyn Query) -> Option<TantivyDocument> {
        let searcher = self.reader.searcher();
        let top = searcher.search(query, &TopDocs::with_limit(10).order_by_score()).ok()?;
        searcher.doc(top.first()?.1).ok()
    }
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    black_box(work());
    began.elapsed()
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted.get(sorted.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
}

/// Resident memory in megabytes, as Linux tells it; 0 elsewhere.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
