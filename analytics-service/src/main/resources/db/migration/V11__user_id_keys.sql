-- The random keys under which sites' ids of their own users are hidden.
create table user_id_keys (
  workspace text  not null,
  site      text  not null,
  key       bytea not null,
  primary key (workspace, site)
);
