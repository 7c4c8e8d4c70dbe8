-- Contents may come in parts, from one place to the next; each is an object of the store until all
-- are there. What is stored of a picture may be less than what was uploaded: then the row says both.

alter table chat_attachments
  add column uploaded_size   bigint,
  add column uploaded_sha256 text,
  add check ((uploaded_size is null) = (uploaded_sha256 is null));

create table chat_attachment_parts (
  attachment_id uuid   not null references chat_attachments (id),
  place         bigint not null check (place >= 0),
  size          bigint not null check (size > 0),
  object_key    text   not null unique,
  primary key (attachment_id, place)
);

-- What all replicas know and nobody else, unless it is configured.
create table chat_secrets (
  name       text        primary key,
  value      bytea       not null,
  created_at timestamptz not null default now()
);
