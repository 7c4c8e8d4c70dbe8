-- Messages that are older than is kept go, from a room's beginning on: those up to and with this
-- number are no longer stored. What was not read of them is not unread any more.
alter table chat_rooms add column purged_seq bigint not null default 0;

create or replace view v_unread_message_counts as
select
  m.workspace,
  m.user_id,
  m.room_id,
  m.last_read_seq,
  greatest(
    0,
    r.last_seq - greatest(m.last_read_seq, r.purged_seq)
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
