-- Files that come with messages: reserved, uploaded, and then named by one message, or by none and
-- forgotten. What is released is no longer anybody's to see; its content goes first and its row then.

create table chat_attachments (
  id               uuid        primary key,
  workspace        text        not null,
  user_id          text        not null,
  name             text        not null,
  size             bigint      not null check (size > 0),
  declared_sha256  text,
  status           text        not null check (status in ('reserved', 'complete', 'released')),
  object_key       text,
  type             text,
  sha256           text,
  width            integer,
  height           integer,
  thumbnail        text        not null check (thumbnail in ('none', 'wanted', 'made')),
  thumbnail_tries  integer     not null default 0,
  thumbnail_due_at timestamptz,
  room_id          uuid,
  message_id       uuid,
  place            integer,
  created_at       timestamptz not null,
  check ((status = 'reserved') = (object_key is null) or status = 'released'),
  check ((room_id is null) = (message_id is null))
);
create index chat_attachments_of_message on chat_attachments (message_id) where message_id is not null;
create index chat_attachments_unused
  on chat_attachments (created_at) where message_id is null and status <> 'released';
create index chat_attachments_released on chat_attachments (id) where status = 'released';
create index chat_attachments_thumbnails
  on chat_attachments (thumbnail_due_at) where thumbnail = 'wanted' and status = 'complete';
create index chat_attachments_of_user on chat_attachments (workspace, user_id);

-- How many bytes each user has reserved or stored, and all of a workspace under the empty name.
create table chat_attachment_usage (
  workspace text   not null,
  user_id   text   not null,
  bytes     bigint not null,
  primary key (workspace, user_id)
);

alter table chat_messages add column attachments jsonb not null default '[]';
