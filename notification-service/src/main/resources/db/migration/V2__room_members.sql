-- Who is in which chat room, as chat-service's log says: whom a message to everybody is for.
create table room_members (
  workspace text not null,
  room_id   text not null,
  user_id   text not null,
  primary key (workspace, room_id, user_id)
);
