#!/usr/bin/env bash
# Compiles the better-sqlite3 of Node 20 for any glibc from Debian 12 on: release/work/better_sqlite3.node. The flags are those of its
# binding.gyp, but for -O2, as Debian compiles SQLite: two thirds of the time. What npm compiled in this checkout may need the
# glibc of this machine.
set -euo pipefail
cd "$(dirname "$0")/.."
from=node_modules/better-sqlite3
include=$(printf '%s\n' release/work/node/20.*/include/node)
work=release/work/native
optimized=${COMPTAGE_DRAFT:+-O0}
optimized=${optimized:--O2}
stamp=$(cat packaging/{nodes.txt,native.sh,glibc.c} "$from/package.json" - <<<"$optimized" | sha256sum)
[ "$(cat "$work/stamp" 2>/dev/null)" = "$stamp" ] && exit
rm -rf "$work"
mkdir -p "$work"

# Paths of this machine stay out of the bytes.
flags=("$optimized" -DNDEBUG -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIC -ffile-prefix-map="$PWD"=.)
mapfile -t defines < <(sed -n "s/^ *'\([A-Z0-9_]*\(=[-0-9]*\)\?\)',$/-D\1/p" "$from/deps/defines.gypi")
cc "${flags[@]}" -std=c99 -w "${defines[@]}" -c "$from/deps/sqlite3/sqlite3.c" -o "$work/sqlite3.o" &
cc "${flags[@]}" -c packaging/glibc.c -o "$work/glibc.o"
c++ "${flags[@]}" -std=c++20 -w -fno-rtti -pthread -I"$include" -I"$from/deps/sqlite3" -DBUILDING_NODE_EXTENSION \
  -DNODE_GYP_MODULE_NAME=better_sqlite3 -c "$from/src/better_sqlite3.cpp" -o "$work/module.o"
wait %1
# The C++ library comes along.
c++ -shared -pthread -static-libstdc++ -static-libgcc -Wl,-Bsymbolic -Wl,--exclude-libs,ALL -Wl,-z,relro,-z,now -s \
  -Wl,--wrap=fmod -o "$work/better_sqlite3.node" "$work"/{module,sqlite3,glibc}.o -lm
strip --remove-section=.comment "$work/better_sqlite3.node"
rm "$work"/*.o
newest=$(objdump -T "$work/better_sqlite3.node" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1)
printf '%s\n' "$newest" GLIBC_2.36 | sort -VC || { echo "it needs $newest, which Debian 12 lacks" >&2; exit 1; }
echo "$stamp" >"$work/stamp"
