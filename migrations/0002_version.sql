-- A number that grows with each change of the files, whoever makes it. It is counted in the transaction of the change, and so
-- also keeps two from writing at once. Replicas ask for it every few seconds; the notification only makes them ask sooner.
create table fact_version (
    is_one boolean primary key default true check (is_one),
    number bigint not null
);
insert into fact_version (number) values (1);

create function accord_count_version() returns trigger language plpgsql as $$
begin
    update fact_version set number = number + 1;
    perform pg_notify('accord_facts', '');
    return null;
end
$$;
create trigger count_version
    after insert or update or delete or truncate on fact_file
    for each statement execute function accord_count_version();

-- Versions that are not valid and that moderators were told of, by one of the replicas.
create table told (
    version bigint primary key,
    at timestamptz not null default now()
);
