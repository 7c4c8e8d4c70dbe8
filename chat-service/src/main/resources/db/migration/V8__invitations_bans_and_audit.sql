-- Who is asked into a room, who is kept out of it, and who has used which power.

create table chat_invitations (
  id         uuid        primary key,
  workspace  text        not null,
  room_id    uuid        not null references chat_rooms (id),
  user_id    text        not null,
  invited_by text        not null,
  role       text        not null check (role in ('admin', 'member', 'guest')),
  status     text        not null check (status in ('pending', 'accepted', 'declined', 'revoked', 'expired')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at  timestamptz,
  check ((status = 'pending') = (closed_at is null))
);
create unique index chat_invitations_pending on chat_invitations (room_id, user_id) where status = 'pending';
create index chat_invitations_by_user on chat_invitations (workspace, user_id, id) where status = 'pending';
create index chat_invitations_expiring on chat_invitations (expires_at) where status = 'pending';

-- A link is shown once: only its hash is stored.
create table chat_invitation_links (
  id         uuid        primary key,
  workspace  text        not null,
  room_id    uuid        not null references chat_rooms (id),
  token_hash bytea       not null unique,
  role       text        not null check (role in ('member', 'guest')),
  created_by text        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  max_uses   integer     check (max_uses > 0),
  uses       integer     not null default 0,
  revoked_at timestamptz
);
create index chat_invitation_links_by_room on chat_invitation_links (room_id, id) where revoked_at is null;

create table chat_bans (
  room_id   uuid        not null references chat_rooms (id),
  user_id   text        not null,
  banned_by text        not null,
  reason    text,
  banned_at timestamptz not null,
  until     timestamptz,
  primary key (room_id, user_id)
);

-- Only ever added to.
create table chat_audit (
  id         bigint      generated always as identity primary key,
  workspace  text        not null,
  room_id    uuid        not null,
  actor_id   text        not null,
  action     text        not null,
  user_id    text,
  message_id uuid,
  details    jsonb       not null,
  at         timestamptz not null
);
create index chat_audit_by_room on chat_audit (room_id, id);
create index chat_audit_by_workspace on chat_audit (workspace, id);

create function chat_audit_is_only_added_to() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to';
end
$$;
create trigger chat_audit_is_only_added_to
  before update or delete or truncate on chat_audit
  for each statement execute function chat_audit_is_only_added_to();
