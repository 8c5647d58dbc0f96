import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, testFolder } from '../cli/run-comptage.ts'
import { blocksOf, page } from '../docs/pages.ts'
import { describeServer } from '../servers/rig/describe-server.ts'
import { has } from '../machine.js'
import { linesOf } from './lines-of.ts'
import { inSystemdRoom, type InRoom } from './systemd-room.ts'

const { fresh } = testFolder('systemd')

/** The files of docs/cron.md, as they stand there. */
const [
  sysusers = '',
  tmpfiles = '',
  service = '',
  timer = '',
  onFailure = '',
  letter = '',
  onSuccess = '',
  publishing = '',
] = blocksOf(page('docs/cron.md')).flatMap(({ language, text }) => (language === 'ini' ? [text] : []))

describe('docs/cron.md', () => {
  it.each([
    { name: 'sysusers', text: sysusers },
    { name: 'tmpfiles', text: tmpfiles },
    { name: 'service', text: service },
    { name: 'timer', text: timer },
  ])('has the $name of the packages', ({ name, text }) => {
    const ours = readFileSync(join(ROOT, `packaging/systemd/comptage.${name}`), 'utf8')
    // By hand, there may be no page of the manual.
    expect(text).toBe(ours.replace('Documentation=man:comptage(1)\n', ''))
  })
})

const CONFIGURATION = `service: { id: essai, name: Essai }
timezone: UTC
malformed_limit: 100%
logs: [ { path: "/var/log/nginx/access.log*", format: combined } ]
features: [ { id: simulateur, match: [ /simulateur ] }, { id: aide, match: [ /aide ] } ]
output: /srv/open-data
`

const PREPARE = `
systemd-sysusers comptage.conf 2>/dev/null
systemd-tmpfiles --create comptage.conf
mkdir -m 0750 /var/log/nginx
cp "$FOLDER/access.log" /var/log/nginx
chown -R root:adm /var/log/nginx
chmod 0640 /var/log/nginx/access.log
`

describeServer('systemd', (systemd) => {
  describe.skipIf(!has('namespaces'))('in namespaces of its own (skipped where only root may make them)', () => {
    function inRoom(script: string): InRoom {
      const folder = fresh({ 'access.log': linesOf(3000, Date.UTC(2026, 2, 1)) })
      const files = {
        'sysusers.d/comptage.conf': sysusers,
        'tmpfiles.d/comptage.conf': tmpfiles,
        'systemd/system/comptage.service': service,
        'systemd/system/comptage.service.d/told.conf': `[Service]\nStandardError=append:/run/none/told\nStandardOutput=append:/run/none/told\n`,
        'systemd/system/comptage.timer': timer,
        'systemd/system/comptage.service.d/letter.conf': onFailure,
        'systemd/system/comptage-letter.service': letter.replace(
          'mail -s "comptage: look at it" root',
          'cat >/run/none/letter',
        ),
        'systemd/system/comptage.service.d/publish.conf': onSuccess,
        'systemd/system/comptage-publish.service': publishing
          .replace('/mes-demarches ', '/essai ')
          .replace('--quiet', '--dry-run'),
        'systemd/system/comptage-publish.service.d/told.conf': `[Service]\nStandardOutput=append:/run/none/published\n`,
        'comptage/portal.env': 'COMPTAGE_DATAGOUV_KEY=\n',
        'comptage/comptage.yaml': CONFIGURATION,
      }
      return inSystemdRoom(systemd, folder, files, `${PREPARE}${script}\ncat /run/none/told 2>/dev/null || true`)
    }

    it('runs the service of docs/cron.md as a user of its own: all is published, and nothing is told', () => {
      const { code, told } = inRoom(`
        systemctl start comptage
        comptage status -c /etc/comptage/comptage.yaml >/run/none/status
        systemctl start comptage
        head -1 /run/none/status
        stat -c '%U %a %n' /var/lib/comptage /srv/open-data/essai /srv/open-data/essai/data/month-feature.csv
        find /var/lib/comptage /srv/open-data ! -user comptage
        comptage verify -q /srv/open-data/essai
      `)
      expect(told).toBe(
        `All is well.
comptage 700 /var/lib/comptage
comptage 755 /srv/open-data/essai
comptage 644 /srv/open-data/essai/data/month-feature.csv
`,
      )
      expect(code).toBe(0)
    })

    it('says what is wrong, fails, and sends a letter, where a log may not be read', () => {
      const { code, told } = inRoom(`
        chown root:root /var/log/nginx/access.log
        systemctl start comptage 2>/dev/null || systemctl show -P ExecMainStatus comptage
        for _ in $(seq 100); do grep -qs well /run/none/letter && break; sleep 0.1; done
        cat /run/none/letter
      `)
      expect(told).toMatch(/^77\n.* comptage\.service - .*\n/)
      expect(told).toMatch(
        /\nNot all is well:\n {2}LOG_UNREADABLE, now: .*\n {4}where: \/var\/log\/nginx\/access\.log\n/,
      )
      expect(code).toBe(0)
    })

    it('says in the letter how a run ended that could note nothing, and sends none where somebody stops one', () => {
      const { code, told } = inRoom(`
        mkdir -p /run/systemd/system/comptage.service.d
        printf '[Service]\\nExecStartPre=/bin/sleep 60\\n' >/run/systemd/system/comptage.service.d/slow.conf
        systemctl daemon-reload
        systemctl start --no-block comptage
        until [ "$(systemctl show -P ActiveState comptage)" = activating ]; do sleep 0.1; done
        systemctl stop comptage
        systemctl show -P Result comptage
        rm /run/systemd/system/comptage.service.d/slow.conf
        systemctl daemon-reload
        systemctl start comptage
        [ ! -e /run/none/letter ]
        chmod 0600 /etc/comptage/comptage.yaml
        systemctl start comptage 2>/dev/null || true
        for _ in $(seq 100); do grep -qs well /run/none/letter && break; sleep 0.1; done
        grep -o -e 'Result: exit-code' -e 'status=78' -e 'All is well' /run/none/letter | uniq
      `)
      expect(told).toMatch(
        /^success\nResult: exit-code\nstatus=78\nAll is well\nerror: .*\n.*\n {2}fix: +give this user, comptage, the right/,
      )
      expect(code).toBe(0)
    })

    it('names what the unit lets be written, where the output is elsewhere', () => {
      const { code, told } = inRoom(`
        sed -i 's|^output: .*|output: /srv/elsewhere|' /etc/comptage/comptage.yaml
        systemctl start comptage 2>/dev/null || systemctl show -P ExecMainStatus comptage
      `)
      expect(told).toMatch(/^74\nerror: writing failed \(EROFS\).*\n {2}where: \/srv\/elsewhere\n.*ReadWritePaths=/)
      expect(code).toBe(0)
    })

    it('publishes after a run, as nobody in particular, who reads no log and no state', () => {
      const { code, told } = inRoom(`
        chmod 0600 /etc/comptage/portal.env
        systemctl start comptage
        for _ in $(seq 100); do grep -q fingerprint /run/none/published 2>/dev/null && break; sleep 0.1; done
        grep -m1 ^POST /run/none/published
        systemctl show -P Result comptage-publish
        systemd-analyze verify comptage-publish.service
      `)
      expect(told).toBe('POST https://www.data.gouv.fr/api/1/datasets/\nsuccess\n')
      expect(code).toBe(0)
    })

    it('takes the timer of docs/cron.md', () => {
      const { code, told } = inRoom(`
        systemctl start comptage.timer
        systemctl show -P Unit -P Result -P ActiveState comptage.timer
        systemd-analyze verify comptage.service comptage.timer
        systemd-analyze security --offline=true --threshold=10 --no-pager comptage.service >/dev/null
      `)
      expect(told).toBe('comptage.service\nsuccess\nactive\n')
      expect(code).toBe(0)
    })
  })
})
