-- What became of every hit that was sent to a site: accepted + filtered + refused = received.
create table ingest_ledger (
  workspace text        not null,
  site      text        not null,
  hour      timestamptz not null,
  outcome   text        not null check (outcome in ('accepted', 'filtered', 'refused')),
  reason    text        not null,
  hits      bigint      not null,
  primary key (workspace, site, hour, outcome, reason)
);
create index ingest_ledger_by_time on ingest_ledger (hour);
