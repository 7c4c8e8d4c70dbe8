-- Messages change: they are edited, deleted, erased, reacted to and pinned. Everything that happens
-- in a room has a number of the room's events, drawn under the lock of its row.

alter table chat_rooms add column event_seq bigint not null default 0;
update chat_rooms set event_seq = last_seq;

-- reactions is what chat_reactions says, ready to be shown; deleted_at hides everything that was
-- said, erased_at says that it is no longer stored.
alter table chat_messages
  add column event_seq  bigint      not null default 0,
  add column version    integer     not null default 1,
  add column deleted_by text,
  add column erased_at  timestamptz,
  add column pinned_at  timestamptz,
  add column reactions  jsonb       not null default '[]';
update chat_messages set event_seq = seq;

-- What a message said before it was edited: every version but the present one.
create table chat_message_versions (
  room_id    uuid        not null,
  seq        bigint      not null,
  version    integer     not null,
  message    text        not null,
  created_at timestamptz not null,
  primary key (room_id, seq, version)
);

create table chat_reactions (
  room_id    uuid        not null,
  seq        bigint      not null,
  emoji      text        not null,
  user_id    text        not null,
  reacted_at timestamptz not null,
  primary key (room_id, seq, emoji, user_id)
);

create table chat_pins (
  room_id   uuid        not null,
  seq       bigint      not null,
  pinned_by text        not null,
  pinned_at timestamptz not null,
  primary key (room_id, seq)
);
