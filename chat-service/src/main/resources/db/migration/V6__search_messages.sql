-- What can be found: derived from chat_messages by the projector, so it can be dropped and made anew.
-- A document holds the words as several languages stem them, without accents, runs of Chinese,
-- Japanese and Korean characters in pairs, and one word each for the workspace and the room, so that
-- one index narrows by all of them.
create table message_search (
  message_id uuid        primary key,
  room_id    uuid        not null,
  created_at timestamptz not null,
  document   tsvector    not null
);
create index message_search_by_document on message_search using gin (document);
create index message_search_by_room on message_search (room_id);
