-- Organizations whose admins may act in another one, their customer: it leads the key. roles are those that the customer
-- gave, separated by commas; none if they were taken away. Nothing refers to the partner, so that the schema still shards
-- by organization.
create table partner (
    organization_id integer not null references organization,
    partner_id integer not null,
    roles text not null default '',
    primary key (organization_id, partner_id)
) strict, without rowid;
create index partner_by_partner on partner (partner_id, organization_id);

-- At which customer's the session is; at home if at none.
alter table session add column acts_in integer;

-- Whose pane it is, by name: it may be a partner's, whom the organization's own users don't have.
delete from hold;
alter table hold add column admin text not null default '';

-- The same for saved views: whose they are may be at home elsewhere.
create table saved_view_of_anybody (
    organization_id integer not null references organization,
    user_id blob not null,
    name text not null,
    question text not null,
    primary key (organization_id, user_id, name)
) strict, without rowid;
insert into saved_view_of_anybody (organization_id, user_id, name, question)
    select organization_id, user_id, name, question from saved_view;
drop table saved_view;
alter table saved_view_of_anybody rename to saved_view;
