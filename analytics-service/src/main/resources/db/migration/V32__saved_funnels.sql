-- Steps that a site looks at again and again.
create table funnels (
  id         uuid        primary key,
  workspace  text        not null,
  site       text        not null,
  name       text        not null,
  time_limit text        not null,
  created_at timestamptz not null,
  unique (workspace, site, name)
);

create table funnel_steps (
  funnel_id uuid not null references funnels (id) on delete cascade,
  position  int  not null,
  step      text not null,
  primary key (funnel_id, position)
);
