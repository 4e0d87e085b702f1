//! From a command over the form and its preview to the change.

use std::collections::BTreeMap;
use std::fmt::Write;

use serenity::all::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, CreateEmbed,
    CreateInteractionResponse, CreateInteractionResponseMessage, ModalInteraction,
};

use super::drafts::{Draft, Subject};
use super::exchange::has_party;
use super::form::Form;
use super::{Desk, Done, MARK, Step, report, words};
use crate::dialogue::strays_of;
use crate::knowledge::editor::Change;
use crate::knowledge::entry::EntryTable;
use crate::knowledge::history::{Part, What};
use crate::knowledge::{Knowledge, day};
use crate::retrieval::corpus::Corpus;

impl Desk {
    pub(super) fn add(&self, party: &str, topic: &str, step: &Step) -> Done {
        self.begin(&self.blank(party, topic, step), None, step)
    }

    /// The form of a new fact, as far as it is known.
    fn blank(&self, party: &str, topic: &str, step: &Step) -> Form {
        let corpus = self.library.current();
        let knowledge = &corpus.knowledge;
        let (named, on) = (corpus.read(party), corpus.read(topic));
        let party =
            knowledge.party(party).or(corpus.parties(&named).first().copied()).map(|party| party.id.as_str());
        let topic =
            knowledge.topic(topic).or(corpus.topics(&on).first().copied()).map(|topic| topic.id.as_str());
        let today = jiff::tz::Offset::UTC.to_datetime(step.at).date();
        let mut details = String::new();
        if let Some(party) = party {
            let _ = writeln!(details, "party = {party}");
        }
        let _ = write!(details, "topic = {}\nas_of = {today}", topic.unwrap_or("…"));
        Form { details, ..Form::default() }
    }

    fn begin(&self, form: &Form, gap: Option<String>, step: &Step) -> Done {
        let draft = Draft { by: step.by, subject: Subject::New, form: form.clone(), change: None, gap };
        let number = self.drafts().keep(draft, step.now);
        report::modal(number, words::ADD_TITLE, form).into()
    }

    pub(super) fn edit(&self, fact: &str, step: &Step) -> Done {
        match self.on_file(fact) {
            Ok((subject, form)) => {
                let draft = Draft { by: step.by, subject, form: form.clone(), change: None, gap: None };
                let number = self.drafts().keep(draft, step.now);
                report::modal(number, words::EDIT_TITLE, &form).into()
            }
            Err(message) => (*message).into(),
        }
    }

    /// A fact as it stands on disk, and its form.
    pub(super) fn on_file(
        &self,
        fact: &str,
    ) -> Result<(Subject, Form), Box<CreateInteractionResponseMessage>> {
        let id = fact.trim();
        match self.library.editor().find(EntryTable::Fact, id) {
            Ok(Some((file, before))) => {
                let form = Form::of(&before);
                Ok((Subject::Fact { id: id.to_owned(), file, before }, form))
            }
            Ok(None) => {
                let corpus = self.library.current();
                let unknown = crate::dialogue::answer::Unknown::NoFact { typed: id.to_owned() };
                let near = corpus.knowledge.facts.iter().filter(|fact| fact.id.contains(id)).take(3);
                let near: Vec<String> = near.map(|fact| format!("`{}`", fact.id)).collect();
                let text = crate::discord::escape::escape(&crate::words::unknown(&unknown));
                Err(Box::new(report::message(&format!("{text} {}", near.join(" ")))))
            }
            Err(error) => Err(Box::new(report::message(&words::edit_error(&error)))),
        }
    }

    pub(super) fn remove(&self, fact: &str, reason: &str, step: &Step) -> Done {
        let (subject, form) = match self.on_file(fact) {
            Ok(found) => found,
            Err(message) => return (*message).into(),
        };
        let Subject::Fact { id, file, before } = &subject else {
            return report::message(words::EXPIRED).into();
        };
        let part =
            Part { table: Some(EntryTable::Fact), id: id.clone(), before: Some(before.clone()), after: None };
        let change = change_by(What::Remove, file.clone(), vec![part], reason, step);
        let corpus = self.library.current();
        let embeds = vec![report::as_seen(id, &corpus.knowledge)];
        self.propose(change, subject, form, "This fact would be withdrawn:", embeds, step)
    }

    pub(super) fn undo(&self, number: i64, step: &Step) -> Done {
        let number = u64::try_from(number).unwrap_or_default();
        match self.library.editor().reverse(number, step.author.clone(), format!("undo of change {number}")) {
            Ok(change) => {
                let embeds = change.parts.iter().take(3).map(report::difference).collect();
                let text = format!("Change {number} would be reverted:");
                self.propose(change, Subject::New, Form::default(), &text, embeds, step)
            }
            Err(error) => report::message(&words::edit_error(&error)).into(),
        }
    }

    /// Shows what a change would do, with Confirm and Cancel, or why it cannot be.
    pub(super) fn propose(
        &self,
        change: Change,
        subject: Subject,
        form: Form,
        text: &str,
        embeds: Vec<CreateEmbed>,
        step: &Step,
    ) -> Done {
        if let Err(error) = self.library.editor().try_out(&change) {
            return report::message(&words::edit_error(&error)).into();
        }
        let draft = Draft { by: step.by, subject, form, change: Some(change), gap: None };
        let number = self.drafts().keep(draft, step.now);
        report::message(text).embeds(embeds).components(report::choices(number, true, false)).into()
    }

    pub(super) fn modal(&self, modal: &ModalInteraction, step: &Step) -> Done {
        let id = modal.data.custom_id.strip_prefix(MARK).unwrap_or_default();
        let mut typed = BTreeMap::new();
        for field in modal.data.components.iter().flat_map(|row| &row.components) {
            if let ActionRowComponent::InputText(input) = field {
                typed.insert(input.custom_id.as_str(), input.value.clone().unwrap_or_default());
            }
        }
        let mut take = |name: &str| typed.remove(name).unwrap_or_default();
        if let Some(number) = id.strip_prefix('t').and_then(|number| number.parse().ok()) {
            let (fact, why) = (take("fact"), take("why"));
            return self.teach(number, &fact, why, step);
        }
        let Some(number) = id.strip_prefix('f').and_then(|number| number.parse::<u64>().ok()) else {
            return report::message(crate::discord::words::FOREIGN).into();
        };
        let form = Form {
            statement: take("statement"),
            asks: take("asks"),
            details: take("details"),
            sources: take("sources"),
            why: take("why"),
        };
        let known = self.drafts().get(number, step.by, step.now).map(|draft| {
            draft.form = form.clone();
            draft.subject.clone()
        });
        let Some(subject) = known else {
            // The draft is gone, but not what was typed into the form.
            let told = format!(
                "{}\n{}\n{}\n{}\n{}",
                form.statement, form.asks, form.details, form.sources, form.why
            );
            return report::message(words::EXPIRED).embed(report::block("As typed", &told)).into();
        };
        self.preview(number, &subject, &form, step).into()
    }

    /// What a form makes of a fact, or what is wrong with it; the form itself is kept either way.
    fn preview(
        &self,
        number: u64,
        subject: &Subject,
        form: &Form,
        step: &Step,
    ) -> CreateInteractionResponseMessage {
        let typed = format!("{}\n\n{}\n\n{}\n\n{}", form.statement, form.asks, form.details, form.sources);
        let refused = |why: &str| {
            report::message(why)
                .embed(report::block("As typed", &typed))
                .components(report::choices(number, false, true))
        };
        let change = match self.as_change(subject, form, step) {
            Ok(change) => change,
            Err(why) => return refused(&why),
        };
        let Some(part) = change.parts.last().cloned() else { return refused(words::NOTHING_CHANGES) };
        let knowledge = match self.library.editor().try_out(&change) {
            Ok(knowledge) => knowledge,
            Err(error) => return refused(&words::edit_error(&error)),
        };
        let mut embeds = vec![report::as_seen(&part.id, &knowledge)];
        if part.before.is_some() {
            embeds.push(report::difference(&part));
        }
        let warning = warning(&part.id, knowledge);
        if let Some(draft) = self.drafts().get(number, step.by, step.now) {
            draft.change = Some(change);
        }
        report::message(&format!("As people will see it:{warning}"))
            .embeds(embeds)
            .components(report::choices(number, true, true))
    }

    /// The change that a form asks for, or what is wrong with it in words.
    fn as_change(&self, subject: &Subject, form: &Form, step: &Step) -> Result<Change, String> {
        let corpus = self.library.current();
        let id = match subject {
            Subject::Fact { id, .. } => Some(id.as_str()),
            Subject::New => None,
        };
        let (fields, mut parts) =
            form.fields(id, &corpus.knowledge).map_err(|errors| words::form_errors(&errors))?;
        let (what, file, before) = match subject {
            Subject::Fact { file, before, .. } => (What::Edit, file.clone(), Some(before.clone())),
            Subject::New => (What::Add, self.file_for(&fields), None),
        };
        if before.as_ref().is_some_and(|before| crate::knowledge::entry::same(before, &fields)) {
            return Err(words::NOTHING_CHANGES.to_owned());
        }
        let named =
            fields.parse::<toml::Table>().ok().and_then(|table| Some(table.get("id")?.as_str()?.to_owned()));
        let id = named.unwrap_or_default();
        parts.push(Part { table: Some(EntryTable::Fact), id, before, after: Some(fields) });
        Ok(change_by(what, file, parts, &form.why, step))
    }

    /// The file a new fact goes into: its party's, or the one that holds most of the facts of no party.
    fn file_for(&self, fields: &str) -> String {
        let party = fields
            .parse::<toml::Table>()
            .ok()
            .and_then(|table| Some(table.get("party")?.as_str()?.to_owned()));
        let files = crate::knowledge::read_files(self.library.path()).unwrap_or_default();
        let best = match &party {
            Some(party) => files.0.iter().find(|file| has_party(&file.text, party)),
            None => files
                .0
                .iter()
                .filter(|file| !file.text.contains("[[party]]"))
                .max_by_key(|file| file.text.matches("[[fact]]").count()),
        };
        best.or(files.0.first()).map(|file| self.library.editor().relative(&file.path)).unwrap_or_default()
    }

    fn teach(&self, number: u64, fact: &str, why: String, step: &Step) -> Done {
        let gap = self.drafts().get(number, step.by, step.now).and_then(|draft| draft.gap.clone());
        let Some(gap) = gap else { return report::message(words::EXPIRED).into() };
        match self.on_file(fact) {
            Ok((subject, form)) => {
                let form = Form { asks: format!("{}\n{gap}", form.asks), why, ..form };
                if let Some(draft) = self.drafts().get(number, step.by, step.now) {
                    draft.subject = subject.clone();
                    draft.form = form.clone();
                }
                self.preview(number, &subject, &form, step).into()
            }
            Err(message) => (*message).into(),
        }
    }

    pub(super) fn component(&self, component: &ComponentInteraction, step: &Step) -> Done {
        let rest = component.data.custom_id.strip_prefix(MARK).unwrap_or_default();
        let mut letters = rest.chars();
        let (verb, of) = (letters.next().unwrap_or_default(), letters.as_str());
        let chosen = match &component.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => values.first().cloned(),
            _ => None,
        };
        let update = |message| Done::from(CreateInteractionResponse::UpdateMessage(message));
        match (verb, of.parse::<u64>(), chosen) {
            ('c', Ok(number), _) => self.confirm(number, step),
            ('x', Ok(number), _) => {
                if self.drafts().get(number, step.by, step.now).is_none() {
                    return report::message(words::EXPIRED).into();
                }
                self.drafts().forget(number);
                update(report::message(words::CANCELLED).embeds(Vec::new()).components(Vec::new()))
            }
            ('e', Ok(number), _) => match self.drafts().get(number, step.by, step.now) {
                Some(draft) => {
                    let title = if matches!(draft.subject, Subject::New) {
                        words::ADD_TITLE
                    } else {
                        words::EDIT_TITLE
                    };
                    report::modal(number, title, &draft.form).into()
                }
                None => report::message(words::EXPIRED).into(),
            },
            ('h', _, _) => {
                let mut parts = of.splitn(3, ':');
                let page = parts.next().and_then(|page| page.parse().ok()).unwrap_or(0);
                let (fact, by) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                update(self.history(page, fact, by))
            }
            ('n', _, Some(question)) => {
                let form = Form { asks: question.clone(), ..self.blank("", "", step) };
                self.begin(&form, Some(question), step)
            }
            ('l', _, Some(question)) => {
                let (subject, form) = (Subject::New, Form::default());
                let draft = Draft { by: step.by, subject, form, change: None, gap: Some(question) };
                let number = self.drafts().keep(draft, step.now);
                report::teach_modal(number).into()
            }
            _ => report::message(crate::discord::words::FOREIGN).into(),
        }
    }
}

pub(super) fn change_by(what: What, file: String, parts: Vec<Part>, why: &str, step: &Step) -> Change {
    Change { what, file, parts, undoes: None, by: step.author.clone(), why: why.trim().to_owned() }
}

/// Which of a fact's ways of asking lead elsewhere.
fn warning(id: &str, knowledge: Knowledge) -> String {
    let corpus = Corpus::new(knowledge);
    let strays: Vec<String> =
        strays_of(id, &corpus).iter().map(|stray| format!("\n⚠ “{}” leads elsewhere", stray.ask)).collect();
    let superseded =
        corpus.knowledge.fact(id).and_then(|fact| Some((day(fact.as_of), fact.superseded_by.as_ref()?)));
    let superseded =
        superseded.map(|(day, by)| format!("\nSuperseded by `{by}`; it speaks for {day} alone."));
    strays.concat() + &superseded.unwrap_or_default()
}
