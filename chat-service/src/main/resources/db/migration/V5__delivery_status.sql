-- How far messages have come: to whose devices, and up to where all members have got and read them.

alter table chat_room_members add column delivered_seq bigint not null default 0;
update chat_room_members
   set delivered_seq = last_read_seq, public_read_seq = greatest(public_read_seq, last_read_seq);

-- What rooms were told last.
create table chat_room_statuses (
  room_id       uuid   primary key,
  delivered_seq bigint not null,
  read_seq      bigint not null
);

-- Rooms in which a pointer has moved and whose status is to be looked at.
create table chat_delivery_moves (
  room_id uuid primary key
);
