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
  reason    text        not null,
  failed_at timestamptz not null default now(),
  primary key (id)
);

create table inbox (
  consumer   text        not null,
  event_id   text        not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

create index inbox_by_time on inbox (handled_at);

-- The aggregate of the tests: a counter whose every change is an event.
create table counter (
  name  text primary key,
  value bigint not null
);
