# Ends the processes of a parent that is gone. The parent writes "add SIGNAL PID" and "del PID" lines to standard input
# and never closes it while it lives; the end of the input is the parent's end, however it came about. The signals of a
# terminal go to the whole process group and must not end this process before its work is done.
trap '' INT TERM HUP QUIT
echo ready
guarded=''
while read -r verb first second; do
  case $verb in
    add) guarded="$guarded $first:$second" ;;
    del)
      rest=''
      for entry in $guarded; do
        [ "${entry#*:}" = "$first" ] || rest="$rest $entry"
      done
      guarded=$rest
      ;;
  esac
done
for entry in $guarded; do
  kill -s "${entry%%:*}" "${entry#*:}" 2>/dev/null
done
waited=0
while [ "$waited" -lt 10 ]; do
  alive=''
  for entry in $guarded; do
    kill -s 0 "${entry#*:}" 2>/dev/null && alive="$alive $entry"
  done
  [ -n "$alive" ] || exit 0
  guarded=$alive
  sleep 1
  waited=$((waited + 1))
done
for entry in $guarded; do
  kill -s KILL "${entry#*:}" 2>/dev/null
done
