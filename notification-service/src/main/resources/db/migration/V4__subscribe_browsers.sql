-- Browsers that have asked for push messages. An endpoint is of one browser and one person at a time.

create table push_subscriptions (
  endpoint   text        primary key,
  workspace  text        not null,
  user_id    text        not null,
  public_key bytea       not null,
  secret     bytea       not null,
  created_at timestamptz not null
);
create index push_subscriptions_of_person on push_subscriptions (workspace, user_id, created_at);
