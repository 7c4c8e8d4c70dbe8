-- Rooms, their members, messages and read pointers; who people are; and what the platform's
-- outbox and inbox need. The connection's schema is this service's own.

-- Names and pictures as the tokens of a workspace's people said last.
create table chat_users (
  workspace     text        not null,
  user_id       text        not null,
  first_name    text,
  last_name     text,
  profile_image text,
  updated_at    timestamptz not null,
  primary key (workspace, user_id)
);

-- A room's row is also what orders it: sends and membership changes take its lock. It is updated
-- with each message, in place: no index on what changes, and room to spare in its page (HOT).
create table chat_rooms (
  id               uuid        primary key,
  workspace        text        not null,
  kind             text        not null check (kind in ('direct', 'group')),
  name             text,
  direct_key       text,
  created_by       text        not null,
  created_at       timestamptz not null,
  last_activity_at timestamptz not null,
  last_seq         bigint      not null,
  member_count     integer     not null,
  archived_at      timestamptz,
  check ((kind = 'direct') = (direct_key is not null)),
  check ((kind = 'direct') = (name is null))
) with (fillfactor = 70);
create unique index chat_rooms_direct on chat_rooms (workspace, direct_key) where direct_key is not null;

create table chat_room_members (
  room_id       uuid        not null references chat_rooms (id),
  user_id       text        not null,
  workspace     text        not null,
  role          text        not null check (role in ('owner', 'admin', 'member')),
  joined_at     timestamptz not null,
  last_read_seq bigint      not null,
  last_read_at  timestamptz,
  primary key (room_id, user_id)
) with (fillfactor = 80);
create index chat_room_members_by_user on chat_room_members (workspace, user_id);
create unique index chat_room_members_owner on chat_room_members (room_id) where role = 'owner';

-- No foreign key to the room: the one statement that inserts holds the room's row, and a key check
-- per message would cost for nothing. The sender's own id of a message is unique for ever; the hash
-- of what was sent under it tells a retry from another message, also after an edit.
create table chat_messages (
  room_id           uuid        not null,
  seq               bigint      not null,
  id                uuid        not null,
  user_id           text        not null,
  message           text        not null,
  parent_id         uuid,
  mentions          text[]      not null,
  client_message_id text,
  payload_hash      bytea       not null,
  created_at        timestamptz not null,
  edited_at         timestamptz,
  deleted_at        timestamptz,
  primary key (room_id, seq)
);
create unique index chat_messages_by_id on chat_messages (id);
create unique index chat_messages_by_client_message_id
  on chat_messages (room_id, user_id, client_message_id) where client_message_id is not null;

-- One row per member that a message mentions, so that mentions are counted like messages: against
-- the read pointer.
create table chat_message_mentions (
  room_id uuid   not null,
  user_id text   not null,
  seq     bigint not null,
  primary key (room_id, user_id, seq)
);

-- What a member has not read: derived, so it cannot drift. Counted up to 1000, which means
-- "1000 or more" and bounds the cost per room.
create view v_unread_message_counts as
select
  m.workspace,
  m.user_id,
  m.room_id,
  m.last_read_seq,
  (select count(*)
     from (select 1
             from chat_messages x
            where x.room_id = m.room_id
              and x.seq > m.last_read_seq
              and x.user_id <> m.user_id
              and x.deleted_at is null
            limit 1000) unread) as unread_count,
  (select count(*)
     from (select 1
             from chat_message_mentions x
            where x.room_id = m.room_id
              and x.user_id = m.user_id
              and x.seq > m.last_read_seq
            limit 1000) mentions) as mention_count
from chat_room_members m;

create table outbox (
  id         bigint generated always as identity primary key,
  event_id   uuid        not null,
  topic      text        not null,
  record_key text        not null,
  headers    jsonb       not null,
  data       text        not null,
  created_at timestamptz not null default now()
);

create table inbox (
  consumer   text        not null,
  event_id   text        not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
create index inbox_by_time on inbox (handled_at);

create table outbox_dead_letter (
  like outbox,
  reason    text        not null,
  failed_at timestamptz not null default now()
);
