-- Hits as they came in. The time is part of the key so that the tables can be partitioned by day:
-- a hit keeps its id and its time however often it is delivered.
create table page_views (
  id          uuid        not null,
  received_at timestamptz not null,
  workspace   text        not null,
  site        text        not null,
  visitor     text        not null,
  url         text        not null,
  host        text        not null,
  path        text        not null,
  title       text,
  referrer    text,
  primary key (received_at, id)
);
create index page_views_by_site on page_views (workspace, site, received_at);

create table visitor_events (
  id          uuid        not null,
  received_at timestamptz not null,
  workspace   text        not null,
  site        text        not null,
  visitor     text        not null,
  name        text        not null,
  url         text        not null,
  host        text        not null,
  path        text        not null,
  props       jsonb       not null,
  primary key (received_at, id)
);
create index visitor_events_by_site on visitor_events (workspace, site, received_at);

-- The live buckets of the last hour. A bucket is unpublished from a change until it is announced.
create table live_buckets (
  workspace   text        not null,
  site        text        not null,
  starts_at   timestamptz not null,
  pageviews   bigint      not null,
  visitors    bigint      not null,
  events      bigint      not null,
  unpublished boolean     not null,
  primary key (workspace, site, starts_at)
);
create index live_buckets_unpublished on live_buckets (workspace, site, starts_at) where unpublished;
create index live_buckets_by_time on live_buckets (starts_at);

-- Who was seen in which live bucket, so that each visitor counts once in it.
create table live_visitors (
  workspace text        not null,
  site      text        not null,
  starts_at timestamptz not null,
  visitor   text        not null,
  primary key (workspace, site, starts_at, visitor)
);
create index live_visitors_by_time on live_visitors (starts_at);

-- Sums of a site's UTC day.
create table site_days (
  workspace text   not null,
  site      text   not null,
  day       date   not null,
  pageviews bigint not null,
  visitors  bigint not null,
  events    bigint not null,
  primary key (workspace, site, day)
);

-- Who was seen on which day; kept only while that day can still change.
create table day_visitors (
  workspace text not null,
  site      text not null,
  day       date not null,
  visitor   text not null,
  primary key (workspace, site, day, visitor)
);
create index day_visitors_by_day on day_visitors (day);

-- The random salts of visitor ids, of today and yesterday only: without its salt, an id leads
-- nowhere.
create table visitor_salts (
  day  date  primary key,
  salt bytea not null
);

create view v_popular_pages as
select workspace, site, host, path, count(*) as pageviews, count(distinct visitor) as visitor_days
from page_views
group by workspace, site, host, path;

create table outbox (
  id         bigint      generated always as identity primary key,
  event_id   uuid        not null,
  topic      text        not null,
  record_key text        not null,
  headers    jsonb       not null,
  data       text        not null,
  created_at timestamptz not null default now()
);

create table outbox_dead_letter (
  like outbox,
  reason    text        not null,
  failed_at timestamptz not null default now()
);

create table inbox (
  consumer   text        not null,
  event_id   text        not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
create index inbox_by_time on inbox (handled_at);
