# Functions for installing Debian packages; to be sourced. Says what it does on standard error.

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
fail() { say "$*"; exit 1; }

as_root() {
  if [[ "$(id -u)" == 0 ]]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else fail "needs root to run: $*"; fi
}

# apt-get's own words are of use only when it fails.
apt() {
  local log status=0
  log="$(mktemp)"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet -o DPkg::Lock::Timeout=600 "$@" >"$log" 2>&1 </dev/null || status=$?
  [[ "$status" == 0 ]] || tail -n 15 "$log" >&2
  rm -f "$log"
  return "$status"
}

# Installs packages unless they are all there already.
apt_install() {
  dpkg-query --show --showformat '${db:Status-Status}\n' "$@" 2>/dev/null | grep --count '^installed$' | grep --quiet "^$#\$" && return
  say "installing $*"
  apt update
  apt install --no-install-recommends "$@"
}
