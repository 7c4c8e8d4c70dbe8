#!/bin/sh
# Prints "<nginx> <nchan module>". Takes Debian's packages where they are installed; otherwise unpacks them into the
# given directory, which needs no rights and changes nothing else on the machine.
set -eu

unpacked=$1
module=usr/lib/nginx/modules/ngx_nchan_module.so

for nginx in "$(command -v nginx || true)" /usr/sbin/nginx; do
  if [ -x "$nginx" ] && [ -f "/$module" ]; then
    echo "$nginx /$module"
    exit 0
  fi
done
if [ ! -f "$unpacked/$module" ]; then
  if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    echo "there is no nginx with nchan here, and no apt-get to fetch Debian's" >&2
    exit 1
  fi
  mkdir -p "$unpacked"
  cd "$unpacked"
  if ! apt-get download -qq nginx libnginx-mod-nchan >download.log 2>&1; then
    [ "$(id -u)" -ne 0 ] || apt-get update -qq >>download.log 2>&1 || true
    if ! apt-get download -qq nginx libnginx-mod-nchan >>download.log 2>&1; then
      echo "Debian's packages nginx and libnginx-mod-nchan can't be downloaded: see $unpacked/download.log" >&2
      exit 1
    fi
  fi
  for package in ./*.deb; do
    dpkg-deb -x "$package" .
  done
fi
if ! "$unpacked/usr/sbin/nginx" -v 2>/dev/null; then
  echo "the unpacked nginx doesn't run here: it misses a library" >&2
  exit 1
fi
echo "$unpacked/usr/sbin/nginx $unpacked/$module"
