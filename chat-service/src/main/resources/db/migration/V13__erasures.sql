-- People who are to be forgotten, and how far that has come; who asked for it, and who has had
-- somebody's data. These rows are the record of both.

alter table chat_users add column erased_at timestamptz;

create table chat_erasures (
  id            uuid        primary key,
  workspace     text        not null,
  user_id       text        not null,
  messages      text        not null check (messages in ('erase', 'anonymise')),
  status        text        not null check (status in ('waiting', 'running', 'done')),
  requested_by  text        not null,
  requested_at  timestamptz not null,
  finished_at   timestamptz,
  message_count bigint      not null default 0,
  place_room_id uuid        not null default '00000000-0000-0000-0000-000000000000',
  place_seq     bigint      not null default 0,
  due_at        timestamptz not null
);
create unique index chat_erasures_open on chat_erasures (workspace, user_id) where status <> 'done';
create index chat_erasures_by_workspace on chat_erasures (workspace, requested_at desc, id desc);

create table chat_exports (
  id           uuid        primary key,
  workspace    text        not null,
  user_id      text        not null,
  requested_by text        not null,
  requested_at timestamptz not null
);
