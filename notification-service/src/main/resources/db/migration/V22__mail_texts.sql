-- What a mail says where it differs from the notification that it is of.

create table mail_texts (
  notification_id uuid primary key references notifications on delete cascade deferrable initially deferred,
  subject         text,
  body            text
);
