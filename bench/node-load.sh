#!/usr/bin/env bash
# How many questions a second a node answers and records: one traveller a request against fictional names, the load generator on the same machine.
#   bench/node-load.sh [NAMES] [CONNECTIONS] [SECONDS]
# Needs wrk (Debian package wrk).
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
names=${1:-20000} connections=${2:-32} seconds=${3:-10}
command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 1; }
. "$root/src/Entente.Cli/find-dotnet.sh"
folder=$(mktemp -d)
trap 'kill "${node-}" 2>/dev/null || true; wait "${node-}" 2>/dev/null || true; rm -rf "$folder"' EXIT

"$dotnet" build "$root/bench/Entente.Benchmarks" --configuration Release --verbosity quiet --nologo >&2
bench=$root/bench/Entente.Benchmarks/bin/Release/net10.0/Entente.Benchmarks.dll
"$dotnet" "$bench" list "$names" >"$folder/list.csv"
"$dotnet" "$bench" queries 20000 >"$folder/queries.jsonl"

"$root/entente" token "load test" load-test load-test match >"$folder/token.txt"
token=$(sed -n 's/.*only now: //p' "$folder/token.txt")
line=$(tail -n 1 "$folder/token.txt" | sed 's/"RequestsPerMinute":600/"RequestsPerMinute":1000000/')
echo "{\"Urls\":\"http://127.0.0.1:18090\",\"Lists\":{\"Files\":[\"list.csv\"]},\"Catalogue\":{\"Purposes\":[{\"Code\":\"load-test\",\"LegalBases\":[\"load-test\"],\"Keep\":{\"screen\":\"01:00:00\"}}]},\"Accounts\":{\"Tokens\":[$line]}}" >"$folder/node.json"
cat >"$folder/load.lua" <<LUA
local bodies = {}
for line in io.lines("$folder/queries.jsonl") do bodies[#bodies + 1] = line end
local i = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Token $token"
request = function() i = i % #bodies + 1; return wrk.format(nil, nil, nil, bodies[i]) end
LUA

"$root/entente" up --config "$folder/node.json" >"$folder/node.log" &
node=$!
until curl --silent --fail --output /dev/null http://127.0.0.1:18090/readyz; do sleep 0.2; kill -0 "$node"; done
echo "warm-up:"
wrk -t1 -c"$connections" -d"$seconds" -s "$folder/load.lua" --latency http://127.0.0.1:18090/match/default | grep -E 'Requests/sec|Non-2xx' || true
echo "measured, $names names, $connections connections:"
wrk -t1 -c"$connections" -d"$seconds" -s "$folder/load.lua" --latency http://127.0.0.1:18090/match/default | grep -E '50%|99%|Requests/sec|Non-2xx'
echo "resident: $(awk '/VmRSS/ { print int($2 / 1024) " MB" }' "/proc/$node/status")"
