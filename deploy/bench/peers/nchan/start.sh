#!/bin/sh
# Runs nginx with the arguments given. With nchan, nginx insists on its compiled-in directories: where the package is not
# installed, they are there for this process alone, in a name space of its own.
set -eu

if [ -d /var/lib/nginx ]; then
  exec "$@"
fi
map=
[ "$(id -u)" -eq 0 ] || map=--map-root-user
exec unshare --mount $map sh -c 'mount -t tmpfs none /var/lib && mkdir /var/lib/nginx && exec "$@"' nginx "$@"
