//! Who may change the facts: decided anew from each interaction, by what Discord says in it.

use serenity::all::{GuildId, Member, Permissions};

/// Where facts are moderated, and who may besides those who manage the server.
#[derive(Debug, Clone, Default)]
pub struct Rights {
    /// Ids of the moderation servers. With none, nobody moderates.
    pub guilds: Vec<u64>,
    /// Ids of roles whose holders may moderate, in these servers.
    pub roles: Vec<u64>,
}

impl Rights {
    /// Whether the one who sent an interaction from this server, with these rights in it, may moderate.
    #[must_use]
    pub fn allow(&self, guild: Option<GuildId>, member: Option<&Member>) -> bool {
        let (Some(guild), Some(member)) = (guild, member) else { return false };
        if !self.guilds.contains(&guild.get()) {
            return false;
        }
        let manages = member.permissions.is_some_and(|held| {
            held.contains(Permissions::MANAGE_GUILD) || held.contains(Permissions::ADMINISTRATOR)
        });
        manages || member.roles.iter().any(|role| self.roles.contains(&role.get()))
    }
}
