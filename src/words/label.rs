//! What can be asked next, as it is read on a button.

use super::bundle::{Words, text};
use crate::dialogue::answer::{Label, Suggestion};
use crate::dialogue::command::{CommandSpec, OptionSpec};
use crate::knowledge::Knowledge;

impl Words {
    /// What a command answers.
    #[must_use]
    pub fn command(self, spec: &CommandSpec) -> String {
        self.say(&format!("command-{}", spec.name))
    }

    /// What an option of a command is.
    #[must_use]
    pub fn option(self, of: &CommandSpec, spec: &OptionSpec) -> String {
        self.say(&format!("option-{}-{}", of.name, spec.name))
    }

    /// What a command or option is called where it is typed.
    #[must_use]
    pub fn typed(self, name: &str) -> String {
        self.say(&format!("name-{name}"))
    }

    /// The label of a suggestion.
    #[must_use]
    pub fn label(self, suggestion: &Suggestion, knowledge: &Knowledge) -> String {
        let party = |id: &str| text(self.party_within(id, knowledge));
        match &suggestion.label {
            Label::Signed => self.say("ask-signed"),
            Label::Aid(id) => self.say_with("ask-aid", [("party", party(id))]),
            Label::Agreement(id) => self.say_with("ask-agreement", [("party", party(id))]),
            Label::Topic { topic, party: None } => self.topic(topic, knowledge),
            Label::Topic { topic, party: Some(party) } => {
                format!("{}: {}", self.party(party, knowledge), self.topic(topic, knowledge))
            }
            Label::Comparison(first, second) => {
                let [first, second] = [first, second].map(|id| text(self.party(id, knowledge)));
                self.say_with("ask-both", [("first", first), ("second", second)])
            }
            Label::Quotes(id) => {
                let person = knowledge.person(id).map_or(id.clone(), |own| self.person(own, knowledge));
                self.say_with("ask-quotes", [("person", text(person))])
            }
            Label::Question => suggestion.question.clone(),
        }
    }
}
