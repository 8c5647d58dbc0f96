#!/usr/bin/env bash
# Makes release/comptage_VERSION_ARCH.deb out of the staged tree. Needs debhelper.
set -euo pipefail
cd "$(dirname "$0")/.."
eval "$(node packaging/release-of.js)"
export SOURCE_DATE_EPOCH
work=release/work/deb
rm -rf "$work"
mkdir -p "$work"
cp -a release/work/stage "$work/comptage"
cp -r packaging/debian "$work/comptage/debian"
cd "$work/comptage"
for unit in service timer sysusers tmpfiles; do
  cp "systemd/comptage.$unit" debian
done
{
  printf 'comptage, and the software of others that it contains.\n\n== comptage %s (EUPL-1.2)\n\nCopyright: the authors of comptage\n\n' "$VERSION"
  cat LICENSE
  printf '\n'
  cat THIRD-PARTY-NOTICES
} >debian/copyright
maintainer=$(sed -n 's/^Maintainer: //p' debian/control)
printf 'comptage (%s) unstable; urgency=medium\n\n  * What changed is in CHANGELOG.md, beside this file.\n\n -- %s  %s\n' \
  "$DEBIAN_VERSION" "$maintainer" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" >debian/changelog
umask 022
dpkg-buildpackage --build=binary --no-sign >../build.log 2>&1 || { tail -40 ../build.log >&2; exit 1; }
cd ..
mv comptage_*.deb ../..
