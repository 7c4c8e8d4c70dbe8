-- Reading everything is one mark, not a change of every row; a notification is in one of four states.

alter table recipients
  -- What became unread up to this place in the person's sequence has been read.
  add column read_through bigint not null default 0;

alter table notifications
  -- The place in its owner's sequence at which it last became unread.
  add column unread_since  bigint,
  add column archived_at   timestamptz,
  add column snoozed_until timestamptz,         -- out of the list until then
  -- Those of a collapse key that it stands for, itself included, and the one that stands for it.
  add column collapsed     int not null default 1,
  add column replaced_by   uuid;
update notifications set unread_since = seq where seq is not null;

create index notifications_archived on notifications (workspace, user_id, seq)
  where seq is not null and archived_at is not null;
create index notifications_by_unread on notifications (workspace, user_id, unread_since)
  where read_at is null;
create index notifications_reopened on notifications (workspace, user_id, seq)
  where read_at is null and unread_since > seq;
create index notifications_snoozed on notifications (workspace, user_id, snoozed_until, id)
  where snoozed_until is not null;
create index notifications_collapsing on notifications (workspace, user_id, collapse_key)
  where collapse_key is not null and seq is not null and read_at is null;
create index notifications_replaced on notifications (replaced_by) where replaced_by is not null;
create index notifications_expiring on notifications (expires_at)
  where expires_at is not null and seq is not null;
create index notifications_by_reading on notifications (read_at) where read_at is not null;
create index notifications_by_age on notifications (created_at);

-- When a person read everything, until the rows that it is about say so themselves.
create table read_marks (
  workspace text        not null,
  user_id   text        not null,
  through   bigint      not null,               -- up to this place in the person's sequence
  read_at   timestamptz not null,
  primary key (workspace, user_id, through)
);
create index read_marks_by_time on read_marks (read_at);
