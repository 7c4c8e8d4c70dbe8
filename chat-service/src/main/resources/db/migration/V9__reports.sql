-- What members reported, with the message as they saw it; once per member and message.
create table chat_reports (
  id              uuid        primary key,
  workspace       text        not null,
  room_id         uuid        not null,
  message_id      uuid        not null,
  message_version integer     not null,
  message_text    text        not null,
  message_user_id text        not null,
  reporter_id     text        not null,
  reason          text        not null check (reason in ('spam', 'abuse', 'harassment', 'illegal', 'other')),
  note            text,
  created_at      timestamptz not null,
  status          text        not null check (status in ('open', 'resolved', 'dismissed')),
  closed_by       text,
  closed_at       timestamptz,
  closing_note    text,
  check ((status = 'open') = (closed_at is null)),
  unique (message_id, reporter_id)
);
create index chat_reports_by_status on chat_reports (workspace, status, id);
