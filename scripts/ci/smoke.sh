#!/usr/bin/env bash
# Installs the built server as its users have it, without development packages, in an empty folder; starts it, waits
# until it is ready, and stops it. Finds imports of packages that only developers have. Needs `npm run build` before.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
. "$here/debian.sh"
checkout="$(dirname "$(dirname "$here")")"
[[ -f "$checkout/dist/src/main.js" ]] || fail "dist/src/main.js is missing: run \`npm run build\` first"

folder="$(mktemp --directory)"
server=""
stop() {
  [[ -z "$server" ]] || kill "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT

mkdir "$folder/dist"
cp "$checkout/package.json" "$checkout/package-lock.json" "$folder"
cp -r "$checkout/bin" "$folder"
cp -r "$checkout/dist/src" "$checkout/dist/migrations" "$folder/dist"
cd "$folder"
npm ci --omit=dev --no-audit --no-fund --loglevel=error >install.log 2>&1 || { cat install.log >&2; fail "npm ci --omit=dev failed"; }

port="$("$here/free-port.sh")"
HOST=127.0.0.1 PORT="$port" DATA_DIR="$folder/data" LOG_LEVEL=error node dist/src/main.js >server.log 2>&1 &
server=$!
# A readiness request that is refused is asked again, for 60 seconds at most.
ready() {
  node -e '
    const until = Date.now() + 60_000;
    const ask = () => fetch(process.argv[1]).then((r) => r.ok, () => false).then((ok) => {
      if (ok) return;
      if (Date.now() > until) process.exit(1);
      setTimeout(ask, 200);
    });
    ask();
  ' "http://127.0.0.1:$port/readyz"
}
ready || { cat server.log >&2; fail "the server is not ready after 60 s"; }
node bin/docent.js --help >help.log 2>&1 || { cat help.log >&2; fail "the command line does not start"; }
kill -TERM "$server"
status=0
wait "$server" || status=$?
server=""
[[ "$status" == 0 ]] || { cat server.log >&2; fail "the server ended with status $status"; }
say "started, answered /readyz and stopped in good order"
