#!/usr/bin/env bash
# `npm run release`: makes every package into release/, and checks it. Needs root, a compiler and, of Debian, debhelper, lintian, mmdebstrap,
# buildah, netavark, umoci and bubblewrap. `npm run release -- close` first closes CHANGELOG.md under the version of package.json and today.
# With COMPTAGE_DRAFT=yes the packages are to be looked at, not to be handed out: neither optimized nor compressed much.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "${1:-}" = close ]; then
  version=$(node -p 'require("./package.json").version')
  ! grep -q "^## $version, " CHANGELOG.md || { echo "$version is closed already: npm version comes first" >&2; exit 1; }
  sed -i "s/^## Unreleased$/&\n\n## $version, $(date -u +%F)/" CHANGELOG.md
fi
rm -f release/comptage[._-]* release/SHA256SUMS
[ -n "${COMPTAGE_BUILT:-}" ] || npm run --silent build
bash packaging/fetch.sh
bash packaging/native.sh
node packaging/stage.js
bash packaging/build-deb.sh
bash packaging/build-archives.sh
bash packaging/build-image.sh
cp release/work/stage/sbom.cdx.json release/comptage.cdx.json
lintian --fail-on error,warning,info --display-info --tag-display-limit 0 --allow-root release/*.deb
bash packaging/test/smoke.sh
bash packaging/test/image.sh
(cd release && sha256sum comptage[._-]* | tee SHA256SUMS)
