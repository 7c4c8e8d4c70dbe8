-- Messages answer messages, one level deep. The one that is answered knows how often and by whom
-- last; those who take part in a thread have a read pointer in it.

alter table chat_messages
  add column reply_count        integer not null default 0,
  add column last_reply_seq     bigint,
  add column last_reply_at      timestamptz,
  add column last_reply_user_id text;
create index chat_messages_replies
  on chat_messages (room_id, parent_id, seq) where parent_id is not null;

update chat_messages p
   set reply_count = c.replies,
       last_reply_seq = x.seq,
       last_reply_at = x.created_at,
       last_reply_user_id = x.user_id
  from (select room_id, parent_id, count(*) as replies, max(seq) as seq
          from chat_messages
         where parent_id is not null and deleted_at is null
         group by room_id, parent_id) c
  join chat_messages x on x.room_id = c.room_id and x.seq = c.seq
 where p.room_id = c.room_id and p.id = c.parent_id;

create table chat_thread_members (
  room_id       uuid   not null,
  parent_id     uuid   not null,
  user_id       text   not null,
  last_read_seq bigint not null,
  primary key (room_id, parent_id, user_id)
);
create index chat_thread_members_by_user on chat_thread_members (room_id, user_id);

insert into chat_thread_members (room_id, parent_id, user_id, last_read_seq)
select distinct x.room_id, x.parent_id, who.user_id, r.last_seq
  from chat_messages x
  join chat_messages p on p.id = x.parent_id
  join chat_rooms r on r.id = x.room_id
  cross join lateral (values (x.user_id), (p.user_id)) who (user_id);
