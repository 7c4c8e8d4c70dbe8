-- A visitor's id is of one site: by itself it leads to its visits, and is quicker to compare and to
-- keep than with the names of workspace and site before it.
drop index visitor_sessions_by_visitor;
create index visitor_sessions_by_visitor on visitor_sessions (visitor);
