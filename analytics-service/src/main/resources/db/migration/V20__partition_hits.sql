-- Hits by the UTC day on which they happened. A day's partition is made when its first hit comes,
-- and dropped as a whole when the time to keep it is over. The unique index is also the way to a
-- site's hits of a time.
alter table page_views rename to old_page_views;
alter table old_page_views rename constraint page_views_pkey to old_page_views_pkey;
alter index page_views_by_site rename to old_page_views_by_site;
alter table visitor_events rename to old_visitor_events;
alter table old_visitor_events rename constraint visitor_events_pkey to old_visitor_events_pkey;
alter index visitor_events_by_site rename to old_visitor_events_by_site;
drop view v_popular_pages;

create table page_views (
  workspace       text        not null,
  site            text        not null,
  occurred_at     timestamptz not null,
  id              uuid        not null,
  received_at     timestamptz not null,
  visitor         text        not null,
  user_id         text,
  bot             text,
  host            text        not null,
  path            text        not null,
  country         text,
  region          text,
  city            text,
  browser         text,
  browser_version text,
  os              text,
  os_version      text,
  device          text,
  screen          text,
  language        text,
  url             text        not null,
  referrer        text,
  title           text,
  props           jsonb       not null,
  unique (workspace, site, occurred_at, id)
) partition by range (occurred_at);

create table visitor_events (
  workspace       text        not null,
  site            text        not null,
  occurred_at     timestamptz not null,
  id              uuid        not null,
  received_at     timestamptz not null,
  visitor         text        not null,
  user_id         text,
  bot             text,
  host            text        not null,
  path            text        not null,
  country         text,
  region          text,
  city            text,
  browser         text,
  browser_version text,
  os              text,
  os_version      text,
  device          text,
  screen          text,
  language        text,
  url             text        not null,
  name            text        not null,
  props           jsonb       not null,
  interactive     boolean     not null,
  revenue_micros  bigint,
  revenue_currency text,
  unique (workspace, site, occurred_at, id)
) partition by range (occurred_at);

-- Time spent on pages that were seen before: what the visitors' browsers report in between.
create table page_engagements (
  workspace       text        not null,
  site            text        not null,
  occurred_at     timestamptz not null,
  id              uuid        not null,
  received_at     timestamptz not null,
  visitor         text        not null,
  user_id         text,
  bot             text,
  host            text        not null,
  path            text        not null,
  country         text,
  region          text,
  city            text,
  browser         text,
  browser_version text,
  os              text,
  os_version      text,
  device          text,
  screen          text,
  language        text,
  engaged_ms      bigint      not null,
  scroll_depth    int,
  unique (workspace, site, occurred_at, id)
) partition by range (occurred_at);

-- Visits, by the UTC day of their last hit: one that goes on moves to the next partition. Hits of
-- programs make visits of their own. Former visitors are the ids under which the same visit began
-- before midnight, separated by spaces.
create table visitor_sessions (
  workspace       text        not null,
  site            text        not null,
  visitor         text        not null,
  former_visitors text,
  user_id         text,
  bot             text,
  started_at      timestamptz not null,
  first_hit       uuid        not null,
  ended_at        timestamptz not null,
  last_hit        uuid        not null,
  pageviews       bigint      not null,
  events          bigint      not null,
  interactions    bigint      not null,
  engaged_ms      bigint      not null,
  entered_at      timestamptz,
  entry_hit       uuid,
  entry_host      text,
  entry_page      text,
  left_at         timestamptz,
  exit_hit        uuid,
  exit_page       text,
  referrer        text,
  referrer_host   text,
  source          text,
  channel         text        not null,
  utm_source      text,
  utm_medium      text,
  utm_campaign    text,
  utm_term        text,
  utm_content     text,
  country         text,
  region          text,
  city            text,
  browser         text,
  browser_version text,
  os              text,
  os_version      text,
  device          text,
  screen          text,
  language        text
) partition by range (ended_at);
create index visitor_sessions_by_visitor on visitor_sessions (workspace, site, visitor);
create index visitor_sessions_by_start on visitor_sessions (workspace, site, started_at);
create index visitor_sessions_by_former on visitor_sessions
  using gin (string_to_array(former_visitors, ' ')) where former_visitors is not null;

-- Up to where each partition of the hits' topic is in the tables, written with what it brought. The
-- topic's id tells a topic that was made anew from the one before.
create table hit_offsets (
  topic_id    text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (topic_id, partition)
);

-- Sums of a site's UTC hours and days, for each value of each dimension; the dimension 'all' has
-- one value. Sketches hold the different visitors.
create table rollups (
  workspace   text        not null,
  site        text        not null,
  grain       text        not null check (grain in ('hour', 'day')),
  dimension   text        not null,
  starts_at   timestamptz not null,
  value       text        not null,
  pageviews   bigint      not null,
  events      bigint      not null,
  visits      bigint      not null,
  bounces     bigint      not null,
  duration_ms bigint      not null,
  engaged_ms  bigint      not null,
  visitors    bytea       not null,
  primary key (workspace, site, grain, dimension, starts_at, value)
);
create index rollups_by_time on rollups (grain, starts_at);

-- Hours whose sums are not, or no longer, what the rows say; readers count their rows instead.
create table stale_hours (
  workspace  text        not null,
  site       text        not null,
  starts_at  timestamptz not null,
  since      timestamptz not null,
  touched_at timestamptz not null,
  primary key (workspace, site, starts_at)
);

-- Days whose sums are not, or no longer, those of their hours.
create table stale_days (
  workspace text        not null,
  site      text        not null,
  starts_at timestamptz not null,
  primary key (workspace, site, starts_at)
);

-- Who was seen, as a sketch; exact while they are few.
drop table live_visitors;
drop table day_visitors;
drop table live_buckets;
drop table site_days;

create table live_buckets (
  workspace   text        not null,
  site        text        not null,
  starts_at   timestamptz not null,
  pageviews   bigint      not null,
  events      bigint      not null,
  visitors    bytea       not null,
  unpublished boolean     not null,
  primary key (workspace, site, starts_at)
);
create index live_buckets_unpublished on live_buckets (workspace, site, starts_at) where unpublished;
create index live_buckets_by_time on live_buckets (starts_at);

create table site_days (
  workspace text   not null,
  site      text   not null,
  day       date   not null,
  pageviews bigint not null,
  events    bigint not null,
  visitors  bytea  not null,
  primary key (workspace, site, day)
);
create index site_days_by_day on site_days (day);

do $$
declare
  each date;
  stem text;
begin
  for each in
    select distinct (received_at at time zone 'UTC')::date from old_page_views
    union
    select distinct (received_at at time zone 'UTC')::date from old_visitor_events
  loop
    foreach stem in array array['page_views', 'visitor_events'] loop
      execute format(
        'create table %I partition of %I for values from (%L) to (%L)',
        stem || '_' || to_char(each, 'YYYYMMDD'), stem,
        to_char(each, 'YYYY-MM-DD') || ' 00:00:00+00',
        to_char(each + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
    end loop;
  end loop;
end
$$;
insert into page_views
  (workspace, site, occurred_at, id, received_at, visitor, host, path, url, referrer, title, props)
select workspace, site, received_at, id, received_at, visitor, host, path, url, referrer, title, '{}'
from old_page_views;
insert into visitor_events
  (workspace, site, occurred_at, id, received_at, visitor, host, path, url, name, props, interactive)
select workspace, site, received_at, id, received_at, visitor, host, path, url, name, props, true
from old_visitor_events;
insert into stale_hours
select workspace, site, date_trunc('hour', occurred_at, 'UTC'), min(received_at), max(received_at)
from (
  select workspace, site, occurred_at, received_at from page_views
  union all
  select workspace, site, occurred_at, received_at from visitor_events
) hit
group by 1, 2, 3;
drop table old_page_views;
drop table old_visitor_events;

create view v_popular_pages as
select workspace, site, host, path, count(*) as pageviews, count(distinct visitor) as visitor_days
from page_views
where bot is null
group by workspace, site, host, path;

create view v_visitor_analytics as
select workspace, site, (started_at at time zone 'UTC')::date as day,
       count(*) as visits,
       count(distinct visitor) as visitors,
       sum(pageviews)::bigint as pageviews,
       sum(events)::bigint as events,
       count(*) filter (where pageviews <= 1 and interactions = 0 and engaged_ms < 10000) as bounces,
       avg(greatest(extract(epoch from ended_at - started_at) * 1000, engaged_ms))::bigint
         as average_duration_ms
from visitor_sessions
where bot is null
group by 1, 2, 3;
