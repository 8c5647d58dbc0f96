#!/usr/bin/env bash
# Makes, out of the staged tree, what npm installs (release/comptage-VERSION.tgz) and the archive that brings its own Node
# (release/comptage-VERSION-linux-x64.tar.gz).
set -euo pipefail
cd "$(dirname "$0")/.."
eval "$(node packaging/release-of.js)"
work=release/work/archive
folder=$work/comptage-$VERSION
rm -rf "$work"
mkdir -p "$work"

# npm gives all files one time of its own.
(cd release/work/stage && npm pack --silent --ignore-scripts --pack-destination "$OLDPWD/release" >/dev/null)

cp -a release/work/stage "$folder"
node=$(printf '%s\n' release/work/node/* | sort -V | tail -1)
install -D "$node/bin/node" "$folder/node/bin/node"
strip "$folder/node/bin/node"
install -m 644 "$node/LICENSE" "$folder/node/LICENSE"
install packaging/archive/comptage "$folder/bin/comptage"
install packaging/archive/install packaging/archive/uninstall "$folder"
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "comptage-$VERSION" |
  gzip -6n >"release/comptage-$VERSION-linux-x64.tar.gz"
