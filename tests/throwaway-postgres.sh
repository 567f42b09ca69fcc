# To be sourced: a PostgreSQL server for one run of the tests, on a socket in a temporary folder, and nothing of it afterwards.

# Where Debian, or the PATH, has the server's programs; fails where there is none.
postgres_programs() {
  local folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) "$(dirname -- "$(command -v initdb || echo /nowhere/initdb)")"; do
    if [[ -x $folder/initdb && -x $folder/pg_ctl ]]; then
      echo "$folder"
      return 0
    fi
  done
  return 1
}

# Starts a server and sets ENTENTE_TEST_POSTGRES to its connection string; fails where none is installed or it does not start.
start_postgres() {
  postgres_bin=$(postgres_programs) || { echo "PostgreSQL is not installed (Debian: apt-get install postgresql); the node is tested on SQLite alone."; return 1; }
  postgres_folder=$(mktemp -d /tmp/entente-pg.XXXXXX)
  # The server refuses to run as root.
  as_owner=()
  if ((EUID == 0)); then
    local owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$postgres_folder"
    as_owner=(runuser -u "$owner" --)
  fi
  # What is in it is thrown away, so nothing is flushed to the disk: a killed node loses nothing by that, for the server lives on.
  if ! (cd "$postgres_folder" \
    && "${as_owner[@]}" "$postgres_bin/initdb" --pgdata="$postgres_folder/data" --username=postgres --auth=trust --encoding=UTF8 --no-locale --no-sync \
    && resume_postgres) \
    </dev/null >"$postgres_folder.start" 2>&1; then
    cat "$postgres_folder.start" >&2
    echo "PostgreSQL did not start; the node is tested on SQLite alone."
    stop_postgres
    return 1
  fi
  export ENTENTE_TEST_POSTGRES="Host=$postgres_folder;Username=postgres;Database=postgres"
}

# What a test does with a server of its own: takes it away from under a node, at once, and gives it back.
pause_postgres() {
  (cd / && "${as_owner[@]}" "$postgres_bin/pg_ctl" --pgdata="$postgres_folder/data" --mode=immediate --wait stop) </dev/null >/dev/null 2>&1
}

resume_postgres() {
  (cd / && "${as_owner[@]}" "$postgres_bin/pg_ctl" --pgdata="$postgres_folder/data" --log="$postgres_folder/log" --wait \
    --options="-c listen_addresses= -k $postgres_folder -c max_connections=300 -c fsync=off -c full_page_writes=off" start) </dev/null >/dev/null 2>&1
}

stop_postgres() {
  if [[ -n ${postgres_folder-} ]]; then
    pause_postgres || true
    rm -rf "$postgres_folder" "$postgres_folder.start"
    postgres_folder=
  fi
}
