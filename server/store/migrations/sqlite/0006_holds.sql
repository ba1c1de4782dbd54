-- Assign panes that are open, and the seats that are held for them until a moment: times are seconds since 1970 UTC. A hold
-- is no license: the counters of seats know nothing of it. wanted is what the pane needs, seats what there was to hold.
-- No row refers to others, so that nothing waits for one that its page forgot: it is dropped by time.
create table hold (
    organization_id integer not null,
    hold_id blob not null,
    user_id blob not null,
    product_id blob not null,
    wanted integer not null,
    seats integer not null constraint hold_seats check (seats >= 0),
    until_at integer not null,
    seen_at integer not null,
    primary key (organization_id, hold_id)
) strict, without rowid;
create index hold_by_product on hold (organization_id, product_id);
