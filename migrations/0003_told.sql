-- How often each fact was told in an answer, by the fact's id.
create table telling (
    fact text primary key,
    count bigint not null
);
