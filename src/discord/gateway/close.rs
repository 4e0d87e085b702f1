//! What the codes mean with which Discord closes a gateway connection, following *Opcodes and Status Codes*.

use super::GatewayError;

/// What to do after a close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Go on with the session.
    Resume,
    /// Begin a new session.
    Identify,
    /// Ask how many shards there have to be, and begin anew with so many.
    Recount,
    /// End: no attempt mends it.
    End,
}

/// The code that a connection is closed with so that the session can be resumed: anything but 1000 and 1001.
pub const TO_RESUME: u16 = 4000;
/// The code of a leave, after which the bot is shown as offline at once.
pub const LEAVE: u16 = 1000;
/// Discord's codes that something is made of.
const NOT_AUTHENTICATED: u16 = 4003;
const WRONG_TOKEN: u16 = 4004;
const INVALID_SEQUENCE: u16 = 4007;
const SESSION_TIMED_OUT: u16 = 4009;
const INVALID_SHARD: u16 = 4010;
const SHARDING_REQUIRED: u16 = 4011;
const INVALID_VERSION: u16 = 4012;
const INVALID_INTENTS: u16 = 4013;
const DISALLOWED_INTENTS: u16 = 4014;

/// What to do after a close with this code, or without one.
#[must_use]
pub fn after(code: Option<u16>) -> After {
    match code {
        Some(NOT_AUTHENTICATED | INVALID_SEQUENCE | SESSION_TIMED_OUT) => After::Identify,
        Some(SHARDING_REQUIRED) => After::Recount,
        Some(WRONG_TOKEN | INVALID_SHARD | INVALID_VERSION | INVALID_INTENTS | DISALLOWED_INTENTS) => {
            After::End
        }
        _ => After::Resume,
    }
}

/// Why the bot ends after a close that no attempt mends.
#[must_use]
pub fn fatal(code: u16) -> GatewayError {
    match code {
        WRONG_TOKEN => GatewayError::WrongToken,
        code => GatewayError::Closed { code, meaning: meaning(code) },
    }
}

/// What a fatal code means, and what to do.
fn meaning(code: u16) -> &'static str {
    match code {
        INVALID_SHARD => "the shard that the bot told is none of those that Discord counts; start it again",
        INVALID_VERSION => {
            "Discord does not serve this version of its API any more; a newer version of the bot is needed"
        }
        INVALID_INTENTS => "Discord does not know the intents that the bot asks for",
        DISALLOWED_INTENTS => {
            "the bot asks for intents that are not enabled for it: https://discord.com/developers/applications, your application, Bot, Privileged Gateway Intents"
        }
        _ => "Discord gives no reason",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_code_is_taken_as_documented() {
        for (codes, wanted) in [
            (&[1000, 1001, 1006, 4000, 4001, 4002, 4005, 4008, 4999][..], After::Resume),
            (&[4003, 4007, 4009][..], After::Identify),
            (&[4011][..], After::Recount),
            (&[4004, 4010, 4012, 4013, 4014][..], After::End),
        ] {
            codes.iter().for_each(|code| assert_eq!(after(Some(*code)), wanted, "{code}"));
        }
        assert_eq!(after(None), After::Resume);
    }

    #[test]
    fn what_ends_the_bot_says_why() {
        for code in [4010, 4012, 4013, 4014] {
            let told = fatal(code).to_string();
            assert!(told.contains(&code.to_string()) && !told.contains("no reason"), "{told}");
        }
        assert!(fatal(4004).to_string().contains("DISCORD_TOKEN"));
    }
}
