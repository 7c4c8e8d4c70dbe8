-- What happened in a workspace, and who may know of it.

create table activity_feed (
  id            uuid        primary key,
  workspace     text        not null,
  type          text        not null,
  visibility    text        not null check (visibility in ('public', 'team', 'private')),
  actor_id      text,
  title         text        not null,
  body          text        not null,
  link          text,
  resource_type text,
  resource_id   text,
  data          jsonb       not null,
  source_key    text,                            -- what caused it; once per workspace
  request_hash  bytea,                           -- of the request that carried its key
  created_at    timestamptz not null,            -- when it happened
  check ((resource_type is null) = (resource_id is null))
);
create unique index activity_feed_by_source on activity_feed (workspace, source_key)
  where source_key is not null;
create index activity_feed_by_actor on activity_feed (workspace, actor_id) where actor_id is not null;
create index activity_feed_by_age on activity_feed (created_at);

-- An activity is seen by whoever has one of its channels: workspace, room:<id>, role:<name>, user:<id>.
create table activity_audiences (
  workspace   text        not null,
  audience    text        not null,
  created_at  timestamptz not null,
  activity_id uuid        not null references activity_feed on delete cascade,
  primary key (workspace, audience, created_at, activity_id)
);
create index activity_audiences_of_activity on activity_audiences (activity_id);

create view v_recent_activity as
  select id, workspace, type, visibility, actor_id, title, body, link, resource_type, resource_id,
         data, created_at
  from activity_feed
  where created_at > now() - interval '7 days';

-- Whose rooms a reader's are.
create index room_members_of_user on room_members (workspace, user_id, room_id);
