-- What came of the invitation of a guest, the last one if there were several. Of its one-time token only the SHA-256 is
-- kept. A guest who is deleted and restored has it still, so there is no foreign key.
create table invitation (
    organization_id integer not null references organization,
    user_id blob not null,
    token_hash blob not null,
    invited_at integer not null,
    invited_by text not null,
    expires_at integer not null,
    accepted_at integer,
    revoked_at integer,
    primary key (organization_id, user_id)
) strict, without rowid;
create unique index invitation_by_token on invitation (token_hash);
