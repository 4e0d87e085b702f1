//! A change that was confirmed: made, refused, or shown again where somebody else was first.

use serenity::all::{CreateInteractionResponse, CreateInteractionResponseMessage};

use super::drafts::Subject;
use super::{Desk, Done, Step, held, report, words};
use crate::knowledge::editor::EditError;
use crate::knowledge::history::What;

impl Desk {
    /// Makes the change of a draft, by its number.
    pub(super) fn confirm(&self, number: u64, step: &Step) -> Done {
        let draft = self.drafts().get(number, step.by, step.now).cloned();
        let Some((draft, change)) = draft.and_then(|draft| Some((draft.clone(), draft.change?))) else {
            return report::message(words::EXPIRED).into();
        };
        let has_form = !draft.form.statement.is_empty() && change.what != What::Remove;
        let update = |message: CreateInteractionResponseMessage| {
            Done::from(CreateInteractionResponse::UpdateMessage(message))
        };
        match self.library.editor().make(change, step.at) {
            Ok(made) => {
                self.drafts().forget(number);
                if let (Some(gap), Some(gaps)) = (&draft.gap, &self.gaps) {
                    // A count that stays is asked about again; no fact is lost by it.
                    let _ = held(gaps).close(gap);
                }
                let line = report::change_line(&made.record);
                self.library.replace(made.knowledge);
                let told =
                    report::message(&format!("Done. {line}")).embeds(Vec::new()).components(Vec::new());
                Done { audit: Some(line), ..update(told) }
            }
            Err(EditError::Conflict { id, now, since }) => {
                let error = EditError::Conflict { id: id.clone(), now: now.clone(), since };
                let mut embeds = vec![report::block("On file now", now.as_deref().unwrap_or("(withdrawn)"))];
                let typed = draft.change.as_ref().and_then(|change| change.parts.last()?.after.clone());
                embeds.extend(
                    typed.filter(|_| !id.is_empty()).map(|typed| report::block("As you typed it", &typed)),
                );
                if let Some(kept) = self.drafts().get(number, step.by, step.now) {
                    kept.change = None;
                    if let (Subject::Fact { before, .. }, Some(now)) = (&mut kept.subject, now) {
                        // The next attempt begins from what its author has now been shown.
                        *before = now;
                    }
                }
                let rows = report::choices(number, false, has_form);
                update(report::message(&words::edit_error(&error)).embeds(embeds).components(rows))
            }
            Err(error) => {
                let rows = report::choices(number, true, has_form);
                update(report::message(&words::edit_error(&error)).components(rows))
            }
        }
    }
}
