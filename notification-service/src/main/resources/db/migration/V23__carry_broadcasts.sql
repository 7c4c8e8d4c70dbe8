-- A broadcast that matters reaches those who are away as well, by a row of each person's own that
-- stands in no list and carries it to their other channels.

alter table notifications
  add column carries uuid references broadcasts on delete cascade;
-- Each person is reached once.
create unique index notifications_carrying on notifications (carries, workspace, user_id)
  where carries is not null;

-- Broadcasts that are on their way to people, in the order of these, and whom they have come to.
create table broadcast_rounds (
  broadcast_id uuid primary key references broadcasts on delete cascade,
  workspace    text not null,
  came_to      text not null
);
