//! From a command over the form and its preview to the change.

use std::collections::BTreeMap;
use std::fmt::Write;

use serenity::all::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, CreateEmbed,
    CreateInteractionResponse, CreateInteractionResponseMessage, ModalInteraction,
};

use super::drafts::{Draft, Subject};
use super::exchange::has_party;
use super::form::{Form, FormError, version};
use super::plain::is_blank;
use super::translate::Typed;
use super::{Desk, Done, MARK, Step, report, words};
use crate::knowledge::editor::{Change, EditError};
use crate::knowledge::entry::EntryTable;
use crate::knowledge::history::{Part, Wanted, What};
use crate::words::Words;

/// Changes of a fact among which the version is looked for that a form was filled from.
const LOOKED_BACK: usize = 50;

impl Desk {
    pub(super) fn add(&self, party: &str, topic: &str, step: &Step) -> Done {
        self.begin(&self.blank(party, topic, step), None, step)
    }

    /// A draft of this person's; else what is told instead.
    pub(super) fn draft(&self, number: u64, step: &Step) -> Result<Draft, Box<Done>> {
        let told = |text: &str| Box::new(report::message(text).into());
        match self.drafts().get(number, step.by, step.at) {
            Ok(Some(draft)) => Ok(draft),
            Ok(None) => Err(told(words::EXPIRED)),
            Err(error) => Err(told(&words::not_read(&error))),
        }
    }

    /// The form of a new fact, as far as it is known.
    pub(super) fn blank(&self, party: &str, topic: &str, step: &Step) -> Form {
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

    pub(super) fn begin(&self, form: &Form, gap: Option<String>, step: &Step) -> Done {
        let number = self.drafts().keep(&Draft { gap, ..step.draft(Subject::New, form.clone()) });
        report::modal(number, &Subject::New, form).into()
    }

    pub(super) fn edit(&self, fact: &str, step: &Step) -> Done {
        match self.on_file(fact) {
            Ok((_, form)) if form.too_long().is_some() => {
                report::message(&words::too_long(form.too_long().unwrap_or_default())).into()
            }
            Ok((subject, form)) => {
                let number = self.drafts().keep(&step.draft(subject.clone(), form.clone()));
                report::modal(number, &subject, &form).into()
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
        let editor = self.library.editor();
        // The number is read first: a change in between is then news, though it is seen already.
        let found = editor.last_change().and_then(|seen| Ok((seen, editor.find(EntryTable::Fact, id)?)));
        match found {
            Ok((seen, Some((file, before)))) => {
                let form = Form::of(&before);
                Ok((Subject::Fact { id: id.to_owned(), file, before, seen }, form))
            }
            Ok((_, None)) => {
                let corpus = self.library.current();
                let unknown = crate::dialogue::answer::Unknown::NoFact { typed: id.to_owned() };
                let near = corpus.knowledge.facts.iter().filter(|fact| fact.id.contains(id)).take(3);
                let near: Vec<String> = near.map(|fact| format!("`{}`", fact.id)).collect();
                let text =
                    crate::discord::escape::escape(&Words::ENGLISH.unknown(&unknown, &corpus.knowledge));
                Err(Box::new(report::message(&format!("{text} {}", near.join(" ")))))
            }
            Err(error) => Err(Box::new(report::message(&words::edit_error(&error, editor)))),
        }
    }

    pub(super) fn remove(&self, fact: &str, reason: &str, step: &Step) -> Done {
        if is_blank(reason) {
            return report::message(&words::form_errors(&[FormError::Empty("reason")])).into();
        }
        let (subject, _) = match self.on_file(fact) {
            Ok(found) => found,
            Err(message) => return (*message).into(),
        };
        let Subject::Fact { id, file, before, seen } = subject else {
            return report::message(words::EXPIRED).into();
        };
        let corpus = self.library.current();
        let embeds = vec![report::as_seen(&id, &corpus.knowledge)];
        let part =
            Part { table: Some(EntryTable::Fact), id, before: Some(before), after: None, removed: None };
        let change = Change { seen, ..change_by(What::Remove, file, vec![part], reason, step) };
        self.propose(&change, "This fact would be withdrawn:", embeds, step)
    }

    pub(super) fn undo(&self, number: i64, step: &Step) -> Done {
        let number = u64::try_from(number).unwrap_or_default();
        let editor = self.library.editor();
        match editor.reverse(number, step.author.clone(), format!("undo of change {number}")) {
            Ok(change) => {
                let text = format!("Change {number} would be reverted:");
                self.propose(&change, &text, Vec::new(), step)
            }
            Err(error) => report::message(&words::edit_error(&error, editor)).into(),
        }
    }

    /// Shows what a change would do, line by line, with Confirm and Cancel, or why it cannot be.
    pub(super) fn propose(&self, change: &Change, text: &str, embeds: Vec<CreateEmbed>, step: &Step) -> Done {
        self.proposed(change, text, embeds, step).unwrap_or_else(|error| self.told(&error, change))
    }

    /// The same, where it can be.
    pub(super) fn proposed(
        &self,
        change: &Change,
        text: &str,
        embeds: Vec<CreateEmbed>,
        step: &Step,
    ) -> Result<Done, EditError> {
        let editor = self.library.editor();
        editor.try_out(change)?;
        let (before, after) = editor.texts(change)?;
        let (lines, files) = report::difference(&change.file, &before, &after);
        let draft = Draft { change: Some(change.clone()), ..step.draft(Subject::New, Form::default()) };
        let number = self.drafts().keep(&draft);
        let embeds = embeds.into_iter().chain([lines]).collect();
        let message = report::message(text).embeds(embeds).components(report::choices(number, true, false));
        Ok(Done { files, ..message.into() })
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
        if let Some((language, fact)) = id.strip_prefix('r').and_then(|of| of.split_once(':')) {
            let typed = Typed {
                statement: take("statement"),
                note: take("note"),
                asks: take("asks"),
                why: take("why"),
            };
            return self.translated(fact, language, &typed, step);
        }
        if let Some(number) = id.strip_prefix('t').and_then(|number| number.parse().ok()) {
            let (fact, why) = (take("fact"), take("why"));
            return self.teach(number, &fact, why, step);
        }
        let form = Form {
            statement: take("statement"),
            asks: take("asks"),
            details: take("details"),
            sources: take("sources"),
            why: take("why"),
        };
        let mut parts = id.splitn(3, ':');
        let number = parts.next().and_then(|number| number.strip_prefix('f')?.parse::<u64>().ok());
        let (fact, saw) = (parts.next(), parts.next());
        let Some(number) = number else {
            return report::message(&Words::ENGLISH.say("foreign")).into();
        };
        // Where the drafts cannot be read, what was typed is kept anew.
        let known = self.drafts().get(number, step.by, step.at);
        let (number, draft) = match known.unwrap_or_default() {
            Some(draft) => {
                let subject = self.as_seen(draft.subject, saw);
                (number, Draft { subject, form, change: None, ..draft })
            }
            None => match self.begun_anew(fact, saw, form, step) {
                Ok(begun) => begun,
                Err(done) => return *done,
            },
        };
        self.drafts().put(number, &draft);
        self.preview(number, &draft, step)
    }

    /// The draft of a form whose own is gone: nothing that was typed is lost with it.
    fn begun_anew(
        &self,
        fact: Option<&str>,
        saw: Option<&str>,
        form: Form,
        step: &Step,
    ) -> Result<(u64, Draft), Box<Done>> {
        let subject = match fact.map(|fact| self.on_file(fact)) {
            None => Subject::New,
            Some(Ok((subject, _))) => self.as_seen(subject, saw),
            Some(Err(message)) => {
                let (typed, files) = report::typed(&form);
                return Err(Box::new(Done { files, ..message.embed(typed).into() }));
            }
        };
        let draft = step.draft(subject, form);
        Ok((self.drafts().keep(&draft), draft))
    }

    /// A fact as the author of a form saw it, by the version in the form's id. Where nobody knows that version any more, the
    /// fact is taken for one with nothing but its id: all that was typed counts as an edit then, and both versions are shown first.
    fn as_seen(&self, subject: Subject, saw: Option<&str>) -> Subject {
        let (Subject::Fact { id, before, file, seen }, Some(saw)) = (&subject, saw) else { return subject };
        if version(before) == saw {
            return subject;
        }
        let wanted = Wanted { entry: Some(id), by: None };
        let records = self.library.editor().changes(wanted, 0, LOOKED_BACK).unwrap_or_default().0;
        let was_seen =
            |part: &Part| part.before.clone().filter(|before| part.id == *id && version(before) == saw);
        let found = records.iter().find_map(|record| {
            Some((record.parts.iter().find_map(was_seen)?, record.change.saturating_sub(1)))
        });
        let (before, seen) = found.unwrap_or_else(|| (format!("id = \"{id}\"\n"), *seen));
        Subject::Fact { id: id.clone(), file: file.clone(), before, seen }
    }

    /// The file a new fact goes into: its party's, or the one that holds most of the facts of no party.
    pub(super) fn file_for(&self, fields: &str) -> String {
        let party = fields
            .parse::<toml::Table>()
            .ok()
            .and_then(|table| Some(table.get("party")?.as_str()?.to_owned()));
        let files = self.library.store().files().unwrap_or_default();
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
        let draft = match self.draft(number, step) {
            Ok(draft) => draft,
            Err(done) => return *done,
        };
        let Some(gap) = draft.gap.clone() else { return report::message(words::EXPIRED).into() };
        match self.on_file(fact) {
            Ok((subject, form)) => {
                let form = Form { asks: format!("{}\n{gap}", form.asks), why, ..form };
                let draft = Draft { subject, form, ..draft };
                self.drafts().put(number, &draft);
                self.preview(number, &draft, step)
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
                match self.draft(number, step) {
                    Err(done) => return *done,
                    Ok(Draft { made: Some(line), .. }) => {
                        return report::message(&words::made(&line)).into();
                    }
                    Ok(_) => {}
                }
                self.drafts().forget(number);
                update(report::message(words::CANCELLED).embeds(Vec::new()).components(Vec::new()))
            }
            ('e', Ok(number), _) => match self.draft(number, step) {
                Ok(Draft { made: Some(line), .. }) => report::message(&words::made(&line)).into(),
                Ok(draft) => report::modal(number, &draft.subject, &draft.form).into(),
                Err(done) => *done,
            },
            ('h', _, _) => {
                let mut parts = of.splitn(3, ':');
                let page = parts.next().and_then(|page| page.parse().ok()).unwrap_or(0);
                let (fact, by) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                update(self.history(page, fact, by))
            }
            ('g', Ok(page), _) => update(self.gaps_page(usize::try_from(page).unwrap_or(usize::MAX))),
            ('n', _, Some(key)) => {
                let question = match self.gap(&key) {
                    Ok(question) => question,
                    Err(done) => return *done,
                };
                let form = Form { asks: question.clone(), ..self.blank("", "", step) };
                self.begin(&form, Some(question), step)
            }
            ('l', _, Some(key)) => {
                let question = match self.gap(&key) {
                    Ok(question) => question,
                    Err(done) => return *done,
                };
                let draft = Draft { gap: Some(question), ..step.draft(Subject::New, Form::default()) };
                report::teach_modal(self.drafts().keep(&draft)).into()
            }
            _ => report::message(&Words::ENGLISH.say("foreign")).into(),
        }
    }
}

impl Step {
    /// A draft of who does this, begun now.
    pub(super) fn draft(&self, subject: Subject, form: Form) -> Draft {
        Draft { by: self.by, at: self.at, subject, form, change: None, gap: None, made: None }
    }
}

pub(super) fn change_by(what: What, file: String, parts: Vec<Part>, why: &str, step: &Step) -> Change {
    let (by, why) = (step.author.clone(), why.trim().to_owned());
    Change { what, file, parts, undoes: None, seen: 0, by, why }
}
