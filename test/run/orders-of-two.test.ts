import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { runComptage, testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'

const { fresh } = testFolder('orders-of-two')
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)

const ACTS = {
  run: ['run', '-c', 'pub.yaml'],
  merge: ['merge', '-q', '-c', 'pub.yaml', '-o', 'out', 'a.tally', 'b.tally'],
  export: ['export', '-q', '-c', 'web1.yaml', '--tally', 'a.tally'],
  count: ['count', '-q', '-c', 'pub.yaml', '-o', 'out', 'b.log'],
} as const
type Act = keyof typeof ACTS
const NAMES: readonly Act[] = ['run', 'merge', 'export', 'count']

function days(lines: number): string {
  return Array.from({ length: 12 }, (_, day) => linesOf(lines, START + day * DAY)).join('')
}

let folder = ''
let begun = ''

/** A machine that publishes with what another one has counted, before anything is published. A copy of it stands where it was. */
beforeAll(async () => {
  const service = `service: { id: essai, name: Essai, publisher: { name: Ville } }
timezone: UTC
features: [ { id: aide, match: /aide }, { id: simulateur, match: /simulateur } ]
`
  folder = fresh({
    'a.log': days(60),
    'b.log': days(90),
    'web1.yaml': `${service}logs: [ { path: a.log, format: combined } ]\nstate: web1\n`,
    'pub.yaml': `${service}logs: [ { path: b.log, format: combined } ]\nsources: [ { id: web1, path: a.tally } ]\noutput: out\nstate: pub\n`,
  })
  for (const line of [
    ['run', '-c', 'web1.yaml'],
    ACTS.export,
    ['tally', '-q', '-c', 'pub.yaml', '--tally', 'b.tally', 'b.log'],
  ])
    expect(await runComptage(line, { cwd: folder })).toMatchObject({ code: 0 })
  begun = join(fresh(), 'begun')
  renameSync(folder, begun)
})

type Ended = { readonly name: Act; readonly code: number | undefined; readonly stderr: string }

/** What ended without a word of what to do: another one may come first. */
function faultsOf(ends: readonly Ended[]): readonly Ended[] {
  const isTold = ({ code, stderr }: Ended): boolean =>
    [64, 65, 75, 78].includes(code ?? -1) && /\n {2}fix: /.test(stderr)
  // Cron mails nothing of a run that meets another one, and once a day what keeps all from their end.
  const isSilent = ({ name, code, stderr }: Ended): boolean =>
    name === 'run' && stderr === '' && (code === 75 || ends.some((one) => one.code === code && isTold(one)))
  return ends.filter((end) => end.code !== 0 && !isTold(end) && !isSilent(end))
}

const PAIRS = NAMES.flatMap((one, i) => NAMES.slice(i).map((other) => ({ one, other })))

it.each(PAIRS)('$one and $other at once, and again one after the other', async ({ one, other }) => {
  rmSync(folder, { recursive: true, force: true })
  cpSync(begun, folder, { recursive: true })
  const act = async (name: Act): Promise<Ended> => ({ name, ...(await runComptage(ACTS[name], { cwd: folder })) })
  const ends = [...(await Promise.all([act(one), act(other)])), await act(one), await act(other)]
  expect(faultsOf(ends)).toEqual([])
  expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'))).toEqual([])
  if (existsSync(join(folder, 'out/essai')))
    expect(await runComptage(['verify', 'out/essai'], { cwd: folder })).toMatchObject({ code: 0 })
})

it('a folder of merge that stands in the way of run is moved away, and run goes on', async () => {
  rmSync(folder, { recursive: true, force: true })
  cpSync(begun, folder, { recursive: true })
  await runComptage(ACTS.merge, { cwd: folder })
  const refused = await runComptage(ACTS.run, { cwd: folder })
  expect(refused).toMatchObject({ code: 78 })
  expect(refused.stderr).toContain('a folder of count or merge has to be moved away')
  renameSync(join(folder, 'out/essai'), join(fresh(), 'essai'))
  expect(await runComptage(ACTS.run, { cwd: folder })).toMatchObject({ code: 0 })
  expect(existsSync(join(folder, 'out/essai'))).toBe(true)
})
