-- What clients say of their use, what people choose, who may see them, and what they were last told of each other.

alter table connections
  alter column gateway_id drop not null,
  add column expires_at timestamptz,              -- of a client that has no connection: until when its word is good
  add constraint connections_held_or_lent check ((gateway_id is null) = (expires_at is not null));
create index connections_lent on connections (expires_at) where expires_at is not null;

-- What a client has said of itself. Says it before or after its connection is heard of: the two come by different topics.
create table devices (
  session_id       text        primary key,
  workspace        text        not null,
  user_id          text        not null,
  idle             boolean     not null default false,
  active_at        timestamptz,                   -- when it was last used, by its word; null if it never says
  page             text,
  page_title       text,
  page_channel     text,
  activity         text        check (activity in ('viewing', 'editing', 'commenting')),
  resource_type    text,
  resource_id      text,
  resource_channel text,
  said_at          timestamptz not null
);
create index devices_by_user on devices (workspace, user_id);
create index devices_by_page on devices (workspace, page_channel) where page_channel is not null;
create index devices_by_resource on devices (workspace, resource_channel) where resource_channel is not null;
create index devices_by_time on devices (said_at);

drop view v_online_users;
alter table user_presence
  drop constraint user_presence_status_check,
  add constraint user_presence_status_check check (status in ('online', 'away', 'busy', 'offline')),
  add column public_status   text        not null default 'offline'
    check (public_status in ('online', 'away', 'busy', 'offline')),
  add column reachable       boolean     not null default false,  -- connected, or within the grace
  add column in_use          boolean     not null default false,  -- at the last look: some client is not idle
  add column choice          text        not null default 'automatic'
    check (choice in ('automatic', 'away', 'busy', 'invisible')),
  add column choice_until    timestamptz,
  add column message         text,
  add column message_until   timestamptz,
  add column visibility      text        not null default 'workspace' check (visibility in ('workspace', 'contacts')),
  add column contact_seen_at timestamptz,         -- what contacts are told instead of last_seen_at
  add column public_seen_at  timestamptz,         -- what everybody is told instead of last_seen_at
  add column version         bigint      not null default 0,
  add column public_version  bigint      not null default 0,
  add column told_status     text        not null default 'offline',
  add column told_public     text,                -- what everybody was last told
  add column told_contacts   text,                -- what contacts were last told, if it was something else
  add column to_tell         boolean     not null default false,
  add column doing_to_tell   boolean     not null default false;
update user_presence
set public_status = status, reachable = status <> 'offline', in_use = status <> 'offline', told_status = status;

drop index user_presence_online;
create index user_presence_online on user_presence (workspace, user_id)
  where public_status <> 'offline' or status <> 'offline';
create index user_presence_to_tell on user_presence (workspace, user_id) where to_tell or doing_to_tell;

create view v_online_users as
  select workspace, user_id, public_status as status, message, last_seen_at, first_name, last_name, profile_image
  from user_presence
  where public_status <> 'offline';

-- How many of a workspace are what, as everybody was last told, and how often they were told.
create table rosters (
  workspace text   primary key,
  version   bigint not null,
  online    integer not null,
  away      integer not null,
  busy      integer not null
);
insert into rosters (workspace, version, online, away, busy)
select workspace, 1, count(*) filter (where status = 'online'), 0, 0 from user_presence group by workspace;

-- Who is whose contact, each pair in both directions; one that has ended stays, so that old news can be told from new.
create table contacts (
  workspace  text        not null,
  user_id    text        not null,
  contact_id text        not null,
  connected  boolean     not null,
  changed_at timestamptz not null,
  primary key (workspace, user_id, contact_id)
);

-- Pages and things of which somebody wants to know who is there.
create table watched_places (
  workspace     text        not null,
  channel_id    text        not null,
  kind          text        not null,
  place_id      text        not null,
  watched_until timestamptz not null,
  to_tell       boolean     not null default false,
  primary key (workspace, channel_id)
);
create index watched_places_to_tell on watched_places (workspace, channel_id) where to_tell;
create index watched_places_by_time on watched_places (watched_until);
