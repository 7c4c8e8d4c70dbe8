#!/bin/sh
# Installs the browser of the browser tests on Debian and Ubuntu, for root. Where it can't, it says so and those tests
# are skipped; it never fails a build.
set -u

for browser in chromium chromium-browser google-chrome; do
  if command -v "$browser" >/dev/null; then
    exit 0
  fi
done
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests."
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; then
    exit 0
  fi >/dev/null 2>&1
fi
echo "There is no Chromium, and it can't be installed here: the browser tests will be skipped." >&2
