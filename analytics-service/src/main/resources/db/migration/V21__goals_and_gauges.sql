-- What a site wants its visitors to do.
create table goals (
  id         uuid        primary key,
  workspace  text        not null,
  site       text        not null,
  name       text        not null,
  kind       text        not null check (kind in ('page', 'event')),
  pattern    text        not null,
  created_at timestamptz not null,
  unique (workspace, site, name)
);

-- The newest number of each kind that other services told of a dashboard. Which is the newest is
-- told by the event's time and id, in whatever order they come.
create table gauges (
  workspace text        not null,
  channel   text        not null,
  type      text        not null,
  subject   text        not null,
  at        timestamptz not null,
  event_id  text        not null,
  data      jsonb       not null,
  primary key (workspace, channel, type, subject)
);

-- The newest of each five seconds of the last hour.
create table gauge_points (
  workspace text        not null,
  channel   text        not null,
  type      text        not null,
  subject   text        not null,
  starts_at timestamptz not null,
  at        timestamptz not null,
  event_id  text        not null,
  data      jsonb       not null,
  primary key (workspace, channel, type, subject, starts_at)
);
create index gauge_points_by_time on gauge_points (starts_at);
