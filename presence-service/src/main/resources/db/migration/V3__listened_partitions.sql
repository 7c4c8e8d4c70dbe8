-- Up to when each partition of the gateways' log has been read, by whichever replica reads it.
create table listened_partitions (
  log_partition integer     primary key,
  heard_until   timestamptz not null
);
