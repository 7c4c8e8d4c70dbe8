-- What lists cost in the database: a person with 100,000 notifications, and a workspace of 10,000.
-- Run it in notification-service's schema; everything is rolled back:
--   PGOPTIONS='-c search_path=notification' psql "$DATABASE" -f deploy/bench/notification/lists.sql

\set QUIET on
\set ON_ERROR_STOP on
begin;

insert into recipients (workspace, user_id, last_seq, unread_count)
  values ('bench-lists', 'bob', 100000, 100000);
insert into notifications (id, workspace, user_id, seq, unread_since, type, priority, title, body,
                           actions, data, created_at)
  select gen_random_uuid(), 'bench-lists', 'bob', i, i, 'type_' || i % 10, 'normal', 'A title of some words',
         repeat('Some text. ', 10), '[]', '{}', now() - make_interval(secs => 100000 - i)
    from generate_series(1, 100000) i;
insert into recipients (workspace, user_id)
  select 'bench-broadcast', 'user-' || i from generate_series(1, 10000) i;
analyze notifications;
analyze recipients;

create temporary table measured (what text, ms double precision) on commit drop;

do $$
declare
  began timestamptz;
  work  text;
  name  text;
begin
  foreach name in array array['count', 'list', 'list, in the middle', 'unread', 'read all', 'broadcast',
                              'count, with broadcasts'] loop
    work := case name
      when 'count' then
        $q$select count from v_unread_counts where workspace = 'bench-lists' and user_id = 'bob'$q$
      when 'list' then
        $q$select * from notifications where workspace = 'bench-lists' and user_id = 'bob'
             and seq < 9223372036854775807 and archived_at is null order by seq desc limit 51$q$
      when 'list, in the middle' then
        $q$select * from notifications where workspace = 'bench-lists' and user_id = 'bob'
             and seq < 50000 and archived_at is null order by seq desc limit 51$q$
      when 'unread' then
        $q$select * from notifications where workspace = 'bench-lists' and user_id = 'bob'
             and read_at is null and seq < 9223372036854775807 and seq > 0 and archived_at is null
           order by seq desc limit 51$q$
      when 'read all' then
        $q$with mark as (insert into read_marks values ('bench-lists', 'bob', 100000, now())
                         on conflict do nothing)
           update recipients set read_through = last_seq, unread_count = 0
            where workspace = 'bench-lists' and user_id = 'bob'$q$
      when 'broadcast' then
        $q$with log as (insert into broadcast_logs values ('bench-broadcast', 1)
                        on conflict (workspace) do update set last_seq = broadcast_logs.last_seq + 1
                        returning last_seq)
           insert into broadcasts (id, workspace, seq, audience, type, priority, title, body, actions, data,
                                   created_at)
           select gen_random_uuid(), 'bench-broadcast', last_seq, 'workspace', 'system_alert', 'high', 'To all',
                  '', '[]', '{}', now() from log$q$
      else
        $q$select count from v_unread_counts
            where workspace = 'bench-broadcast' and user_id = 'user-5000'$q$
    end;
    for i in 1..200 loop
      began := clock_timestamp();
      execute work;
      insert into measured values (name, extract(epoch from clock_timestamp() - began) * 1000);
    end loop;
  end loop;
end $$;

select what,
       round(percentile_cont(0.5) within group (order by ms)::numeric, 3) as p50_ms,
       round(percentile_cont(0.99) within group (order by ms)::numeric, 3) as p99_ms
  from measured group by what order by what;

-- Each of the 10,000 has all 200 broadcasts unread.
select count(*) as people, min(count) as fewest_unread, max(count) as most_unread
  from v_unread_counts where workspace = 'bench-broadcast';

rollback;
