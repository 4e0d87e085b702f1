# What Accord says in English. nl.ftl and uk.ftl have the same ids.

## Days, lists and sums
day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
brief-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
list = { $most } and { $last }
decimal-mark = .
thousands-mark = ,
billions = { $figure } billion
millions = { $figure } million
money = { $currency ->
    [EUR] €{ $amount }
    [USD] ${ $amount }
    [GBP] £{ $amount }
   *[other] { $currency } { $amount }
}
a-year = { $sum } a year
at-least = at least { $sum }
up-to = up to { $sum }
roughly = about { $sum }
covers = { $kind ->
    [total] in all
    [military] military
    [humanitarian] humanitarian
    [financial] financial
    [energy] energy
    [reconstruction] reconstruction
   *[civil] civil
}
for-years = , for { $years }

## Lines of a page
as-of = As of { $day }
as-of-brief = , as of { $day }
yes = Yes.
no = No.
gone = That is no longer on file.
in-english = { $statement }
sources = Sources
source = Source:
note = Note: { $note }
superseded-by = Superseded by { $fact }.
superseded = A newer fact has taken the place of this one.
also-signed = Also signed
signed-on = Signed on
by-year = Year by year, never added up
over-years = Over several years
from-first = From
to-last = , to
nothing-on-file = nothing on file
more-sources = +{ $count } more
in-place = in { $place }
in-country = { $in_place }, { $country }
by-people = By { $people }
runs-for = Runs for { $duration }
status = Status: { $status }, as of { $day }
signs = { $party } signs { $in_place }
signs-short = { $party } signs the { $short } { $in_place }
recorded = { $party }: { $title }, signed on { $day } { $in_place }
not-counted = Not counted: { $parties }.
facts-on-file = { $count } facts on file
for-both = , both
for-all = , all of them
page-of = Page { $at } of { $pages }
read-as = Read “{ $typed }” as { $meant }.
nearest = Nearest on file:

## Records told as facts
agreement-with = the agreement between Ukraine and { $party }
agreement-titled = the { $title }
record-signing = { $people } signed { $agreement } { $in_place } on { $day }.
record-duration = { $Agreement }, signed on { $day }, runs for { $duration }.
record-title = The agreement that Ukraine and { $party } signed on { $day } bears the title “{ $title }”.
record-status = { $Agreement }, signed on { $day }: { $status } (as of { $known }).

## Headings
aid-from = Aid from { $party }
aid-from-for = Aid from { $party }, { $period }
words-of = Recorded words of { $person }
timeline = Timeline
timeline-within = Timeline { $within }
none-signed = No agreement on file was signed { $within }.
none-signed-ever = No agreement on file was signed.
on-file = { $count ->
    [one] { $count } agreement on file
   *[other] { $count } agreements on file
}
signed-within = { $count ->
    [one] { $count } agreement signed { $within }
   *[other] { $count } agreements signed { $within }
}
on-day = on { $day }
in-time = in { $time }
from-to = from { $since } to { $until }
since = since { $since }
until = until { $until }
ranked = Sums of one currency and time, the greatest first
unranked = Side by side; of different currencies, times or scopes, so that none is said to be more
sums-most = The greater sum is that of { $party }
sums-unlike = Of different currencies, times or scopes: none of the sums is said to be more
row-signed = Signed
row-duration = Duration
row-aid = Aid
office-of = { $title } of { $party }
office-is = { $person } is { $office }.
office-is-since = { $person } is { $office } since { $since }.
office-was = { $person } was { $office } until { $until }.
office-was-since = { $person } was { $office } since { $since } and until { $until }.
newest = The newest is as of { $day }.
about-counts = { $facts } facts on { $agreements } agreements with { $parties } parties, from { $sources } sources.

## What is said without facts
thanks = You are welcome. Ask on, whenever you like.
greeting = Hello! Ask about Ukraine's security agreements: “how much did the Dutch promise?”
farewell = Goodbye, and come back with questions.
assent = All right. What else would you like to know?
help = Ask in plain words, in short (“nl aid 2024”) or with a command. Every answer is made of stored facts with their sources; where there is none, you are told so.

## Nothing on file
no-agreement = The fact file has no security agreement between Ukraine and { $country }.
no-party = The fact file knows no country or organisation called “{ $typed }”.
no-topic = The fact file has nothing on “{ $typed }”.
no-person = The fact file knows nobody called “{ $typed }”.
no-quotes = The fact file has no words of { $person } on record.
no-fact = There is no fact “{ $typed }” on file.
nothing-on-topic = The fact file has nothing on { $topic } for { $party }.
no-figure = The fact file has no figure for { $party } and { $period }.
nothing-for = The fact file has nothing for { $period }.
no-such-day = There is no { $day }th day in month { $month } of { $year }: no calendar has that date.
stranger = The fact file knows nobody and no party called “{ $typed }”.
opinion = That is a matter of opinion; the fact file holds facts only.
prediction = Nobody knows that yet; the fact file holds what has happened and what was agreed.
nothing = The fact file has nothing on that.
nothing-of = The fact file has nothing on that for { $party }.
nothing-on = The fact file has nothing on “{ $about }”.
nothing-on-of = The fact file has nothing on “{ $about }” for { $party }.
unsure = No sure answer on file.
unsure-of = No sure answer on file for { $party }.
unsure-on = No sure answer on file on “{ $about }”.
unsure-on-of = No sure answer on file on “{ $about }” for { $party }.
unsure-for = No sure answer on file and { $period }.
unsure-of-for = No sure answer on file for { $party } and { $period }.
which-party = Which party do you mean?
which-fact = Which of these do you mean?
which-name = “{ $typed }” could be more than one. Which do you mean?

## Questions that cannot be read
empty = Ask something: a question in plain words, or /help.
too-long = That is too long: a question may have up to { $limit } characters.
no-command = There is no command /{ $name }. /help lists them.
no-command-but = There is no command /{ $name }. Did you mean /{ $nearest }?
needs-option = /{ $command } needs a { $option }: /{ $command } { $option }:…
no-date = “{ $typed }” is no date that can be read: write 2024, 2024-05 or 2024-05-31.
no-choice = “{ $typed }” is not one of: { $accepted }.

## What to ask next
ask-signed = Who has signed
ask-aid = Aid from { $party }
ask-agreement = The agreement with { $party }
ask-quotes = Quotes of { $person }
ask-both = { $first } and { $second }

## Pictures, and what is said of them to those who do not see them
picture-years = { $party }: aid to Ukraine, by year
picture-years-below = Each bar is one fact, with the day it is known for. None are added up.
picture-years-alt = Bar chart. { $title }, each bar one fact, none added up
picture-scope = { $kind ->
    [total] in all
    [military] military
    [humanitarian] humanitarian
    [financial] financial
    [energy] energy
    [reconstruction] reconstruction
   *[civil] civil
}
currency = { $currency ->
    [EUR] Euro (EUR)
    [USD] United States dollar (USD)
    [GBP] Pound sterling (GBP)
    [CAD] Canadian dollar (CAD)
    [CHF] Swiss franc (CHF)
    [CZK] Czech koruna (CZK)
    [DKK] Danish krone (DKK)
    [ISK] Icelandic króna (ISK)
    [JPY] Japanese yen (JPY)
    [NOK] Norwegian krone (NOK)
    [PLN] Polish złoty (PLN)
    [SEK] Swedish krona (SEK)
   *[other] { $currency }
}
picture-axis = { $currency }, on an axis of its own
picture-other-currency = In another currency, so without a bar: { $sums }
picture-sums = { $kind ->
    [all] Aid to Ukraine
    [total] Aid in all to Ukraine
    [military] Military aid to Ukraine
    [humanitarian] Humanitarian aid to Ukraine
    [financial] Financial aid to Ukraine
    [energy] Energy aid to Ukraine
    [reconstruction] Reconstruction aid to Ukraine
   *[civil] Civil aid to Ukraine
}
picture-sums-for = { $title } for { $years }
picture-sums-below = Of one currency, time and scope. None are added up or converted.
picture-sums-alt = Bar chart. { $title }, none added up or converted
picture-not-comparable = Of another currency, time or scope, so without a bar: { $sums }
picture-map = { $count ->
    [one] { $count } agreement with Ukraine
   *[other] { $count } agreements with Ukraine
}
picture-map-day = signed on { $day }
picture-map-days = signed { $first } – { $last }
picture-countries = { $count ->
    [one] { $count } country
   *[other] { $count } countries
}
picture-signed = Signed: { $parties }
picture-outlines = Outlines: { $names }
picture-map-alt = Map of Europe, North America and Japan. { $title }.
picture-home = { $home } is shown in its internationally recognised borders.
picture-signatories = Signed
picture-signings = { $count ->
    [one] { $count } agreement signed, over time
   *[other] { $count } agreements signed, over time
}
picture-signings-below = A tile each, by the signatory's country code.
picture-counted = Counted
picture-uncounted = Signed, not counted
picture-signings-alt = Chart. { $title }
quarter = Q{ $quarter }
quarter-of = Q{ $quarter } { $year }

## Discord
foreign = This button is from another version of the bot, so it cannot be read any more. Ask again with /ask.
button-gone = What this button refers to is no longer in the fact file. Ask again with /ask to see what is there now.
unknown-interaction = This bot does not know that kind of request yet. Try /help.
follow-up = Ask a follow-up
follow-up-title = Ask a follow-up question
follow-up-label = Your question
follow-up-example = and when was it signed?
previous = ◀ Previous
next = Next ▶
all-facts = All facts ▶
menu-topics = More on this agreement
menu-open = Open an agreement…
facts = { $count ->
    [one] { $count } fact
   *[other] { $count } facts
}

## The terminal
console-greeting = Ask about Ukraine's security agreements: “how much did the Dutch promise?”, /aid germany, /signatories, /help. /picture writes the picture of an answer, /new starts afresh, a number picks a suggestion, Ctrl-D ends.
turn = more
turns-page = “more” turns the page.
all-shown = --all shows everything.
afresh = A new conversation.
picture-in = The picture is in { $file }.
picture-not = The picture could not be written: { $error }
picture-none = There is no picture of that: pictures show aid by year, comparable sums, signings and signatories.

## Commands and their options
find-facts = Find facts for this
make-fact = Make this a fact
command-ask = Ask anything about the agreements in plain words
command-aid = What a party committed: amounts, period and what for
command-signatories = Who has signed an agreement, when and where
command-agreement = One agreement at a glance
command-topic = What the agreements say about a topic
command-compare = Two or three agreements side by side
command-timeline = Signings and other dated facts in order
command-quote = What a person is recorded as having said
command-source = The sources of a fact
command-about = What the fact file covers, and how current it is
command-help = How to ask
option-ask-question = Your question
option-aid-party = A country or the EU
option-aid-period = A year or years: 2024, 2024-2028
option-signatories-order = How to order the list
option-signatories-since = From this year, month or day on: 2024, 2024-05, 2024-05-31
option-signatories-until = Up to this year, month or day
option-agreement-party = A country or the EU
option-topic-topic = Air defence, cyber, reconstruction, ...
option-topic-party = Only this party's agreement
option-compare-first = A country or the EU
option-compare-second = Another one
option-compare-third = A third one
option-compare-topic = Only this topic
option-timeline-since = From this year, month or day on: 2024, 2024-05, 2024-05-31
option-timeline-until = Up to this year, month or day
option-timeline-party = Only this party's events
option-timeline-topic = Only this topic
option-quote-person = A name
option-source-fact = The fact's id, as answers show it
option-picture = Whether a picture goes with the answer; it does where it says more
option-private = Show the answer to you alone
option-language = The language of the answer
name-ask = ask
name-aid = aid
name-signatories = signatories
name-agreement = agreement
name-topic = topic
name-compare = compare
name-timeline = timeline
name-quote = quote
name-source = source
name-about = about
name-help = help
name-question = question
name-party = party
name-period = period
name-order = order
name-since = since
name-until = until
name-first = first
name-second = second
name-third = third
name-person = person
name-fact = fact
name-picture = picture
name-private = private
name-language = language
choice-date = date
choice-name = name
