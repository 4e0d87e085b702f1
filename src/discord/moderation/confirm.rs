//! A change that was confirmed: made, refused, or shown again where somebody else was first.

use serenity::all::{CreateInteractionResponse, CreateInteractionResponseMessage};

use super::drafts::{Draft, Subject};
use super::{Desk, Done, Step, held, report, words};
use crate::knowledge::editor::{Change, EditError};
use crate::knowledge::entry::same;
use crate::knowledge::history::Wanted;

impl Desk {
    /// Makes the change of a draft, by its number. What was made is told again, and not made again.
    pub(super) fn confirm(&self, number: u64, step: &Step) -> Done {
        let _making = held(&self.making);
        let draft = match self.draft(number, step) {
            Ok(draft) => draft,
            Err(done) => return *done,
        };
        if let Some(line) = &draft.made {
            return update(bare(&words::made(line)));
        }
        let Some(change) = draft.change.clone() else { return report::message(words::EXPIRED).into() };
        let editor = self.library.editor();
        match editor.make(&change, step.at, Some(step.interaction)) {
            Ok(made) => {
                let line = report::change_line(&made.record);
                self.finished(number, &draft, &line);
                self.library.replace(made.knowledge);
                Done { audit: Some(line.clone()), ..update(bare(&format!("Done. {line}"))) }
            }
            // Another replica was given the same press.
            Err(EditError::Seen(change)) => {
                let record = editor.change(change).ok().flatten();
                let line = record.as_ref().map_or_else(|| format!("change {change}"), report::change_line);
                self.finished(number, &draft, &line);
                update(bare(&words::made(&line)))
            }
            Err(EditError::Conflict { id, now, since, outside }) => {
                if let Some(line) = self.made_before(&change, &id, now.as_deref(), step) {
                    self.finished(number, &draft, &line);
                    return update(bare(&words::made(&line)));
                }
                let error = EditError::Conflict { id, now, since, outside };
                match draft.subject {
                    Subject::Fact { .. } => as_update(self.stale(number, &draft, error)),
                    // A new fact whose id was taken meanwhile can be given another one.
                    Subject::New if !draft.form.statement.is_empty() => {
                        as_update(self.stale(number, &draft, error))
                    }
                    Subject::New => as_update(self.told(&error, &change)),
                }
            }
            Err(error) => {
                let has_form = !draft.form.statement.is_empty();
                let rows = report::choices(number, true, has_form);
                update(report::message(&words::edit_error(&error, editor)).components(rows))
            }
        }
    }

    /// Keeps what became of a draft, and closes the question it came from.
    fn finished(&self, number: u64, draft: &Draft, line: &str) {
        self.drafts().put(number, &Draft { made: Some(line.to_owned()), ..draft.clone() });
        if let (Some(gap), Some(gaps)) = (&draft.gap, &self.gaps) {
            // A count that stays is asked about again; no fact is lost by it.
            let _ = gaps.close(gap);
        }
    }

    /// The change in a line, where it stands already: the bot was killed after it was made and before it was told.
    fn made_before(&self, change: &Change, id: &str, now: Option<&str>, step: &Step) -> Option<String> {
        let part = change.parts.iter().find(|part| part.id == id)?;
        let stands = match (part.after.as_deref(), now) {
            (None, None) => true,
            (Some(wanted), Some(now)) if id.is_empty() => wanted == now,
            (Some(wanted), Some(now)) => same(wanted, now),
            _ => false,
        };
        let by = step.author.id.as_str();
        let wanted = Wanted { entry: Some(id).filter(|id| !id.is_empty()), by: Some(by) };
        let (records, _) = self.library.editor().changes(wanted, 0, 1).ok().filter(|_| stands)?;
        let own = records.iter().find(|record| record.change > change.seen)?;
        Some(report::change_line(own))
    }
}

/// A message with neither buttons nor what was shown above them.
fn bare(text: &str) -> CreateInteractionResponseMessage {
    report::message(text).embeds(Vec::new()).components(Vec::new())
}

fn update(message: CreateInteractionResponseMessage) -> Done {
    CreateInteractionResponse::UpdateMessage(message).into()
}

/// The same as a change of the message whose button was pressed.
fn as_update(done: Done) -> Done {
    let Done { mut reply, audit, files } = done;
    if let CreateInteractionResponse::Message(message) = reply.response {
        reply.response = CreateInteractionResponse::UpdateMessage(message);
    }
    Done { reply, audit, files }
}
