-- A subscription's term: when it began, how long the next one is, whether there will be one ("recurring billing"),
-- when seats were last added, and when the clock acts on it next. Times are seconds since 1970 UTC.
alter table subscription add column since_at integer not null default 0;
alter table subscription add column length text not null default 'annual'
    constraint subscription_length check (length in ('monthly', 'annual', 'perpetual'));
alter table subscription add column recurring integer not null default 0
    constraint subscription_recurring check (recurring in (0, 1));
alter table subscription add column grown_at integer not null default 0;
alter table subscription add column next_at integer;

-- Expired for 30 days, then disabled for 90, then deleted. What was bought and has an end is renewed, as is usual.
update subscription set
    since_at = created_at,
    grown_at = created_at,
    recurring = iif(channel = 'direct' and state = 'active' and ends_at is not null, 1, 0),
    next_at = case state
        when 'active' then ends_at
        when 'expired' then ends_at + 30 * 86400
        when 'disabled' then ends_at + 120 * 86400
    end;

-- What is due.
create index subscription_due on subscription (organization_id, next_at) where next_at is not null;
-- Who holds something by a self-service purchase.
create index license_by_purchase on license (organization_id, source_id, user_id) where source = 'self-service';
