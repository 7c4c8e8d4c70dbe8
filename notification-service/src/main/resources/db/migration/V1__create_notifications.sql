-- Each person's notifications, newest last by seq.

create table recipients (
  workspace    text   not null,
  user_id      text   not null,
  last_seq     bigint not null default 0,       -- the seq of the newest notification
  unread_count bigint not null default 0,       -- exact: changed only with this row locked
  primary key (workspace, user_id)
);

create table notifications (
  id         uuid        primary key,
  workspace  text        not null,
  user_id    text        not null,
  seq        bigint      not null,              -- grows per person; drawn with the recipient's row locked
  type       text        not null,
  priority   text        not null check (priority in ('low', 'normal', 'high', 'urgent')),
  title      text        not null,
  body       text        not null,
  image      text,
  actions    jsonb       not null,
  link       text,
  data       jsonb       not null,
  source_key text,                              -- what caused it; once per person
  created_at timestamptz not null,
  read_at    timestamptz,
  foreign key (workspace, user_id) references recipients
);
create unique index notifications_by_seq on notifications (workspace, user_id, seq);
create unique index notifications_by_source on notifications (workspace, user_id, source_key)
  where source_key is not null;
create index notifications_unread on notifications (workspace, user_id, seq) where read_at is null;
create index notifications_by_type on notifications (workspace, user_id, type, seq);

create view v_notification_summary as
  select workspace, user_id,
         count(*) as total_count,
         count(*) filter (where read_at is null) as unread_count,
         max(created_at) as latest_at
  from notifications
  group by workspace, user_id;

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
