-- Every table and key is led by the organization, so that data shards by it.
-- Ids are 16-byte UUIDs; times are seconds since 1970 UTC; services_off is the sorted list of the
-- 16-byte ids of the services that are off, end to end (empty: all on).

-- "Ushr": marks the file as Usher's.
pragma application_id = 1433626738;

create table organization (
    organization_id integer not null primary key,
    name text not null,
    domain text not null,
    default_location text,
    rule_profile text not null default 'documented'
        constraint organization_profile check (rule_profile in ('documented', 'concurrent')),
    created_at integer not null
) strict;

create table service (
    organization_id integer not null references organization,
    service_id blob not null,
    code text not null,
    name text not null,
    scope text not null constraint service_scope check (scope in ('user', 'automatic', 'organization')),
    primary key (organization_id, service_id)
) strict, without rowid;

create table product (
    organization_id integer not null references organization,
    product_id blob not null,
    part_number text not null,
    name text not null,
    primary key (organization_id, product_id)
) strict, without rowid;
create index product_by_part_number on product (organization_id, part_number);

create table product_service (
    organization_id integer not null,
    product_id blob not null,
    service_id blob not null,
    primary key (organization_id, product_id, service_id),
    foreign key (organization_id, product_id) references product,
    foreign key (organization_id, service_id) references service
) strict, without rowid;

create table subscription (
    organization_id integer not null,
    subscription_id blob not null,
    product_id blob not null,
    seats integer not null constraint subscription_seats check (seats >= 0),
    state text not null
        constraint subscription_state check (state in ('active', 'expired', 'disabled', 'deleted')),
    channel text not null
        constraint subscription_channel check (channel in ('direct', 'partner', 'prepaid', 'trial', 'self-service')),
    purchaser text,
    ends_at integer,
    created_at integer not null,
    primary key (organization_id, subscription_id),
    foreign key (organization_id, product_id) references product
) strict, without rowid;
create index subscription_by_product on subscription (organization_id, product_id);

-- One seat counter a product. The check is the last line against selling a seat twice:
-- excess is what a lapsed subscription left assigned beyond the assignable; assigning can't raise it.
create table seats (
    organization_id integer not null,
    product_id blob not null,
    assignable integer not null constraint seats_assignable check (assignable >= 0),
    assigned integer not null constraint seats_assigned check (assigned >= 0),
    excess integer not null default 0 constraint seats_excess check (excess >= 0),
    primary key (organization_id, product_id),
    foreign key (organization_id, product_id) references product,
    constraint seats_never_sold_twice check (assigned <= assignable + excess)
) strict, without rowid;

-- *_key columns are folded (lower case, no accents): see fold.rs.
create table person (
    organization_id integer not null references organization,
    user_id blob not null,
    username text not null,
    username_key text not null,
    name text not null,
    name_key text not null,
    first_name text not null default '',
    last_name text not null default '',
    mail text not null default '',
    kind text not null constraint person_kind check (kind in ('member', 'guest')),
    enabled integer not null default 1,
    location text,
    job_title text not null default '',
    department text not null default '',
    office text not null default '',
    city text not null default '',
    country text not null default '',
    words text not null default '',
    created_at integer not null,
    primary key (organization_id, user_id)
) strict, without rowid;
create unique index person_username on person (organization_id, username_key);
create index person_by_name on person (organization_id, name_key, user_id);
-- The list of users goes down one of these, whatever is asked for, so that no page is sorted and none is far away.
create index person_in_place_by_name on person (organization_id, location, name_key, user_id);
create index person_in_place_by_username on person (organization_id, location, username_key);
create index guest_by_name on person (organization_id, name_key, user_id) where kind = 'guest';
create index guest_by_username on person (organization_id, username_key) where kind = 'guest';
create index blocked_by_name on person (organization_id, name_key, user_id) where enabled = 0;
create index blocked_by_username on person (organization_id, username_key) where enabled = 0;

-- Type-ahead: every folded word of a user's name, username and mail, beside the beginnings of all of them, so that
-- the other words typed are looked up here too. Written and deleted with its user by code that knows the words
-- (person.words): a foreign key would look at the whole table for each user deleted.
create table person_word (
    organization_id integer not null,
    word text not null,
    user_id blob not null,
    beginnings text not null,
    primary key (organization_id, word, user_id)
) strict, without rowid;

create table user_group (
    organization_id integer not null references organization,
    group_id blob not null,
    name text not null,
    primary key (organization_id, group_id)
) strict, without rowid;

create table group_member (
    organization_id integer not null,
    group_id blob not null,
    user_id blob not null,
    primary key (organization_id, group_id, user_id),
    foreign key (organization_id, group_id) references user_group,
    foreign key (organization_id, user_id) references person
) strict, without rowid;

create table group_license (
    organization_id integer not null,
    group_id blob not null,
    product_id blob not null,
    services_off blob not null default x'',
    primary key (organization_id, group_id, product_id),
    foreign key (organization_id, group_id) references user_group,
    foreign key (organization_id, product_id) references product
) strict, without rowid;

-- Who holds what, one row a source. source_id is the group's or self-service subscription's id, or
-- 16 zero bytes for a direct license. name_key is the holder's, so that holders page by name.
create table license (
    organization_id integer not null,
    user_id blob not null,
    product_id blob not null,
    source text not null constraint license_source check (source in ('direct', 'group', 'self-service')),
    source_id blob not null,
    services_off blob not null default x'',
    since integer not null,
    assigned_by text not null,
    name_key text not null,
    primary key (organization_id, user_id, product_id, source, source_id),
    foreign key (organization_id, user_id) references person,
    foreign key (organization_id, product_id) references product
) strict, without rowid;
create index license_by_product on license (organization_id, product_id, name_key, user_id);

-- The ledger: append-only, one entry an order. `written` is the sequence in which entries were written. When an entry is
-- sealed, it gets its number and its hash, which chains it to the one before; nothing of it changes any more. digest
-- stands for all that it says. The long texts stand last, so that the rest is read without them.
create table ledger (
    organization_id integer not null references organization,
    written integer primary key,
    entry integer,
    at integer not null,
    actor text not null,
    actor_id blob,
    origin text not null,
    idempotency_key text,
    order_digest blob not null,
    digest blob not null,
    previous_hash blob,
    hash blob,
    changed_users integer not null,
    summary text not null,
    left_out text not null,
    order_asked text not null,
    changes text not null,
    constraint ledger_sealed check (
        (entry is null) = (hash is null) and (entry is null) = (previous_hash is null))
) strict;
create unique index ledger_entry on ledger (organization_id, entry);
create unique index ledger_key on ledger (organization_id, idempotency_key) where idempotency_key is not null;
-- What waits for its seal.
create index ledger_unsealed on ledger (organization_id, written) where entry is null;

-- How far the ledger is sealed: the number and the hash of the last entry.
create table chain (
    organization_id integer not null primary key references organization,
    entry integer not null,
    hash blob not null
) strict;

create table credential (
    organization_id integer not null,
    user_id blob not null,
    password_hash text not null,
    changed_at integer not null,
    primary key (organization_id, user_id),
    foreign key (organization_id, user_id) references person
) strict, without rowid;

create table role_assignment (
    organization_id integer not null,
    user_id blob not null,
    role text not null,
    primary key (organization_id, user_id, role),
    foreign key (organization_id, user_id) references person
) strict, without rowid;

-- Only the SHA-256 of a session's 256-bit token is kept.
create table session (
    organization_id integer not null,
    token_hash blob not null,
    user_id blob not null,
    created_at integer not null,
    seen_at integer not null,
    agent text not null default '',
    primary key (organization_id, token_hash),
    foreign key (organization_id, user_id) references person
) strict, without rowid;
create index session_by_token on session (token_hash);
create index session_by_user on session (organization_id, user_id);

-- Questions of the list of users that somebody wants to ask again. question is the domain's SavedView, as JSON.
create table saved_view (
    organization_id integer not null,
    user_id blob not null,
    name text not null,
    question text not null,
    primary key (organization_id, user_id, name),
    foreign key (organization_id, user_id) references person
) strict, without rowid;
