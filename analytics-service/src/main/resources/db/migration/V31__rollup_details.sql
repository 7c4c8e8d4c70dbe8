-- What sums say besides: how many visitors there are, so that whole days can be added without their
-- sketches; how far pages were scrolled, in percent, and how often that was told; and what visitors
-- paid, in millionths by currency. The rows of all hours that were summed up are still there.
insert into stale_hours (workspace, site, starts_at, since, touched_at)
select distinct workspace, site, starts_at, now(), now() from rollups where grain = 'hour'
on conflict do nothing;
truncate rollups;

alter table rollups
  add column visitor_count    double precision not null,
  add column visitor_variance double precision not null,
  add column scroll_depth     bigint           not null,
  add column scrolls          bigint           not null,
  add column revenue          jsonb;
