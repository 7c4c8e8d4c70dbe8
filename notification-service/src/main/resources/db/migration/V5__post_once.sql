-- Requests that carried an idempotency key, with their answers.

create table notification_posts (
  workspace       text        not null,
  idempotency_key text        not null,
  request_hash    bytea       not null,
  answer          jsonb,                        -- there once the request's transaction has ended
  created_at      timestamptz not null,
  primary key (workspace, idempotency_key)
);
create index notification_posts_by_time on notification_posts (created_at);
