#!/usr/bin/env bash
# The staged program under every Node of nodes.txt: `count`, `run` and `verify` give the same bytes under each.
set -euo pipefail
cd "$(dirname "$0")/../.."
archive=$(ls "$PWD"/release/comptage-*.tgz)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
program=$PWD/release/work/stage/bin/comptage.js

for node in "$PWD"/release/work/node/*/bin/node; do
  own=$room/$("$node" --version)
  mkdir "$own"
  cp fixtures/demo/{comptage.yaml,access.log.gz} "$own"
  sed -i 's/^output: .*/output: published/' "$own/comptage.yaml"
  (
    cd "$own"
    "$node" "$program" count --quiet -o counted
    "$node" "$program" count --quiet --as sqlite >table.db
    # Long enough for a thread, which is loaded from a file of its own.
    for _ in 1 2 3 4 5 6 7 8; do zcat access.log.gz; done >long.log
    "$node" "$program" count --quiet --jobs 1 --format combined -o alone long.log
    "$node" "$program" count --quiet --jobs 2 --format combined -o together long.log
    diff -r alone together
    rm -r long.log together
    # The logs end in the past, so periods are closed, and published.
    "$node" "$program" run --state "$room/state"
    "$node" "$program" verify published/mes-demarches >verified
    test -n "$(find published -name '*.csv')"
  )
  rm -r "$room/state"
  echo "$("$node" --version): $(find "$own" -type f | wc -l) files"
done
# What `run` publishes says when it was made, and the sums of the files that say it.
find "$room" -path '*/published/*' \( -name SHA256SUMS -o -name '.comptage.logs.*' \) -delete
find "$room" -path '*/published/*.json*' -exec sed -i 's/"20[-0-9]*T[0-9:]*[+Z][0-9:]*"/"TIME"/' {} +
find "$room" -path '*/published/*.atom' -exec sed -i 's/<updated>[^<]*/<updated>TIME/' {} +
cd "$room"
set -- *
for other in "${@:2}"; do diff -r "$1" "$other"; done

# npm's archive installs without a network, and runs nothing.
cd "$room"
npm install --silent --global --prefix "$room/npm" --offline --ignore-scripts "$archive"
"$room/npm/bin/comptage" --version
[ -z "$(find "$room/npm" -name '*.cjs.*')" ]
