//! What a form makes of a fact, shown before it is made; or all that is wrong with it.

use super::drafts::{Draft, Subject};
use super::flow::change_by;
use super::form::{FormError, Typed};
use super::{Desk, Done, Step, report, warn, words};
use crate::knowledge::editor::{Change, EditError};
use crate::knowledge::entry::{EntryTable, same};
use crate::knowledge::history::{Part, What};
use crate::retrieval::corpus::Corpus;

impl Desk {
    /// What a draft's form makes of a fact, or what is wrong with it; the form itself is kept either way.
    pub(super) fn preview(&self, number: u64, draft: &Draft, step: &Step) -> Done {
        let Some((change, wrong)) = self.as_change(draft, step) else {
            return refused(number, draft, words::NOTHING_CHANGES);
        };
        let editor = self.library.editor();
        let tried = editor.try_out(&change).and_then(|knowledge| Ok((knowledge, editor.texts(&change)?)));
        let (knowledge, (before, after)) = match tried {
            // The checker has nothing to add to what could not be read.
            Ok(_) if !wrong.is_empty() => return refused(number, draft, &words::form_errors(&wrong)),
            Ok(tried) => tried,
            Err(EditError::Conflict { id, now, since, outside }) => {
                return self.stale(number, draft, EditError::Conflict { id, now, since, outside });
            }
            Err(error) => return refused(number, draft, &words::refused(&wrong, error, editor)),
        };
        let Some(part) = change.parts.last() else { return refused(number, draft, words::NOTHING_CHANGES) };
        let id = part.id.clone();
        let stored = part.after.clone().unwrap_or_default();
        let (lines, mut files) = report::difference(&change.file, &before, &after);
        let seen = report::as_seen(&id, &knowledge);
        let today = jiff::tz::Offset::UTC.to_datetime(step.at).date();
        let warnings = warn::warnings(&id, &Corpus::new(knowledge, None), today);
        let text = words::preview(&draft.form.why, &warnings);
        let is_new = part.before.is_none();
        self.drafts().put(number, &Draft { change: Some(change), ..draft.clone() });
        let (stored, whole) = report::whole("What is stored", "stored.toml", &stored);
        let embeds = if is_new {
            files = whole;
            vec![seen, stored]
        } else {
            files.extend(whole);
            vec![seen, stored, lines]
        };
        let message = report::message(&text).embeds(embeds).components(report::choices(number, true, true));
        Done { files, ..message.into() }
    }

    /// The other version beside what was typed; the next attempt begins from that.
    pub(super) fn stale(&self, number: u64, draft: &Draft, conflict: EditError) -> Done {
        let editor = self.library.editor();
        let text = words::edit_error(&conflict, editor);
        let EditError::Conflict { id, now, .. } = conflict else { return report::message(&text).into() };
        let seen = editor.last_change().unwrap_or_default();
        let mut draft = Draft { change: None, ..draft.clone() };
        let typed = draft.form.clone();
        draft.subject = match (draft.subject, now.clone()) {
            (Subject::Fact { id, file, before: saw, .. }, Some(before)) => {
                draft.form = typed.rebased(&saw, &before);
                Subject::Fact { id, file, before, seen }
            }
            // Withdrawn in between: what was typed can be a new fact of the same name.
            (Subject::Fact { id, .. }, None) => {
                draft.form.details = format!("id = {id}\n{}", draft.form.details);
                Subject::New
            }
            (Subject::New, _) => Subject::New,
        };
        self.drafts().put(number, &draft);
        let on_file = now.as_deref().unwrap_or("(withdrawn)");
        let (on_file, mut files) = report::whole("On file now", &format!("{id}.toml"), on_file);
        let (typed, own) = report::typed(&typed);
        files.extend(own);
        let message = report::message(&text)
            .embeds(vec![on_file, typed])
            .components(report::choices(number, false, true));
        Done { files, ..message.into() }
    }

    /// Why a change that comes from no form cannot be made.
    pub(super) fn told(&self, error: &EditError, change: &Change) -> Done {
        let message = report::message(&words::edit_error(error, self.library.editor()));
        let EditError::Conflict { now: Some(now), id, .. } = error else { return message.into() };
        let wanted = change.parts.iter().find(|part| part.id == *id).and_then(|part| part.after.as_deref());
        let name = if id.is_empty() { &change.file } else { id };
        let (lines, files) = report::difference(name, now, wanted.unwrap_or_default());
        Done { files, ..message.embed(lines.title("From what is on file now to what it would be")).into() }
    }

    /// The change that a draft's form asks for, as far as it can be read, and what cannot be. None where nothing changes.
    fn as_change(&self, draft: &Draft, step: &Step) -> Option<(Change, Vec<FormError>)> {
        let corpus = self.library.current();
        let form = &draft.form;
        let Typed { fields, new: mut parts, wrong } = match &draft.subject {
            Subject::Fact { id, before, .. } => form.onto(id, before, &corpus.knowledge),
            Subject::New => form.fields(None, &corpus.knowledge),
        };
        let (what, file, before, seen) = match &draft.subject {
            Subject::Fact { file, before, seen, .. } => {
                (What::Edit, file.clone(), Some(before.clone()), *seen)
            }
            // What is on file already was not changed in between: the id is taken.
            Subject::New => {
                let seen = self.library.editor().last_change().unwrap_or_default();
                (What::Add, self.file_for(&fields), None, seen)
            }
        };
        if wrong.is_empty() && before.as_ref().is_some_and(|before| same(before, &fields)) {
            return None;
        }
        let named = crate::knowledge::entry::as_table(EntryTable::Fact, &fields)
            .and_then(|table| Some(table.get("id")?.as_str()?.to_owned()));
        let id = named.unwrap_or_default();
        parts.push(Part { table: Some(EntryTable::Fact), id, before, after: Some(fields), removed: None });
        Some((Change { seen, ..change_by(what, file, parts, &form.why, step) }, wrong))
    }
}

/// What is wrong, with everything that was typed.
fn refused(number: u64, draft: &Draft, why: &str) -> Done {
    let (typed, mut files) = report::typed(&draft.form);
    files.extend(report::overflow(why));
    let message = report::message(why).embed(typed).components(report::choices(number, false, true));
    Done { files, ..message.into() }
}
