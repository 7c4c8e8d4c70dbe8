-- Rooms of further kinds, found by what they are for; guests; what a member sets for themselves; slow
-- mode; rooms that are read-only, or gone.

-- address is what a room is asked for by, if there is only one such room: a pair of people, a channel's
-- name, a project, a lead, a client's own id. Of a deleted room it is free again. archived_at says that
-- nobody writes; version counts what may be changed of the room itself.
alter table chat_rooms
  add column address           text collate "C",
  add column topic             text,
  add column project_id        text,
  add column lead_id           text,
  add column contact_id        text,
  add column slow_mode_seconds integer not null default 0 check (slow_mode_seconds >= 0),
  add column version           integer not null default 1,
  add column deleted_at        timestamptz,
  add column deleted_by        text;
update chat_rooms set address = 'direct:' || direct_key where direct_key is not null;
alter table chat_rooms
  drop column direct_key,
  drop constraint chat_rooms_kind_check,
  add check (kind in ('direct', 'group', 'channel', 'project', 'support')),
  add check (kind = 'group' or address is not null or deleted_at is not null);
create unique index chat_rooms_by_address on chat_rooms (workspace, address) where address is not null;

-- last_sent_at is what slow mode looks at: it is written with the pointers that a send moves anyway. A
-- room is hidden from a member's list until it has a message after hidden_seq.
alter table chat_room_members
  drop constraint chat_room_members_role_check,
  add check (role in ('owner', 'admin', 'member', 'guest')),
  add column last_sent_at timestamptz,
  add column is_muted     boolean not null default false,
  add column muted_until  timestamptz,
  add column pinned_at    timestamptz,
  add column hidden_seq   bigint;
