#!/usr/bin/env bash
# Runs a command with a native PostgreSQL (with pgvector) and a Redis of its own beside it, and stops both after it.
#
#   scripts/ci/with-native-services.sh npm run something
#
# The command finds them in TEST_DATABASE_URL and TEST_REDIS_URL. Where one is set already, that one is used.
# Installs what is missing (Debian). Nothing is kept.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
. "$here/debian.sh"
[[ $# -gt 0 ]] || fail "which command?"

folder="$(mktemp --directory)"
chmod 755 "$folder"
redis_process=""
stop() {
  [[ -z "$redis_process" ]] || kill "$redis_process" 2>/dev/null || true
  [[ ! -d "$folder/postgres" ]] || NATIVE_POSTGRES_DIR="$folder/postgres" "$here/native-postgres.sh" stop
  rm -rf "$folder" "$folder"/postgres.lock
}
trap stop EXIT

if [[ -z "${TEST_DATABASE_URL:-}" ]]; then
  TEST_DATABASE_URL="$(NATIVE_POSTGRES_DIR="$folder/postgres" "$here/native-postgres.sh" start)"
fi
if [[ -z "${TEST_REDIS_URL:-}" ]]; then
  command -v redis-server >/dev/null || apt_install redis-server
  redis-server --bind 127.0.0.1 --port 0 --unixsocket "$folder/redis.sock" --save "" --appendonly no --dir "$folder" \
    --logfile "$folder/redis.log" &
  redis_process=$!
  for _ in $(seq 100); do
    [[ ! -S "$folder/redis.sock" ]] || break
    sleep 0.1
  done
  port="$("$here/free-port.sh")"
  redis-cli -s "$folder/redis.sock" config set port "$port" >/dev/null || { cat "$folder/redis.log" >&2; fail "Redis did not start"; }
  TEST_REDIS_URL="redis://127.0.0.1:$port"
fi
export TEST_DATABASE_URL TEST_REDIS_URL
"$@"
