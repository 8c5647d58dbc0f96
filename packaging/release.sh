#!/usr/bin/env bash
# `npm run release`: makes every package, and checks it. Needs a compiler and, of Debian, debhelper and lintian.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -f release/comptage[_-]*
npm run --silent build
bash packaging/fetch.sh
bash packaging/native.sh
node packaging/stage.js
bash packaging/build-deb.sh
bash packaging/build-archives.sh
lintian --fail-on error,warning,info --display-info --tag-display-limit 0 release/*.deb
bash packaging/test/smoke.sh
(cd release && sha256sum comptage[_-]*)
