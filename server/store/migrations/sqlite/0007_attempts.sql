-- How often somebody tried a secret in vain, by any server, since a moment (in seconds since 1970 UTC). Whose tries share a
-- counter follows from a hash, so that no number of made-up names makes the table grow beyond 16,384 rows an organization.
create table attempt (
    organization_id integer not null,
    counter integer not null,
    since_at integer not null,
    failures integer not null,
    primary key (organization_id, counter)
) strict, without rowid;
