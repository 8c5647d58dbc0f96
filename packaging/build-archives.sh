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
install -m 644 packaging/archive/links "$folder"
newest=$(objdump -T "$folder/node/bin/node" "$folder/dist/node_modules/better-sqlite3-13/prebuilds/linux-x64.node" |
  grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1)
for page in docs/install.md docs/installer.md; do
  grep -q "glibc ${newest#GLIBC_}," "$page" || { echo "the archive needs $newest, which $page does not say" >&2; exit 1; }
done
level=${COMPTAGE_DRAFT:+1}
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "comptage-$VERSION" |
  gzip "-${level:-6}n" >"release/comptage-$VERSION-linux-x64.tar.gz"
