#!/usr/bin/env bash
# The image, unpacked and run without an engine: as its user, without a network, it counts, runs and verifies the demo. Needs umoci and bwrap.
set -euo pipefail
cd "$(dirname "$0")/../.."
eval "$(node packaging/release-of.js)"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
mkdir "$room/oci" "$room/data"
tar -xf "release/comptage-$VERSION-image.tar" -C "$room/oci"
umoci --log=error unpack --image "$room/oci:comptage:$VERSION" "$room/bundle"
cp fixtures/demo/{comptage.yaml,access.log.gz} "$room/data"
sed -i 's/^output: .*/output: published/' "$room/data/comptage.yaml"
# The user who starts it is 1000 inside.
comptage() {
  bwrap --ro-bind "$room/bundle/rootfs" / --bind "$room/data" /data --proc /proc --dev /dev --tmpfs /tmp --chdir /data --unshare-all \
    --uid 1000 --gid 1000 --clearenv --setenv PATH /usr/bin --setenv HOME /data /opt/comptage/bin/comptage "$@"
}
comptage --version
comptage run --state state
comptage verify published/mes-demarches >/dev/null
grep -q '"/opt/comptage/bin/comptage"' "$room/bundle/config.json"
