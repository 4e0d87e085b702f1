//! The road of a question: read, resumed, proposed for, judged, composed.

use std::collections::BTreeMap;

use super::answer::{Answer, Content, Refusal};
use super::command::{Command, Request, parse};
use super::compose::compose;
use super::context::Context;
use super::judge::Judge;
use super::proposal::{Proposal, Told};
use super::propose::propose;
use super::question::Question;
use super::request::respond;
use super::resume::resume;
use crate::knowledge::PartyAt;
use crate::language::meaning::Meaning;
use crate::language::reading::{Reading, Token};
use crate::retrieval::corpus::Corpus;

/// Everything that was considered for one text, judged.
pub struct Judged {
    /// What it was read as.
    pub reading: Reading,
    /// The questions that it may be.
    pub questions: Vec<Question>,
    /// What was proposed for them, the likeliest first, each with its chance.
    pub proposals: Vec<(f32, Proposal)>,
    /// Whether they were compared by meaning too.
    pub by_meaning: bool,
}

/// Answers what was typed, a slash command or a plain question, as the first of a conversation.
#[must_use]
pub fn answer(text: &str, corpus: &Corpus) -> Answer {
    converse(text, &Context::default(), corpus).0
}

/// Answers what was typed within a conversation, and tells what the conversation has come to.
#[must_use]
pub fn converse(text: &str, context: &Context, corpus: &Corpus) -> (Answer, Context) {
    match parse(text) {
        Ok(request) if request.command == Command::Ask => {
            ask(request.option("question").unwrap_or_default(), context, corpus)
        }
        Ok(request) => respond(&request, context, corpus),
        Err(refusal) => (Answer::new(Content::Refused(refusal), 1.0), context.clone()),
    }
}

/// Answers a plain question within a conversation.
pub(super) fn ask(text: &str, context: &Context, corpus: &Corpus) -> (Answer, Context) {
    let reading = corpus.read(text);
    if reading.tokens().is_empty() {
        return (Answer::new(Content::Refused(Refusal::Empty), 1.0), context.clone());
    }
    // Plain words that stand for a command are that command: "help", "which countries have signed".
    if let Some(command) = corpus.index.command_of(&reading).and_then(Command::named) {
        return respond(&Request { command, options: BTreeMap::new() }, context, corpus);
    }
    // A name by itself, where nothing was talked of that it could go on from, asks for what there is of it.
    if let (Some(party), None) = (only_name(&reading), &context.fact) {
        let options = BTreeMap::from([("party", corpus.knowledge.parties[party].id.clone())]);
        return respond(&Request { command: Command::Agreement, options }, context, corpus);
    }
    let judged = consider(text, context, corpus);
    compose(&judged, context, corpus)
}

/// The party whose name is all that a question says.
fn only_name(reading: &Reading) -> Option<PartyAt> {
    let [party] = reading.parties() else { return None };
    let names = |token: &Token| token.means(Meaning::Party(*party));
    let is_bare = reading.corrections.is_empty() && reading.tokens().iter().all(names);
    is_bare.then_some(*party)
}

/// Reads a text, resumes the conversation, proposes and judges.
#[must_use]
pub fn consider(text: &str, context: &Context, corpus: &Corpus) -> Judged {
    let reading = corpus.read(text);
    let questions = resume(&reading, text, context, corpus);
    let told =
        Told { fact: context.fact.as_deref(), topic: context.topic.as_deref(), parties: &context.parties };
    let in_conversation = *context != Context::default();
    let proposals = questions
        .iter()
        .enumerate()
        .flat_map(|(at, question)| propose(at, question, told, in_conversation, corpus));
    let proposals: Vec<Proposal> = proposals.collect();
    let by_meaning = proposals.iter().any(|proposal| proposal.evidence.close > 0.0);
    let judge = Judge::fitted(by_meaning).ok();
    let chance = |proposal: &Proposal| judge.map_or(0.0, |judge| judge.chance(&proposal.evidence));
    let mut proposals: Vec<(f32, Proposal)> =
        proposals.into_iter().map(|proposal| (chance(&proposal), proposal)).collect();
    proposals.sort_by(|a, b| b.0.total_cmp(&a.0));
    Judged { reading, questions, proposals, by_meaning }
}
