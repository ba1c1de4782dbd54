-- The tables of SQLite (migrations/sqlite), as they stand after all of its migrations. Every table, primary key and unique
-- index is led by the organization, so that data shards by it.
-- Ids are 16-byte UUIDs; times are seconds since 1970 UTC; yes and no are 1 and 0, as in SQLite; services_off is the
-- sorted list of the 16-byte ids of the services that are off, end to end (empty: all on).
-- Texts are compared and sorted by their bytes, as SQLite does.

create table organization (
    organization_id bigint not null primary key,
    name text collate "C" not null,
    domain text collate "C" not null,
    default_location text collate "C",
    rule_profile text collate "C" not null default 'documented'
        constraint organization_profile check (rule_profile in ('documented', 'concurrent')),
    created_at bigint not null,
    cloud text collate "C" not null default 'worldwide'
        constraint organization_cloud check (cloud in ('worldwide', '21vianet')),
    -- Stock is low at so many seats, or percent of the seats, left.
    low_stock bigint not null default 10
        constraint organization_low_stock check (low_stock >= 0),
    low_stock_unit text collate "C" not null default 'percent'
        constraint organization_low_stock_unit check (low_stock_unit in ('seats', 'percent'))
);

create table service (
    organization_id bigint not null references organization,
    service_id bytea not null,
    code text collate "C" not null,
    name text collate "C" not null,
    scope text collate "C" not null constraint service_scope check (scope in ('user', 'automatic', 'organization')),
    primary key (organization_id, service_id)
);

create table product (
    organization_id bigint not null references organization,
    product_id bytea not null,
    part_number text collate "C" not null,
    name text collate "C" not null,
    primary key (organization_id, product_id)
);
create index product_by_part_number on product (organization_id, part_number);

create table product_service (
    organization_id bigint not null,
    product_id bytea not null,
    service_id bytea not null,
    primary key (organization_id, product_id, service_id),
    foreign key (organization_id, product_id) references product,
    foreign key (organization_id, service_id) references service
);

create table subscription (
    organization_id bigint not null,
    subscription_id bytea not null,
    product_id bytea not null,
    seats bigint not null constraint subscription_seats check (seats >= 0),
    state text collate "C" not null
        constraint subscription_state check (state in ('active', 'expired', 'disabled', 'deleted')),
    channel text collate "C" not null
        constraint subscription_channel check (channel in ('direct', 'partner', 'prepaid', 'trial', 'self-service')),
    purchaser text collate "C",
    created_at bigint not null,
    -- Its term: when it began, how long the next one is, whether there will be one ("recurring billing"), when seats were
    -- last added, and when the clock acts on it next.
    since_at bigint not null default 0,
    ends_at bigint,
    length text collate "C" not null default 'annual'
        constraint subscription_length check (length in ('monthly', 'annual', 'perpetual')),
    recurring bigint not null default 0
        constraint subscription_recurring check (recurring in (0, 1)),
    grown_at bigint not null default 0,
    next_at bigint,
    primary key (organization_id, subscription_id),
    foreign key (organization_id, product_id) references product
);
create index subscription_by_product on subscription (organization_id, product_id);
-- What is due.
create index subscription_due on subscription (organization_id, next_at) where next_at is not null;

-- One seat counter a product. The check is the last line against selling a seat twice:
-- excess is what a lapsed subscription left assigned beyond the assignable; assigning can't raise it.
create table seats (
    organization_id bigint not null,
    product_id bytea not null,
    assignable bigint not null constraint seats_assignable check (assignable >= 0),
    assigned bigint not null constraint seats_assigned check (assigned >= 0),
    excess bigint not null default 0 constraint seats_excess check (excess >= 0),
    primary key (organization_id, product_id),
    foreign key (organization_id, product_id) references product,
    constraint seats_never_sold_twice check (assigned <= assignable + excess)
);

-- *_key columns are folded (lower case, no accents): see fold.rs.
create table person (
    organization_id bigint not null references organization,
    user_id bytea not null,
    username text collate "C" not null,
    username_key text collate "C" not null,
    name text collate "C" not null,
    name_key text collate "C" not null,
    first_name text collate "C" not null default '',
    last_name text collate "C" not null default '',
    mail text collate "C" not null default '',
    kind text collate "C" not null constraint person_kind check (kind in ('member', 'guest')),
    enabled bigint not null default 1,
    location text collate "C",
    job_title text collate "C" not null default '',
    department text collate "C" not null default '',
    office text collate "C" not null default '',
    city text collate "C" not null default '',
    country text collate "C" not null default '',
    words text collate "C" not null default '',
    created_at bigint not null,
    primary key (organization_id, user_id)
);
create unique index person_username on person (organization_id, username_key);
-- Who signs in says no organization.
create index person_signs_in on person (username_key);
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
    organization_id bigint not null,
    word text collate "C" not null,
    user_id bytea not null,
    beginnings text collate "C" not null,
    primary key (organization_id, word, user_id)
);

create table user_group (
    organization_id bigint not null references organization,
    group_id bytea not null,
    name text collate "C" not null,
    primary key (organization_id, group_id)
);

create table group_member (
    organization_id bigint not null,
    group_id bytea not null,
    user_id bytea not null,
    primary key (organization_id, group_id, user_id),
    foreign key (organization_id, group_id) references user_group,
    foreign key (organization_id, user_id) references person
);

-- Who leaves, leaves their groups.
create index group_member_by_user on group_member (organization_id, user_id);

create table group_license (
    organization_id bigint not null,
    group_id bytea not null,
    product_id bytea not null,
    services_off bytea not null default '\x',
    primary key (organization_id, group_id, product_id),
    foreign key (organization_id, group_id) references user_group,
    foreign key (organization_id, product_id) references product
);

-- Who holds what, one row a source. source_id is the group's or self-service subscription's id, or
-- 16 zero bytes for a direct license. name_key is the holder's, so that holders page by name.
create table license (
    organization_id bigint not null,
    user_id bytea not null,
    product_id bytea not null,
    source text collate "C" not null constraint license_source check (source in ('direct', 'group', 'self-service')),
    source_id bytea not null,
    services_off bytea not null default '\x',
    since bigint not null,
    assigned_by text collate "C" not null,
    name_key text collate "C" not null,
    primary key (organization_id, user_id, product_id, source, source_id),
    foreign key (organization_id, user_id) references person,
    foreign key (organization_id, product_id) references product
);
create index license_by_product on license (organization_id, product_id, name_key, user_id);
-- Who holds something by a self-service purchase.
create index license_by_purchase on license (organization_id, source_id, user_id) where source = 'self-service';

-- The ledger: append-only, one entry an order. `written` is the sequence in which entries were written; it has gaps. When
-- an entry is sealed, it gets its number and its hash, which chains it to the one before; nothing of it changes any more.
-- digest stands for all that it says. The long texts stand last, so that the rest is read without them.
create table ledger (
    organization_id bigint not null references organization,
    written bigint not null generated always as identity,
    entry bigint,
    at bigint not null,
    actor text collate "C" not null,
    actor_id bytea,
    origin text collate "C" not null,
    idempotency_key text collate "C",
    order_digest bytea not null,
    digest bytea not null,
    previous_hash bytea,
    hash bytea,
    changed_users bigint not null,
    summary text collate "C" not null,
    left_out text collate "C" not null,
    order_asked text collate "C" not null,
    changes text collate "C" not null,
    primary key (organization_id, written),
    constraint ledger_sealed check (
        (entry is null) = (hash is null) and (entry is null) = (previous_hash is null))
);
create unique index ledger_entry on ledger (organization_id, entry);
create unique index ledger_key on ledger (organization_id, idempotency_key) where idempotency_key is not null;
-- What waits for its seal.
create index ledger_unsealed on ledger (organization_id, written) where entry is null;

-- How far the ledger is sealed: the number and the hash of the last entry. Who seals locks it.
create table chain (
    organization_id bigint not null primary key references organization,
    entry bigint not null,
    hash bytea not null
);

create table credential (
    organization_id bigint not null,
    user_id bytea not null,
    password_hash text collate "C" not null,
    changed_at bigint not null,
    -- An admin gave it: it must be changed at the next sign-in.
    must_change bigint not null default 0,
    primary key (organization_id, user_id),
    foreign key (organization_id, user_id) references person
);

create table role_assignment (
    organization_id bigint not null,
    user_id bytea not null,
    role text collate "C" not null,
    primary key (organization_id, user_id, role),
    foreign key (organization_id, user_id) references person
);

-- Only the SHA-256 of a session's 256-bit token is kept.
create table session (
    organization_id bigint not null,
    token_hash bytea not null,
    user_id bytea not null,
    created_at bigint not null,
    seen_at bigint not null,
    agent text collate "C" not null default '',
    primary key (organization_id, token_hash),
    foreign key (organization_id, user_id) references person
);
create index session_by_token on session (token_hash);
create index session_by_user on session (organization_id, user_id);

-- Questions of the list of users that somebody wants to ask again. question is the domain's SavedView, as JSON.
create table saved_view (
    organization_id bigint not null,
    user_id bytea not null,
    name text collate "C" not null,
    question text collate "C" not null,
    primary key (organization_id, user_id, name),
    foreign key (organization_id, user_id) references person
);

-- A deleted user's row moves here, with all that is restored with it, so that no list, search or count of users can
-- meet it. licenses, groups, roles and views are JSON: [[product, source, source, services off, since, by], ...],
-- [group, ...], [role, ...], [[name, question], ...]; ids are hexadecimal. A password is not kept.
create table deleted_person (
    organization_id bigint not null references organization,
    user_id bytea not null,
    username text collate "C" not null,
    username_key text collate "C" not null,
    name text collate "C" not null,
    name_key text collate "C" not null,
    first_name text collate "C" not null,
    last_name text collate "C" not null,
    mail text collate "C" not null,
    kind text collate "C" not null constraint deleted_person_kind check (kind in ('member', 'guest')),
    enabled bigint not null,
    location text collate "C",
    job_title text collate "C" not null,
    department text collate "C" not null,
    office text collate "C" not null,
    city text collate "C" not null,
    country text collate "C" not null,
    words text collate "C" not null,
    created_at bigint not null,
    deleted_at bigint not null,
    deleted_by text collate "C" not null,
    licenses text collate "C" not null,
    groups text collate "C" not null,
    roles text collate "C" not null,
    views text collate "C" not null,
    primary key (organization_id, user_id)
);
create unique index deleted_person_username on deleted_person (organization_id, username_key);
-- The list of deleted users, the last first; and who is to be purged.
create index deleted_person_by_time on deleted_person (organization_id, deleted_at, user_id);


-- What came of the invitation of a guest, the last one if there were several. Of its one-time token only the SHA-256 is
-- kept. A guest who is deleted and restored has it still, so there is no foreign key.
create table invitation (
    organization_id bigint not null references organization,
    user_id bytea not null,
    token_hash bytea not null,
    invited_at bigint not null,
    invited_by text collate "C" not null,
    expires_at bigint not null,
    accepted_at bigint,
    revoked_at bigint,
    primary key (organization_id, user_id)
);
create index invitation_by_token on invitation (token_hash);

-- Products with a threshold of their own.
create table low_stock (
    organization_id bigint not null,
    product_id bytea not null,
    low_stock bigint not null constraint low_stock_number check (low_stock >= 0),
    low_stock_unit text collate "C" not null constraint low_stock_unit check (low_stock_unit in ('seats', 'percent')),
    primary key (organization_id, product_id),
    foreign key (organization_id, product_id) references product
);

-- A product's seats at the end of a day, counted from 1970-01-01; only of days on which they changed.
create table seat_day (
    organization_id bigint not null,
    product_id bytea not null,
    day bigint not null,
    assignable bigint not null,
    assigned bigint not null,
    primary key (organization_id, product_id, day),
    foreign key (organization_id, product_id) references product
);

-- What is known of the days before somebody kept book: since when those have their licenses who have them now,
-- and since when there are the subscriptions that there are now.
create view seat_past (organization_id, product_id, day, assignable, assigned) as
with moved (organization_id, product_id, day, assignable, assigned) as (
    select organization_id, product_id, min(since) / 86400, 0, 1
    from license where source <> 'self-service' group by organization_id, product_id, user_id
    union all
    select organization_id, product_id, created_at / 86400,
           case when state in ('active', 'expired') and channel <> 'self-service' then seats else 0 end, 0
    from subscription
), by_day as (
    select organization_id, product_id, day, sum(assignable) as assignable, sum(assigned) as assigned
    from moved group by organization_id, product_id, day
)
select organization_id, product_id, day, cast(sum(assignable) over past as bigint),
       cast(sum(assigned) over past as bigint)
from by_day window past as (partition by organization_id, product_id order by day);
