-- What rooms there are, as chat-service's log says: rules ask for their kind.

create table rooms (
  workspace text not null,
  room_id   text not null,
  kind      text not null,
  name      text,
  primary key (workspace, room_id)
);
