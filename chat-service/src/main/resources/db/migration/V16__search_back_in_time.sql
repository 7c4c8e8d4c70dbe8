-- A word that many messages have is found by going back in time until a page is full, in all rooms or
-- in one, instead of sorting all that have it.
create index message_search_by_time on message_search (created_at, message_id);
drop index message_search_by_room;
create index message_search_by_room on message_search (room_id, created_at, message_id);
