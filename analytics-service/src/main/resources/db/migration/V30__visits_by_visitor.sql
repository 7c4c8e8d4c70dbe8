-- A visitor's id is of one site: in front it decides nearly every comparison. The names of workspace
-- and site stay, so that this way to a visitor's visits never looks longer than that by the time.
drop index visitor_sessions_by_visitor;
create index visitor_sessions_by_visitor on visitor_sessions (visitor, workspace, site);
