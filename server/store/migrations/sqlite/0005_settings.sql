-- Settings of the organization, and the history of its seats.

alter table organization add column cloud text not null default 'worldwide'
    constraint organization_cloud check (cloud in ('worldwide', '21vianet'));
-- Stock is low at so many seats, or percent of the seats, left.
alter table organization add column low_stock integer not null default 10
    constraint organization_low_stock check (low_stock >= 0);
alter table organization add column low_stock_unit text not null default 'percent'
    constraint organization_low_stock_unit check (low_stock_unit in ('seats', 'percent'));

-- Products with a threshold of their own.
create table low_stock (
    organization_id integer not null,
    product_id blob not null,
    low_stock integer not null constraint low_stock_number check (low_stock >= 0),
    low_stock_unit text not null constraint low_stock_unit check (low_stock_unit in ('seats', 'percent')),
    primary key (organization_id, product_id),
    foreign key (organization_id, product_id) references product
) strict, without rowid;

-- A product's seats at the end of a day, counted from 1970-01-01; only of days on which they changed.
create table seat_day (
    organization_id integer not null,
    product_id blob not null,
    day integer not null,
    assignable integer not null,
    assigned integer not null,
    primary key (organization_id, product_id, day),
    foreign key (organization_id, product_id) references product
) strict, without rowid;

-- What is known of the days before somebody kept book: since when those have their licenses who have them now,
-- and since when there are the subscriptions that there are now.
create view seat_past (organization_id, product_id, day, assignable, assigned) as
with moved (organization_id, product_id, day, assignable, assigned) as (
    select organization_id, product_id, min(since) / 86400, 0, 1
    from license where source <> 'self-service' group by organization_id, product_id, user_id
    union all
    select organization_id, product_id, created_at / 86400,
           iif(state in ('active', 'expired') and channel <> 'self-service', seats, 0), 0
    from subscription
), by_day as (
    select organization_id, product_id, day, sum(assignable) as assignable, sum(assigned) as assigned
    from moved group by organization_id, product_id, day
)
select organization_id, product_id, day, sum(assignable) over past, sum(assigned) over past
from by_day window past as (partition by organization_id, product_id order by day);

insert into seat_day (organization_id, product_id, day, assignable, assigned)
select organization_id, product_id, day, assignable, assigned from seat_past;
