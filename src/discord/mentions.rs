//! Commands that can be tapped: `</aid:ID>`, following *Message Formatting* of Discord's documentation. The ids are Discord's,
//! told when the commands are read or registered.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde_json::Value;

/// Ids of commands by their names.
type Ids = BTreeMap<String, u64>;

/// The ids of the bot's commands, as far as they are known: those who register the commands tell them.
#[derive(Debug, Default)]
pub struct Mentions {
    known: RwLock<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// The one server that the commands are registered in; everywhere without one.
    server: Option<u64>,
    ids: Arc<Ids>,
}

impl Mentions {
    /// Takes the ids from what Discord tells of the commands registered in a server, or everywhere.
    pub fn learn(&self, server: Option<u64>, told: &[Value]) {
        // A menu is no command that can be typed, though it may have the name of one.
        let typed =
            told.iter().filter(|command| command["type"].as_u64().unwrap_or(CHAT_INPUT) == CHAT_INPUT);
        let named = typed.filter_map(|command| {
            Some((command["name"].as_str()?.to_owned(), command["id"].as_str()?.parse().ok()?))
        });
        let known = Known { server, ids: Arc::new(named.collect()) };
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
    }

    /// The commands as they can be tapped in a server, or in direct messages.
    #[must_use]
    pub fn within(&self, server: Option<u64>) -> Tappable {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let is_there = known.server.is_none() || known.server == server;
        Tappable(if is_there { known.ids.clone() } else { Arc::default() })
    }
}

/// The type of a command that is typed, where none is told, too.
const CHAT_INPUT: u64 = 1;

/// The commands that can be tapped at one place; none by default.
#[derive(Debug, Clone, Default)]
pub struct Tappable(Arc<Ids>);

impl Tappable {
    /// A command as a message shows it: to be tapped, or else as it is typed.
    #[must_use]
    pub fn command(&self, name: &str) -> String {
        self.0.get(name).map_or_else(|| format!("`/{name}`"), |id| format!("</{name}:{id}>"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_command_is_tapped_where_it_is_registered_and_typed_elsewhere() {
        let told = [
            json!({ "id": "7", "name": "aid", "type": 1 }),
            json!({ "id": "8", "name": "about", "type": 3 }),
            json!({ "id": "no number", "name": "help", "type": 1 }),
        ];
        let mentions = Mentions::default();
        assert_eq!(mentions.within(None).command("aid"), "`/aid`", "nothing is known yet");
        mentions.learn(None, &told);
        for server in [None, Some(1)] {
            assert_eq!(mentions.within(server).command("aid"), "</aid:7>");
        }
        assert_eq!(mentions.within(None).command("about"), "`/about`", "a menu cannot be typed");
        assert_eq!(mentions.within(None).command("help"), "`/help`");
        mentions.learn(Some(1), &told);
        assert_eq!(mentions.within(Some(1)).command("aid"), "</aid:7>");
        for server in [None, Some(2)] {
            assert_eq!(mentions.within(server).command("aid"), "`/aid`", "it is not there");
        }
    }
}
