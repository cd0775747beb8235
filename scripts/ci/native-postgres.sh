#!/usr/bin/env bash
# A native PostgreSQL with pgvector for tests: installs it (Debian), starts one throwaway server, stops it.
#
#   scripts/ci/native-postgres.sh install   PostgreSQL and pgvector; nothing to do when both are there
#   scripts/ci/native-postgres.sh start     install if needed, start, print the URL; leaves a running server alone
#   scripts/ci/native-postgres.sh url       print the URL of the running server; fails when there is none
#   scripts/ci/native-postgres.sh stop      stop it and delete its data
#
# Settings (environment): NATIVE_POSTGRES_DIR, the folder of data, socket and log (default: a folder of the
# system's temporary folder); NATIVE_POSTGRES_PORT (default: a free one); PGVECTOR_SUITE, the Debian release
# whose pgvector source is built (default trixie; Debian 12 has no package of its own).
#
# The server trusts every local connection and runs without fsync: it is for tests and keeps nothing.
set -euo pipefail

readonly postgres_major=15
readonly postgres_bin="/usr/lib/postgresql/${postgres_major}/bin"
readonly vector_control="/usr/share/postgresql/${postgres_major}/extension/vector.control"
readonly vector_floor=0.8
readonly folder="${NATIVE_POSTGRES_DIR:-$(dirname "$(mktemp --dry-run)")/docent-native-postgres}"
readonly user_name=docent
readonly database_name=docent

. "$(dirname "$0")/debian.sh"

# PostgreSQL refuses to run as root; anyone else runs it as themselves.
as_server_user() {
  if [[ "$(id -u)" == 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi
}

vector_is_installed() {
  [[ -f "$vector_control" ]] || return 1
  local version
  version="$(sed --quiet "s/^default_version *= *'\(.*\)'/\1/p" "$vector_control")"
  [[ "$(printf '%s\n' "$vector_floor" "$version" | sort --version-sort | head -n 1)" == "$vector_floor" ]]
}

# The mirror this machine is already set up to use for its own release.
debian_mirror() {
  local codename
  codename="$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")"
  apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
    awk -v release="$codename" '$1 == release { print $2; exit }'
}

build_vector() {
  local work mirror suite keyring source_options
  suite="${PGVECTOR_SUITE:-trixie}"
  apt update
  mirror="$(debian_mirror)"
  [[ -n "$mirror" ]] || fail "found no Debian mirror in the apt sources, so the source of pgvector cannot be had"
  work="$(mktemp --directory)"
  mkdir -p "$work/lists/partial" "$work/source"
  chmod -R a+rx "$work"
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  printf 'deb-src [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$suite" >"$work/sources.list"
  source_options=(-o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::Lists=$work/lists" -o APT::Sandbox::User=root)
  say "building pgvector from the source package of Debian $suite"
  apt "${source_options[@]}" update && (cd "$work/source" && apt "${source_options[@]}" source --download-only pgvector) ||
    fail "the source of pgvector cannot be had from the Debian mirror of this machine (suite $suite); install pgvector >= $vector_floor for PostgreSQL $postgres_major yourself"
  apt_install "postgresql-server-dev-${postgres_major}"
  tar --extract --file "$work"/source/pgvector_*.orig.tar.* --directory "$work/source" --strip-components=1
  make --directory "$work/source" --silent -j "$(nproc)" OPTFLAGS="" PG_CONFIG="$postgres_bin/pg_config" >>"$work/log" 2>&1 &&
    as_root make --directory "$work/source" --silent install PG_CONFIG="$postgres_bin/pg_config" >>"$work/log" 2>&1 || {
    tail -n 30 "$work/log" >&2
    fail "pgvector did not build"
  }
  as_root rm -rf "$work"
}

install_all() {
  [[ -x "$postgres_bin/postgres" ]] || apt_install "postgresql-${postgres_major}"
  vector_is_installed || build_vector
  vector_is_installed || fail "pgvector $vector_floor or later is still missing after its installation"
}

is_running() { [[ -f "$folder/data/postmaster.pid" ]] && as_server_user "$postgres_bin/pg_ctl" --pgdata "$folder/data" status >/dev/null; }

url() {
  is_running || fail "no server runs in $folder"
  printf 'postgres://%s@127.0.0.1:%s/%s\n' "$user_name" "$(sed --quiet 4p "$folder/data/postmaster.pid")" "$database_name"
}

start() {
  install_all
  if ! is_running; then
    rm -rf "$folder/data"
    mkdir -p "$folder"
    [[ "$(id -u)" != 0 ]] || chown postgres "$folder"
    as_server_user "$postgres_bin/initdb" --pgdata "$folder/data" --username "$user_name" --auth trust \
      --encoding UTF8 --locale C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; fail "initdb failed"; }
    cat >>"$folder/data/postgresql.conf" <<CONFIGURATION
listen_addresses = '127.0.0.1'
port = ${NATIVE_POSTGRES_PORT:-$("$(dirname "$0")/free-port.sh")}
unix_socket_directories = '$folder'
max_connections = 200
shared_buffers = 256MB
max_wal_size = 2GB
fsync = off
synchronous_commit = off
full_page_writes = off
CONFIGURATION
    as_server_user "$postgres_bin/pg_ctl" --pgdata "$folder/data" --log "$folder/server.log" --wait --timeout 60 start >/dev/null || {
      tail -n 20 "$folder/server.log" >&2
      fail "the server did not start"
    }
    "$postgres_bin/createdb" --maintenance-db "$(url | sed 's#/[^/]*$#/postgres#')" "$database_name"
  fi
  url
}

stop() {
  if is_running; then as_server_user "$postgres_bin/pg_ctl" --pgdata "$folder/data" --mode fast --wait stop >/dev/null; fi
  rm -rf "$folder/data" "$folder"/*.log
}

# Two callers at once: the second waits, then finds the work done. `9>&-` keeps the server from inheriting the lock.
locked() {
  mkdir -p "$folder"
  exec 9>"$folder.lock"
  flock 9
  "$@" 9>&-
}

case "${1:-}" in
  install) locked install_all ;;
  start) locked start ;;
  stop) locked stop ;;
  url) url ;;
  *) sed --quiet '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 64 ;;
esac
