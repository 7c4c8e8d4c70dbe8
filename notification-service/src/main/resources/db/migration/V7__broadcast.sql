-- What concerns everybody in a workspace, or everybody of a role, is one row, and each person has a
-- mark up to which they have read. A recipient is whoever the service knows to be in the workspace.

create table broadcast_logs (
  workspace text   primary key,
  last_seq  bigint not null                     -- the number of the newest broadcast
);

create table broadcasts (
  id         uuid        primary key,
  workspace  text        not null,
  seq        bigint,                            -- in the order of commits; null until it is due
  audience   text        not null check (audience = 'workspace' or audience like 'role:%'),
  type       text        not null,
  priority   text        not null check (priority in ('low', 'normal', 'high', 'urgent')),
  title      text        not null,
  body       text        not null,
  image      text,
  actions    jsonb       not null,
  link       text,
  data       jsonb       not null,
  source_key text,                              -- what caused it; once per workspace
  not_before timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null               -- when it came
);
create unique index broadcasts_by_seq on broadcasts (workspace, seq);
create unique index broadcasts_by_source on broadcasts (workspace, source_key)
  where source_key is not null;
create index broadcasts_due on broadcasts (not_before) where seq is null;
create index broadcasts_expiring on broadcasts (expires_at) where expires_at is not null;
create index broadcasts_by_age on broadcasts (created_at);

alter table recipients
  add column since_broadcast         bigint not null default 0,  -- those up to it came before the person
  add column broadcasts_read_through bigint not null default 0;

-- Who has which role, as their tokens say.
create table role_members (
  workspace       text   not null,
  user_id         text   not null,
  role            text   not null,
  since_broadcast bigint not null,
  primary key (workspace, user_id, role)
);

-- What a person did with a single broadcast.
create table broadcast_states (
  workspace    text   not null,
  user_id      text   not null,
  seq          bigint not null,
  read_at      timestamptz,
  unread_since bigint,                          -- place in the person's sequence at which it was made unread
  archived_at  timestamptz,
  deleted_at   timestamptz,
  primary key (workspace, user_id, seq),
  foreign key (workspace, seq) references broadcasts (workspace, seq) on delete cascade
);
create index broadcast_states_of_broadcast on broadcast_states (workspace, seq);

-- When a person read all broadcasts up to one.
create table broadcast_reads (
  workspace text        not null,
  user_id   text        not null,
  through   bigint      not null,
  read_at   timestamptz not null,
  primary key (workspace, user_id, through)
);
create index broadcast_reads_by_time on broadcast_reads (read_at);

-- The broadcasts that each person sees, in their state for that person.
create view v_person_broadcasts as
  select r.workspace, r.user_id, b.seq, b.id, b.type, b.priority, b.title, b.body, b.image, b.actions,
         b.link, b.data, b.expires_at, b.created_at, s.archived_at,
         coalesce(s.read_at,
                  case when s.unread_since > r.read_through then null
                       else (select min(m.read_at) from broadcast_reads m
                              where m.workspace = r.workspace and m.user_id = r.user_id
                                and m.through >= b.seq) end) as read_at
  from recipients r
  join broadcasts b on b.workspace = r.workspace and b.seq > r.since_broadcast
  left join broadcast_states s
    on s.workspace = r.workspace and s.user_id = r.user_id and s.seq = b.seq
  where s.deleted_at is null
    and (b.audience = 'workspace'
         or exists (select from role_members m
                     where m.workspace = r.workspace and m.user_id = r.user_id
                       and 'role:' || m.role = b.audience and b.seq > m.since_broadcast));

-- Each person's unread notifications: their own, which are counted as they change, and the
-- broadcasts that came after the person read all, or that the person made unread again.
create view v_unread_counts as
  select r.workspace, r.user_id,
         r.unread_count
         + (select count(*) from broadcasts b
            left join broadcast_states s
              on s.workspace = r.workspace and s.user_id = r.user_id and s.seq = b.seq
            where b.workspace = r.workspace
              and b.seq > greatest(r.since_broadcast, r.broadcasts_read_through)
              and s.read_at is null and s.deleted_at is null
              and (b.audience = 'workspace'
                   or exists (select from role_members m
                               where m.workspace = r.workspace and m.user_id = r.user_id
                                 and 'role:' || m.role = b.audience and b.seq > m.since_broadcast)))
         + (select count(*) from broadcast_states s
            join broadcasts b on b.workspace = s.workspace and b.seq = s.seq
            where s.workspace = r.workspace and s.user_id = r.user_id
              and s.seq <= r.broadcasts_read_through and s.seq > r.since_broadcast
              and s.unread_since > r.read_through
              and s.read_at is null and s.deleted_at is null
              and (b.audience = 'workspace'
                   or exists (select from role_members m
                               where m.workspace = r.workspace and m.user_id = r.user_id
                                 and 'role:' || m.role = b.audience and b.seq > m.since_broadcast)))
           as count,
         coalesce((select l.last_seq from broadcast_logs l where l.workspace = r.workspace), 0)
           as broadcasts_through
  from recipients r;

drop view v_notification_summary;
create view v_notification_summary as
  select c.workspace, c.user_id,
         (select count(*) from notifications n
           where n.workspace = c.workspace and n.user_id = c.user_id
             and n.seq is not null and n.archived_at is null)
         + (select count(*) from v_person_broadcasts b
             where b.workspace = c.workspace and b.user_id = c.user_id and b.archived_at is null)
           as total_count,
         c.count as unread_count,
         greatest((select max(n.created_at) from notifications n
                    where n.workspace = c.workspace and n.user_id = c.user_id
                      and n.seq is not null and n.archived_at is null),
                  (select max(b.created_at) from v_person_broadcasts b
                    where b.workspace = c.workspace and b.user_id = c.user_id
                      and b.archived_at is null)) as latest_at
  from v_unread_counts c;
