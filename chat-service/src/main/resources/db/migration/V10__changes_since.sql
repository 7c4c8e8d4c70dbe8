-- What has changed since a client last asked. A row knows the transaction that changed it last, and
-- a transaction that was not over when somebody looked has no lower number than the lowest that was
-- running then. Rows of before are told to nobody as changed.

alter table chat_rooms add column changed_xid xid8 not null default '0';
alter table chat_rooms alter column changed_xid set default pg_current_xact_id();

alter table chat_messages add column changed_xid xid8 not null default '0';
alter table chat_messages alter column changed_xid set default pg_current_xact_id();
create index chat_messages_by_change on chat_messages (room_id, changed_xid);

alter table chat_room_members
  add column joined_xid  xid8 not null default '0',
  add column changed_xid xid8 not null default '0',
  add column own_xid     xid8 not null default '0';
alter table chat_room_members
  alter column joined_xid set default pg_current_xact_id(),
  alter column changed_xid set default pg_current_xact_id();
create index chat_room_members_by_change on chat_room_members (room_id, changed_xid);

create function chat_stamp_change() returns trigger language plpgsql as $$
begin
  new.changed_xid := pg_current_xact_id();
  return new;
end
$$;

-- A message has changed when its number among the room's events has; a member when the role has. The
-- moves of read pointers, which are many, set off neither.
create trigger chat_messages_changed before update of event_seq on chat_messages
  for each row execute function chat_stamp_change();
create trigger chat_room_members_changed before update of role on chat_room_members
  for each row execute function chat_stamp_change();

-- What a member sets is told to nobody else.
create function chat_stamp_own() returns trigger language plpgsql as $$
begin
  new.own_xid := pg_current_xact_id();
  return new;
end
$$;
create trigger chat_room_members_set
  before update of is_muted, muted_until, pinned_at, hidden_seq on chat_room_members
  for each row execute function chat_stamp_own();

-- Who is no longer a member, and of what: kept for as long as clients may ask since before it.
create table chat_departures (
  workspace   text        not null,
  user_id     text        not null,
  room_id     uuid        not null,
  left_at     timestamptz not null default now(),
  changed_xid xid8        not null default pg_current_xact_id(),
  primary key (workspace, user_id, room_id)
);
create index chat_departures_by_room on chat_departures (room_id, changed_xid);
create index chat_departures_by_time on chat_departures (left_at);

-- When read pointers were announced last, to anybody and to the room. Beside the pointers, not in
-- their rows, so that who announces never waits for who reads.
create table chat_receipts (
  room_id     uuid not null,
  user_id     text not null,
  changed_xid xid8 not null,
  public_xid  xid8 not null,
  primary key (room_id, user_id)
);
create index chat_receipts_public on chat_receipts (room_id, public_xid);

create function chat_note_departure() returns trigger language plpgsql as $$
begin
  insert into chat_departures as d (workspace, user_id, room_id)
  values (old.workspace, old.user_id, old.room_id)
  on conflict (workspace, user_id, room_id) do update
    set left_at = excluded.left_at, changed_xid = excluded.changed_xid;
  delete from chat_receipts where room_id = old.room_id and user_id = old.user_id;
  return null;
end
$$;
create trigger chat_room_members_left after delete on chat_room_members
  for each row execute function chat_note_departure();
