//! What only the terminal says.

/// The console's greeting.
pub const GREETING: &str = "Ask about Ukraine's security agreements: “how much did the Dutch promise?”, /aid germany, /signatories, /help. /new starts afresh, a number picks a suggestion, Ctrl-D ends.";

/// Said after `/new`.
pub const AFRESH: &str = "A new conversation.";

/// Said where the console opens because no token is set.
pub const NO_TOKEN: &str = "\
No DISCORD_TOKEN is set, so this is the console. To connect to Discord:
  1. https://discord.com/developers/applications, New Application.
  2. Bot, Reset Token, Copy.
  3. Put the line DISCORD_TOKEN=<the token> into a file .env here, and start again.
";
