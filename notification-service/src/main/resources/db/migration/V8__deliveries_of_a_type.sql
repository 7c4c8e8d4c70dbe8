-- Floods are counted by type as well; what is over goes after a time.

alter table deliveries add column type text;   -- the notification's; null for a digest
create index deliveries_of_person on deliveries (workspace, user_id, id);
create index deliveries_finished on deliveries (finished_at) where finished_at is not null;
create index verdicts_by_time on verdicts (decided_at);
