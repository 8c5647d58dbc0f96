#!/usr/bin/env bash
# Makes release/comptage-VERSION-image.tar, an OCI archive (`podman load -i`, `skopeo copy oci-archive:…`), without a container engine: the
# archive of build-archives.sh on the smallest Debian that runs it. Needs root, mmdebstrap and buildah.
set -euo pipefail
cd "$(dirname "$0")/.."
eval "$(node packaging/release-of.js)"
work=release/work/image
rm -rf "$work"
mkdir -p "$work/rootfs"
[ -e release/work/base.tar ] ||
  mmdebstrap --quiet --variant=extract --include=libc6,libstdc++6,libgcc-s1,base-files,busybox-static,ca-certificates,tzdata \
    trixie release/work/base.tar
tar -xf release/work/base.tar -C "$work/rootfs" --exclude='./dev/*' --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' \
  --exclude='./var/lib/apt/*' --exclude='./var/cache/*'
mkdir -p "$work/rootfs/opt" "$work/rootfs/data"
cp -a "release/work/archive/comptage-$VERSION" "$work/rootfs/opt/comptage"
ln -sf busybox "$work/rootfs/usr/bin/sh"
ln -sf busybox "$work/rootfs/usr/bin/readlink"
cp packaging/image/Containerfile "$work"
buildah() { command buildah --root "$PWD/$work/storage" --runroot "$PWD/$work/run" --storage-driver vfs "$@"; }
buildah build --quiet --isolation chroot --timestamp "$SOURCE_DATE_EPOCH" --tag "comptage:$VERSION" "$work" >/dev/null
rm -f "release/comptage-$VERSION-image.tar"
buildah push --quiet ${COMPTAGE_DRAFT:+--compression-level 1} "comptage:$VERSION" "oci-archive:release/comptage-$VERSION-image.tar:comptage:$VERSION"
rm -rf "$work/storage" "$work/run"
