-- Assign panes that are open, and the seats that are held for them until a moment: times are seconds since 1970 UTC. A hold
-- is no license: the counters of seats know nothing of it. wanted is what the pane needs, seats what there was to hold.
-- No row refers to others, so that nothing waits for one that its page forgot: it is dropped by time.
create table hold (
    organization_id bigint not null,
    hold_id bytea not null,
    user_id bytea not null,
    product_id bytea not null,
    wanted bigint not null,
    seats bigint not null constraint hold_seats check (seats >= 0),
    until_at bigint not null,
    seen_at bigint not null,
    primary key (organization_id, hold_id)
);
create index hold_by_product on hold (organization_id, product_id);
