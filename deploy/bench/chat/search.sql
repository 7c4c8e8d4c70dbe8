-- What search costs in the database: a workspace of a million messages in 400 rooms, for who is in all of
-- them, in forty, in two. Run it in chat-service's schema; everything is rolled back (a minute or two):
--   PGOPTIONS='-c search_path=chat' psql "$DATABASE" -f deploy/bench/chat/search.sql

\set QUIET on
\set ON_ERROR_STOP on
begin;

insert into chat_rooms (id, workspace, kind, name, created_by, created_at, last_activity_at, last_seq, member_count)
  select md5('bench-room-' || i)::uuid, 'bench-search', 'group', 'Room ' || i, 'all', now(), now(), 2500, 1
    from generate_series(0, 399) i;
insert into chat_room_members (room_id, user_id, workspace, role, joined_at, last_read_seq)
  select md5('bench-room-' || i)::uuid, who, 'bench-search', case who when 'all' then 'owner' else 'member' end, now(), 0
    from generate_series(0, 399) i
    cross join (values ('all', 1), ('forty', 10), ('two', 200)) as people (who, every)
   where i % every = 0;

-- A third of the messages say "hello"; the other words are the rarer the higher their number.
insert into chat_messages (room_id, seq, id, user_id, message, mentions, payload_hash, created_at)
  select md5('bench-room-' || i % 400)::uuid, i / 400 + 1, md5('bench-message-' || i)::uuid, 'all',
         (select string_agg('w' || floor(power(random(), 4) * 50000)::int, ' ') from generate_series(1, 9) where i = i)
           || case when i % 3 = 0 then ' hello' else '' end,
         '{}', '', now() - make_interval(secs => 1000000 - i)
    from generate_series(0, 999999) i;
insert into message_search (message_id, room_id, created_at, document)
  select id, room_id, created_at,
         array_to_tsvector(string_to_array(message, ' ')
           || array['ws62656e63682d736561726368', 'rm' || replace(room_id::text, '-', '')])
    from chat_messages where payload_hash = '';
analyze chat_rooms;
analyze chat_room_members;
analyze chat_messages;
analyze message_search;

create temporary table measured (who text, word text, found integer, ms double precision) on commit drop;

do $$
declare
  began timestamptz;
  looked text;
  reader text;
  hits  integer;
begin
  foreach reader in array array['all', 'forty', 'two'] loop
    foreach looked in array array['hello', 'w0', 'w30', 'w5000', 'w4999:*', 'w40000', 'nowhere'] loop
      for i in 1..20 loop
        began := clock_timestamp();
        execute format($q$
          select count(*) from (
            select x.*, s.created_at as found_at
              from message_search s
              join chat_room_members own
                on own.room_id = s.room_id and own.user_id = %L and own.workspace = 'bench-search'
              join chat_messages x on x.id = s.message_id and x.deleted_at is null
             where s.document @@ (to_tsquery('simple', %L) && 'ws62656e63682d736561726368'::tsquery)
               and (s.created_at, s.message_id) < ('infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff')
             order by s.created_at desc, s.message_id desc
             limit 51) page $q$, reader, looked)
          into hits;
        insert into measured values (reader, looked, hits,
                                     extract(epoch from clock_timestamp() - began) * 1000);
      end loop;
    end loop;
  end loop;
end $$;

select who, word, max(found) as found,
       round(percentile_cont(0.5) within group (order by ms)::numeric, 2) as p50_ms,
       round(max(ms)::numeric, 2) as max_ms
  from measured group by who, word order by who, min(ctid);

rollback;
