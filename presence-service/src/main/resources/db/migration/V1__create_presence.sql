-- What the gateways said of their connections, and what follows from it for each person.

create table gateway_leases (
  gateway_id    text        primary key,
  log_partition integer     not null,           -- where in gateway.connection.v1 its records are
  lease_ms      integer     not null check (lease_ms > 0),
  heard_at      timestamptz not null,           -- when its last record was handled, by this service's clock
  live          boolean     not null
);
create index gateway_leases_by_partition on gateway_leases (log_partition, heard_at);

create table connections (
  session_id text        primary key,
  gateway_id text        not null references gateway_leases on delete cascade,
  workspace  text        not null,
  user_id    text        not null,
  opened_at  timestamptz not null
);
create index connections_by_user on connections (workspace, user_id);
create index connections_by_gateway on connections (gateway_id);

create table user_presence (
  workspace     text        not null,
  user_id       text        not null,
  status        text        not null check (status in ('online', 'offline')),
  last_seen_at  timestamptz not null,
  offline_at    timestamptz,                    -- end of the grace, while no connection is live
  check_at      timestamptz,                    -- when the status has to be decided anew
  first_name    text,
  last_name     text,
  profile_image text,
  primary key (workspace, user_id)
);
create index user_presence_due on user_presence (check_at) where check_at is not null;
create index user_presence_online on user_presence (workspace, user_id) where status <> 'offline';

create view v_online_users as
  select workspace, user_id, status, last_seen_at, first_name, last_name, profile_image
  from user_presence
  where status <> 'offline';

create table outbox (
  id          bigint generated always as identity primary key,
  event_id    uuid        not null,
  topic       text        not null,
  record_key  text        not null,
  headers     jsonb       not null,
  data        text        not null,
  created_at  timestamptz not null default now()
);
create table outbox_dead_letter (
  like outbox,
  reason      text        not null,
  failed_at   timestamptz not null default now()
);
create table inbox (
  consumer    text        not null,
  event_id    text        not null,
  handled_at  timestamptz not null default now(),
  primary key (consumer, event_id)
);
create index inbox_by_time on inbox (handled_at);
