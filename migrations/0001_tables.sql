-- The fact file, file by file, under the names it has in a folder.
create table fact_file (
    name text primary key
        check (name ~* '\.toml$' and name !~ '(^|/)[./]' and name !~ '^/' and strpos(name, chr(92)) = 0),
    body text not null
);

-- The history: a line of history.jsonl each, as it is written there, and what it is looked for by.
create table change (
    revision bigint primary key check (revision > 0),
    author text not null,
    file text not null,
    entries text[] not null,
    record text not null
);
create index change_of_entry on change using gin (entries);
create index change_by_author on change (author, revision);

-- What moderators have typed and not confirmed.
create table draft (
    number bigint primary key,
    body text not null
);

-- Questions without an answer. Times as gaps.json has them, to the nanosecond.
create table gap (
    question text primary key,
    count bigint not null,
    first_asked text not null,
    last_asked text not null
);

-- Interactions of Discord's that made a change: each makes one, whichever replicas it reaches.
create table seen (
    interaction bigint primary key,
    change bigint not null,
    at timestamptz not null default now()
);
create index seen_at on seen (at);
