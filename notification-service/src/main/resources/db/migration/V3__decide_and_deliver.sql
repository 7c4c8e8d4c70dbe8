-- What people want, what was decided, and what is on its way.

create table notification_preferences (
  workspace  text        not null,
  user_id    text        not null,
  settings   jsonb       not null,              -- as the API shows them
  changed_at timestamptz not null,
  primary key (workspace, user_id)
);

create table contacts (
  workspace  text        not null,
  user_id    text        not null,
  email      text,
  phone      text,                              -- E.164
  changed_at timestamptz not null,
  primary key (workspace, user_id)
);

-- Who is at a device, as presence-service tells it.
create table present_people (
  workspace  text        not null,
  user_id    text        not null,
  active     boolean     not null,
  told_at    timestamptz not null,              -- an older record changes nothing
  primary key (workspace, user_id)
);

-- A notification without a seq is not in the person's list: switched off there, or not yet due.
alter table notifications
  alter column seq drop not null,
  add column collapse_key text,
  add column not_before   timestamptz,
  add column expires_at   timestamptz;
drop index notifications_unread;
create index notifications_unread on notifications (workspace, user_id, seq)
  where read_at is null and seq is not null;
create or replace view v_notification_summary as
  select workspace, user_id,
         count(*) as total_count,
         count(*) filter (where read_at is null) as unread_count,
         max(created_at) as latest_at
  from notifications
  where seq is not null
  group by workspace, user_id;

-- What is to go out on a channel: one notification, or the digest that is due at a time. Whatever
-- has to wait, for whatever reason, waits by not_before.
create table deliveries (
  id              uuid        primary key,
  workspace       text        not null,
  user_id         text        not null,
  channel         text        not null check (channel in ('in_app', 'email', 'push', 'sms', 'webhook')),
  notification_id uuid        references notifications on delete cascade deferrable initially deferred,
  digest_at       timestamptz,
  state           text        not null check (state in ('queued', 'sending', 'sent', 'merged', 'dropped', 'failed')),
  not_before      timestamptz not null,
  attempts        int         not null default 0,
  claim           bigint      not null default 0,  -- grows with each claim: who was overtaken can't settle
  lease_until     timestamptz,                     -- when a worker that says nothing more counts as dead
  collapse_key    text,
  waited          boolean     not null default false,  -- has waited for the person to see it in the app
  last_error      text,
  created_at      timestamptz not null,
  finished_at     timestamptz,
  check ((notification_id is null) <> (digest_at is null)),
  check ((state = 'sending') = (lease_until is not null))
);
create unique index deliveries_of_notification on deliveries (notification_id, channel)
  where notification_id is not null;
-- Exactly one digest per person, channel and time.
create unique index deliveries_of_digest on deliveries (workspace, user_id, channel, digest_at)
  where digest_at is not null;
create index deliveries_due on deliveries (not_before) where state = 'queued';
create index deliveries_leased on deliveries (lease_until) where state = 'sending';
create index deliveries_failed on deliveries (workspace, finished_at, id) where state = 'failed';
create index deliveries_recent on deliveries (workspace, user_id, channel, created_at);

create table digest_items (
  delivery_id     uuid not null references deliveries on delete cascade,
  notification_id uuid not null references notifications on delete cascade deferrable initially deferred,
  primary key (delivery_id, notification_id)
);
create index digest_items_of_notification on digest_items (notification_id);

-- Why each notification went out on a channel, waited or didn't, with all that it hung on.
create table verdicts (
  id              bigint      generated always as identity primary key,
  notification_id uuid        not null references notifications on delete cascade deferrable initially deferred,
  channel         text        not null,
  reason          text        not null,
  until_at        timestamptz,
  circumstances   jsonb       not null,
  decided_at      timestamptz not null
);
create index verdicts_of_notification on verdicts (notification_id, id);
