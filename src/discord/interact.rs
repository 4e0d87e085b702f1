//! From an interaction to what is answered: a function of what arrived, the facts and the time.

use std::collections::BTreeMap;
use std::time::Instant;

use serenity::all::{
    ActionRowComponent, CommandDataOptionValue, CommandInteraction, CommandType, ComponentInteraction,
    ComponentInteractionDataKind, CreateActionRow, CreateAllowedMentions, CreateInputText,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateModal, GuildId, InputTextStyle,
    Interaction, MessageFlags, ModalInteraction,
};

use super::attachment::may_attach;
use super::commands::{LANGUAGE_OPTION, PICTURE_OPTION, PRIVATE_OPTION};
use super::completion::autocomplete;
use super::custom_id::{Action, Unreadable, carried as language_in};
use super::memory::{Memory, Remembered, Speaker};
use super::mentions::{Mentions, Tappable};
use super::message::{find_facts, said_in};
use super::render::draw;
use crate::dialogue::answer::{Answer, Kind};
use crate::dialogue::command::{COMMANDS, Command, Request};
use crate::dialogue::context::Context;
use crate::dialogue::picture::picture_of;
use crate::dialogue::{converse, respond};
use crate::knowledge::{Knowledge, Language};
use crate::picture::{Picture, picture};
use crate::retrieval::corpus::Corpus;
use crate::words::{Voice, Words};

/// What a button or a menu is called in the log and in metrics.
pub const COMPONENT: &str = "component";
/// And the modal that was sent off.
pub const MODAL: &str = "modal";
/// Name of the modal's field.
const QUESTION_FIELD: &str = "question";
/// Characters that the modal's field takes.
const LONGEST_FIELD: u16 = 500;

/// What is answered, and how it is told in the log.
pub struct Reply {
    /// What goes to Discord.
    pub response: CreateInteractionResponse,
    /// The command or component.
    pub name: String,
    /// The kind of answer, where it is one.
    pub outcome: Option<Kind>,
    /// A plain question that had no answer.
    pub unanswered: Option<String>,
    /// Ids of the facts that it tells.
    pub told: Vec<String>,
    /// The picture that goes with it, to be drawn.
    pub picture: Option<Picture>,
}

impl Reply {
    /// A response with nothing to go with it.
    #[must_use]
    pub fn new(response: CreateInteractionResponse, name: String, outcome: Option<Kind>) -> Self {
        Self { response, name, outcome, unanswered: None, told: Vec::new(), picture: None }
    }
}

/// What is at hand where an interaction is answered.
struct Here<'a> {
    corpus: &'a Corpus,
    memory: &'a Memory,
    commands: Tappable,
    now: Instant,
}

/// Answers an interaction. Nothing for a ping, which the gateway never sends.
#[must_use]
pub fn interact(
    interaction: &Interaction,
    corpus: &Corpus,
    memory: &Memory,
    mentions: &Mentions,
    now: Instant,
) -> Option<Reply> {
    let here = |server: Option<GuildId>| Here {
        corpus,
        memory,
        commands: mentions.within(server.map(GuildId::get)),
        now,
    };
    match interaction {
        Interaction::Command(command) => Some(by_command(command, &here(command.guild_id))),
        Interaction::Autocomplete(command) => Some(autocomplete(command, corpus)),
        Interaction::Component(component) => Some(by_component(component, &here(component.guild_id))),
        Interaction::Modal(modal) => Some(by_modal(modal, &here(modal.guild_id))),
        // A ping comes over HTTP alone, and serenity gives nothing that it does not know.
        _ => None,
    }
}

fn by_command(command: &CommandInteraction, here: &Here<'_>) -> Reply {
    let Here { corpus, memory, commands, now } = here;
    let speaker = (command.user.id.get(), command.channel_id.get());
    let name = command.data.name.clone();
    let given = |name: &str| {
        let mut options = command.data.options.iter();
        options.find(|option| option.name == name).and_then(|option| option.value.as_bool())
    };
    let private = given(PRIVATE_OPTION) == Some(true);
    let wants_picture = given(PICTURE_OPTION) != Some(false) && may_attach(command.app_permissions);
    if command.data.kind == CommandType::Message {
        return in_message(command, here);
    }
    let telling = &corpus.knowledge.vocabulary.languages;
    let voice = Voice::of(None, &command.locale, "", telling);
    let question = {
        let Some(spec) = COMMANDS.iter().find(|spec| spec.name == name) else {
            return notice(name, &voice.words.say("unknown-interaction"));
        };
        let mut options = BTreeMap::new();
        for option in &command.data.options {
            match (spec.options.iter().find(|own| own.name == option.name), &option.value) {
                (Some(own), CommandDataOptionValue::String(text)) => {
                    options.insert(own.name, text.clone());
                }
                _ if [PRIVATE_OPTION, PICTURE_OPTION, LANGUAGE_OPTION].contains(&option.name.as_str()) => {}
                _ => return notice(name, &voice.words.say("unknown-interaction")),
            }
        }
        Request { command: spec.command, options }
    };
    // Only a plain question leaves something out; a command says it all and begins afresh.
    let is_plain = question.command == Command::Ask;
    let (context, carried) = if is_plain { memory.recall(speaker, *now) } else { Remembered::default() };
    let chosen = command.data.options.iter().find(|option| option.name == LANGUAGE_OPTION);
    let chosen = chosen.and_then(|option| Language::of_locale(option.value.as_str()?));
    let voice = match chosen {
        Some(language) => Voice::chosen(language),
        None => Voice::of(carried, &command.locale, question.option("question").unwrap_or_default(), telling),
    };
    let (answer, next) = respond(&question, &context, corpus);
    memory.remember(speaker, (next.clone(), voice.carried), *now);
    let drawn = draw(&answer, &next, 0, voice, commands, &corpus.knowledge);
    let response = CreateInteractionResponse::Message(drawn.response(private));
    let unanswered = question.option("question").filter(|_| answer.kind().is_unanswered()).map(str::to_owned);
    let picture = pictured(&answer, wants_picture, voice.words, &corpus.knowledge);
    let told = told(&answer, &corpus.knowledge);
    Reply { unanswered, told, picture, ..Reply::new(response, name, Some(answer.kind())) }
}

/// The facts on file that an answer tells.
pub(super) fn told(answer: &Answer, knowledge: &Knowledge) -> Vec<String> {
    answer.told().into_iter().filter(|id| knowledge.fact(id).is_some()).map(str::to_owned).collect()
}

/// The picture that goes with an answer in its language, where one is wanted and says more than its text.
pub(super) fn pictured(
    answer: &Answer,
    is_wanted: bool,
    words: Words,
    knowledge: &Knowledge,
) -> Option<Picture> {
    picture_of(answer, knowledge).filter(|_| is_wanted).and_then(|of| picture(&of, words, knowledge))
}

/// The facts that bear on a message, for the one who asked alone: its author has not asked for it.
fn in_message(command: &CommandInteraction, here: &Here<'_>) -> Reply {
    let Here { corpus, memory, commands, now } = here;
    let speaker = (command.user.id.get(), command.channel_id.get());
    let message = command.data.resolved.messages.values().next();
    let text = message.map(said_in).unwrap_or_default();
    let (answer, next) = find_facts(&text, corpus);
    // Whoever looks for facts may speak another language than the author of the message.
    let voice = Voice::of(None, &command.locale, "", &[]);
    memory.remember(speaker, (next.clone(), None), *now);
    let drawn = draw(&answer, &next, 0, voice, commands, &corpus.knowledge).response(true);
    // Without a picture: for a message the text of the facts is looked for, and nobody asked for more.
    let response = CreateInteractionResponse::Message(drawn);
    let told = told(&answer, &corpus.knowledge);
    Reply { told, ..Reply::new(response, command.data.name.clone(), Some(answer.kind())) }
}

/// A short text for the asker alone.
fn notice(name: String, text: &str) -> Reply {
    let message = CreateInteractionResponseMessage::new()
        .content(text)
        .ephemeral(true)
        .allowed_mentions(CreateAllowedMentions::new());
    Reply::new(CreateInteractionResponse::Message(message), name, Some(Kind::Error))
}

fn by_component(component: &ComponentInteraction, here: &Here<'_>) -> Reply {
    let name = COMPONENT.to_owned();
    let corpus = here.corpus;
    let knowledge = &corpus.knowledge;
    let speaker = (component.user.id.get(), component.channel_id.get());
    let carried = language_in(&component.data.custom_id);
    let voice = Voice::of(carried, &component.locale, "", &knowledge.vocabulary.languages);
    let foreign = || voice.words.say("foreign");
    let gone = || voice.words.say("button-gone");
    let action = match Action::decode(&component.data.custom_id, knowledge) {
        Ok(action) => action,
        Err(Unreadable::Foreign) => return notice(name, &foreign()),
        Err(Unreadable::Gone) => return notice(name, &gone()),
    };
    let question = match action {
        Action::FollowUp(context) => {
            return Reply::new(modal(context, voice), name, None);
        }
        Action::Asked(_) => return notice(name, &foreign()),
        Action::Page(page, question) => {
            let (answer, next) = converse(&question, &Context::default(), corpus);
            let drawn = draw(&answer, &next, page, voice, &here.commands, knowledge).response(false);
            // The message keeps the picture that it has.
            let response = CreateInteractionResponse::UpdateMessage(drawn);
            return Reply::new(response, name, Some(answer.kind()));
        }
        Action::Ask(question) => question,
        Action::Source(fact) => format!("/source {fact}"),
        Action::Open => match &component.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => match values.first() {
                Some(party) if knowledge.party(party).is_some() => format!("/agreement {party}"),
                _ => return notice(name, &gone()),
            },
            _ => return notice(name, &foreign()),
        },
        Action::Topics(party) => match &component.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => match values.first() {
                Some(topic) if knowledge.topic(topic).is_some() => format!("/topic {topic} party:{party}"),
                _ => return notice(name, &gone()),
            },
            _ => return notice(name, &foreign()),
        },
    };
    let private = component.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
    let attaches = may_attach(component.app_permissions);
    asked(&question, &Context::default(), voice, speaker, private, attaches, name, here)
}

fn by_modal(submitted: &ModalInteraction, here: &Here<'_>) -> Reply {
    let corpus = here.corpus;
    let name = MODAL.to_owned();
    let speaker = (submitted.user.id.get(), submitted.channel_id.get());
    let (carried, telling) = (language_in(&submitted.data.custom_id), &corpus.knowledge.vocabulary.languages);
    let words = Voice::of(carried, &submitted.locale, "", telling).words;
    let context = match Action::decode(&submitted.data.custom_id, &corpus.knowledge) {
        Ok(Action::Asked(context)) => context,
        Err(Unreadable::Gone) => return notice(name, &words.say("button-gone")),
        Ok(_) | Err(Unreadable::Foreign) => return notice(name, &words.say("foreign")),
    };
    let fields = submitted.data.components.iter().flat_map(|row| &row.components);
    let typed = fields.filter_map(|field| match field {
        ActionRowComponent::InputText(input) if input.custom_id == QUESTION_FIELD => input.value.clone(),
        _ => None,
    });
    let typed = typed.collect::<Vec<_>>().join(" ");
    let private = submitted
        .message
        .as_ref()
        .and_then(|message| message.flags)
        .is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
    let attaches = may_attach(submitted.app_permissions);
    let voice = Voice::of(carried, &submitted.locale, &typed, telling);
    asked(&typed, &context, voice, speaker, private, attaches, name, here)
}

#[expect(
    clippy::too_many_arguments,
    reason = "one question's whole circumstances; a struct for a single use would hide them"
)]
fn asked(
    question: &str,
    context: &Context,
    voice: Voice,
    speaker: Speaker,
    private: bool,
    attaches: bool,
    name: String,
    here: &Here<'_>,
) -> Reply {
    let Here { corpus, memory, commands, now } = here;
    let (answer, next) = converse(question, context, corpus);
    memory.remember(speaker, (next.clone(), voice.carried), *now);
    let drawn = draw(&answer, &next, 0, voice, commands, &corpus.knowledge);
    let response = CreateInteractionResponse::Message(drawn.response(private));
    let is_plain = !question.starts_with('/');
    let unanswered = (is_plain && answer.kind().is_unanswered()).then(|| question.to_owned());
    let picture = pictured(&answer, attaches, voice.words, &corpus.knowledge);
    let told = told(&answer, &corpus.knowledge);
    Reply { unanswered, told, picture, ..Reply::new(response, name, Some(answer.kind())) }
}

/// The modal for a follow-up question: a text input in an action row, since serenity 0.12.5 loses what is typed into
/// Discord's newer label form.
fn modal(context: Context, voice: Voice) -> CreateInteractionResponse {
    let words = voice.words;
    let input = CreateInputText::new(InputTextStyle::Short, words.say("follow-up-label"), QUESTION_FIELD)
        .placeholder(words.say("follow-up-example"))
        .max_length(LONGEST_FIELD)
        .required(true);
    // An open context is one character shorter than what it was read from, so that it fits too.
    let id = Action::Asked(context).encode_in(voice.carried).unwrap_or_default();
    CreateInteractionResponse::Modal(
        CreateModal::new(id, words.say("follow-up-title"))
            .components(vec![CreateActionRow::InputText(input)]),
    )
}
