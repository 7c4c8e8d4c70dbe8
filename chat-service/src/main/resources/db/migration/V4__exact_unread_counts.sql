-- Unread counts become exact, room-wide mentions are counted, receipts may be private, and moved read
-- pointers are announced together.

alter table chat_messages
  add column mentions_room text check (mentions_room in ('room', 'here'));
create index chat_messages_deleted on chat_messages (room_id, seq) where deleted_at is not null;
create index chat_messages_for_all
  on chat_messages (room_id, seq) where mentions_room is not null and deleted_at is null;

-- last_read_* is what counts for the member; public_read_* is what others may know of it.
alter table chat_room_members
  add column public_read_seq bigint not null default 0,
  add column public_read_at  timestamptz;
update chat_room_members set public_read_seq = last_read_seq, public_read_at = last_read_at;

-- Pointers that have moved and are not announced yet.
create table chat_read_moves (
  room_id    uuid        not null,
  user_id    text        not null,
  seq        bigint      not null,
  read_at    timestamptz not null,
  is_private boolean     not null,
  primary key (room_id, user_id)
);

-- What a member has not read. Messages are numbered without gaps and who sends has read what was
-- sent: so what is unread is a difference of two numbers, less what was deleted. Only deleted
-- messages are looked at, and no row is written for a count.
drop view v_unread_message_counts;
create view v_unread_message_counts as
select
  m.workspace,
  m.user_id,
  m.room_id,
  m.last_read_seq,
  greatest(
    0,
    r.last_seq - m.last_read_seq
      - (select count(*)
           from chat_messages x
          where x.room_id = m.room_id
            and x.seq > m.last_read_seq
            and x.deleted_at is not null)) as unread_count,
  (select count(*)
     from chat_message_mentions x
    where x.room_id = m.room_id
      and x.user_id = m.user_id
      and x.seq > m.last_read_seq)
  + (select count(*)
       from chat_messages x
      where x.room_id = m.room_id
        and x.seq > m.last_read_seq
        and x.mentions_room is not null
        and x.deleted_at is null
        and m.user_id <> all (x.mentions)) as mention_count
from chat_room_members m
join chat_rooms r on r.id = m.room_id;
