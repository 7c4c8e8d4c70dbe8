-- What a notification cites of a chat message goes or changes with the message.

create index notifications_of_message on notifications (workspace, (data ->> 'messageId'))
  where data ->> 'messageId' is not null;
create index notifications_of_room on notifications (workspace, (data ->> 'roomId'))
  where data ->> 'messageId' is not null;

-- Where a list begins that is to begin at a time.
create index notifications_by_arrival on notifications (workspace, user_id, created_at)
  where seq is not null;
