-- Organizations whose admins may act in another one, their customer: it leads the key. roles are those that the customer
-- gave, separated by commas; none if they were taken away. Nothing refers to the partner, so that the schema still shards
-- by organization.
create table partner (
    organization_id bigint not null references organization,
    partner_id bigint not null,
    roles text collate "C" not null default '',
    primary key (organization_id, partner_id)
);
create index partner_by_partner on partner (partner_id, organization_id);

-- At which customer's the session is; at home if at none.
alter table session add column acts_in bigint;

-- Whose pane it is, by name: it may be a partner's, whom the organization's own users don't have.
delete from hold;
alter table hold add column admin text collate "C" not null default '';

-- The same for saved views: whose they are may be at home elsewhere.
alter table saved_view drop constraint saved_view_organization_id_user_id_fkey;
alter table saved_view add foreign key (organization_id) references organization;
