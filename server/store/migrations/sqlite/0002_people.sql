-- A deleted user's row moves here, with all that is restored with it, so that no list, search or count of users can
-- meet it. licenses, groups, roles and views are JSON: [[product, source, source, services off, since, by], ...],
-- [group, ...], [role, ...], [[name, question], ...]; ids are hexadecimal. A password is not kept.
create table deleted_person (
    organization_id integer not null references organization,
    user_id blob not null,
    username text not null,
    username_key text not null,
    name text not null,
    name_key text not null,
    first_name text not null,
    last_name text not null,
    mail text not null,
    kind text not null constraint deleted_person_kind check (kind in ('member', 'guest')),
    enabled integer not null,
    location text,
    job_title text not null,
    department text not null,
    office text not null,
    city text not null,
    country text not null,
    words text not null,
    created_at integer not null,
    deleted_at integer not null,
    deleted_by text not null,
    licenses text not null,
    groups text not null,
    roles text not null,
    views text not null,
    primary key (organization_id, user_id)
) strict, without rowid;
create unique index deleted_person_username on deleted_person (organization_id, username_key);
-- The list of deleted users, the last first; and who is to be purged.
create index deleted_person_by_time on deleted_person (organization_id, deleted_at, user_id);

-- Who leaves, leaves their groups.
create index group_member_by_user on group_member (organization_id, user_id);

-- Must the password be changed at the next sign-in? An admin gave it.
alter table credential add column must_change integer not null default 0;
