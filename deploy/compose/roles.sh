#!/bin/bash
# The database with a schema and a role for each service, out of reach of the others. Run once, on new data.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres -c 'create database tidings' -c 'revoke all on database tidings from public'
psql -v ON_ERROR_STOP=1 -U postgres -d tidings -c 'revoke all on schema public from public'
for service in chat notification presence analytics; do
  variable=${service^^}_PASSWORD
  psql -v ON_ERROR_STOP=1 -U postgres -d tidings -v service="$service" -v password="${!variable}" <<'SQL'
create role :"service" login password :'password';
create schema :"service" authorization :"service";
alter role :"service" in database tidings set search_path = :"service";
grant connect, temporary on database tidings to :"service";
SQL
done
