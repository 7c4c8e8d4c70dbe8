-- Delivery statuses are told by sync, too: a status knows the transaction that changed it last.
alter table chat_room_statuses add column changed_xid xid8 not null default '0';
alter table chat_room_statuses alter column changed_xid set default pg_current_xact_id();

-- Deleted rooms, for those who look which are to be destroyed.
create index chat_rooms_deleted on chat_rooms (deleted_at) where deleted_at is not null;

-- Of who is forgotten, the log tells by a pseudonym. Nothing else of it ever changes, so whoever
-- changes it has to say that this is what they do.
create or replace function chat_audit_is_only_added_to() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('tidings.forgetting', true) = 'on' then
    return null;
  end if;
  raise exception 'the audit log is only added to';
end
$$;
