#!/usr/bin/env bash
# The life of a package on a machine that has neither npm nor a compiler nor a network, under a systemd of its own: installed, configured,
# run, served, upgraded, removed, purged. The .deb in Debian 13, the archive in Debian 12, out of release/ (`npm run release`).
# Without root, mmdebstrap or systemd-nspawn it is skipped; in CI that is an error.
set -euo pipefail
cd "$(dirname "$0")/../.."
missing=
[ "$(id -u)" = 0 ] || missing+=' root'
for program in mmdebstrap systemd-nspawn dpkg-deb; do command -v "$program" >/dev/null || missing+=" $program"; done
if [ -n "$missing" ]; then
  echo "lifecycle: skipped, for want of$missing"
  [ -z "${CI:-}" ]
  exit
fi

work=release/work/lifecycle
mkdir -p "$work"

# SUITE PACKAGE… → a root that is made once
root() {
  local suite=$1
  shift
  [ -e "$work/$suite.tar" ] ||
    mmdebstrap --quiet --dpkgopt=force-unsafe-io --variant=minbase --include="$(IFS=,; echo "$*")" "$suite" "$work/$suite.tar"
  rm -rf "${work:?}/$suite"
  mkdir "$work/$suite"
  tar -xf "$work/$suite.tar" -C "$work/$suite"
}

# SUITE FORM FILE… : boots the root, with the files in /root, and hands on how the guest ended
live() {
  local suite=$1 form=$2
  shift 2
  cp "$@" packaging/test/guest.sh "$work/$suite/root/"
  cp fixtures/demo/access.log.gz "$work/$suite/root/"
  cat >"$work/$suite/etc/systemd/system/guest.service" <<END
[Unit]
After=multi-user.target nginx.service
[Service]
Type=oneshot
WorkingDirectory=/root
ExecStart=/bin/bash -c 'code=0; bash guest.sh $form >/root/told 2>&1 || code=\$?; systemctl exit \$code'
[Install]
WantedBy=multi-user.target
END
  ln -sf ../guest.service "$work/$suite/etc/systemd/system/multi-user.target.wants/guest.service"
  local code=0
  timeout -k 5 180 systemd-nspawn --quiet --directory="$work/$suite" --private-network --register=no --keep-unit --boot \
    --console=pipe </dev/null >"$work/$suite.console" 2>&1 || code=$?
  cat "$work/$suite/root/told"
  rm -rf "${work:?}/$suite"
  [ "$code" = 0 ] || { echo "lifecycle: $form in $suite ended with $code"; exit 1; }
}

life_of_deb() {
  root trixie nodejs systemd systemd-sysv nginx-light curl
  # The same package, a version later.
  cp release/comptage_*.deb "$work/comptage.deb"
  rm -rf "$work/next"
  dpkg-deb -R "$work/comptage.deb" "$work/next"
  sed -i 's/^Version: .*/&+next/' "$work/next/DEBIAN/control"
  dpkg-deb --root-owner-group -Znone -b "$work/next" "$work/next.deb" >/dev/null
  live trixie deb "$work"/{comptage,next}.deb
}

life_of_archive() {
  root bookworm systemd systemd-sysv nginx-light curl
  live bookworm archive release/comptage-*-linux-x64.tar.gz
}

# Both at once, or the one that is named.
if [ -n "${1:-}" ]; then
  "life_of_$1"
else
  life_of_deb &
  life_of_archive &
  wait %1
  wait %2
fi
