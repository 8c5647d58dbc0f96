import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../cli/run-comptage.ts'

/** What a script did in a room of its own where systemd rules. */
export type InRoom = { readonly code: number | undefined; readonly told: string }

/**
 * Starts systemd as the first process of namespaces of its own, runs a script there, and ends it. `/etc`, `/srv`, `/opt`, `/var/lib` and
 * `/var/log` are the room's own, as is `/usr/local/bin`, with `comptage` in it; of the machine's units none is seen.
 *
 * @param folder of the test; what the script writes below `$FOLDER` stays
 * @param files to be in `/etc` of the room, by their path in it
 * @param script of bash, run with `-eu`
 */
export function inSystemdRoom(
  systemd: string,
  folder: string,
  files: Readonly<Record<string, string>>,
  script: string,
): InRoom {
  for (const [path, text] of Object.entries({ ...files, ...BARE_UNITS })) {
    mkdirSync(dirname(join(folder, 'etc', path)), { recursive: true })
    writeFileSync(join(folder, 'etc', path), text)
  }
  writeFileSync(join(folder, 'comptage'), PROGRAM, { mode: 0o755 })
  writeFileSync(join(folder, 'script'), script)
  writeFileSync(join(folder, 'boot'), BOOT)
  const namespaces = [
    '--mount',
    '--mount-proc',
    '--pid',
    '--fork',
    '--kill-child',
    '--uts',
    '--ipc',
    '--cgroup',
    '--net',
  ]
  const { status, signal } = spawnSync('unshare', [...namespaces, 'bash', join(folder, 'boot')], {
    env: { PATH, FOLDER: folder, ROOT, NODE: process.execPath, SYSTEMD: systemd },
    timeout: 90_000,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
  })
  const told = readFileSync(join(folder, 'told'), 'utf8')
  if (signal !== null) throw new Error(`systemd was ended after 90 s: ${told}`)
  return { code: status === 0 ? Number(readFileSync(join(folder, 'code'), 'utf8')) : undefined, told }
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** What each unit waits for by default, and nothing of the machine. */
const BARE_UNITS = Object.fromEntries(
  ['sysinit', 'basic', 'shutdown', 'timers', 'time-set', 'time-sync', 'multi-user', 'room'].map((name) => [
    `systemd/system/${name}.target`,
    '[Unit]\nDefaultDependencies=no\n',
  ]),
)

const PROGRAM = `#!/bin/sh
exec /opt/node /opt/comptage/bin/comptage.js "$@"
`

/**
 * The program is copied below /opt, since the unit hides /tmp and /home, where its checkout may be, and since the files of a checkout that
 * was made with a umask of 077 are not for the unit's user.
 */
const BOOT = `set -eu
exec >"$FOLDER/told" 2>&1
mount --make-rprivate /
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system /run/etc /run/none /run/folder
cp -a /etc/. /run/etc
rm -rf /run/etc/systemd /run/etc/tmpfiles.d /run/etc/sysusers.d
cp -r "$FOLDER/etc/." /run/etc
mount --bind /run/etc /etc
for folder in /srv /opt /var/lib /var/log; do mount -t tmpfs -o mode=755 tmpfs $folder; done
touch /opt/node
mkdir -p /opt/comptage/dist /opt/comptage/node_modules
mount --bind "$NODE" /opt/node
cp -r "$ROOT"/{bin,licences,package.json} /opt/comptage
cp -r "$ROOT/dist/program" /opt/comptage/dist
cp -r "$ROOT"/node_modules/{better-sqlite3*,bindings,file-uri-to-path} /opt/comptage/node_modules
chmod -R a+rX /opt/comptage
mount -t tmpfs tmpfs /usr/local/bin
cp "$FOLDER/comptage" /usr/local/bin
umount -R /sys/fs/cgroup || true
mount -t cgroup2 cgroup2 /sys/fs/cgroup
export container=room SYSTEMD_UNIT_PATH=/etc/systemd/system SYSTEMD_GENERATOR_PATH=/run/none
(
  until systemctl is-active room.target >/run/none/active 2>&1; do sleep 0.05; done
  code=0
  bash -eu "$FOLDER/script" || code=$?
  echo $code >"$FOLDER/code"
  systemctl --force exit
) &
exec "$SYSTEMD" --system --unit=room.target --log-target=null
`
