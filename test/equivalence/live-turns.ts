import { appendFileSync, cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { periodNamed } from '../../src/domain/calendar.ts'
import { openChance, type Chance } from './chance.ts'
import { drawConfiguration, turned, yamlOf } from './configurations.ts'
import type { Life } from './life.ts'

const DAY = 86_400_000
const START = Date.UTC(2025, 11, 29)
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
]
const STEPS = [
  'days',
  'days',
  'days',
  'days',
  'days',
  'turn',
  'turn',
  'turn',
  'late',
  'late',
  'revise',
  'revise',
  'silence',
  'forget',
  'copy',
  'earlier',
  'adopt',
  'key',
  'rehearse',
] as const

/** A configuration that changes, late lines, revisions, folders taken over, earlier copies of the state, lost keys. */
export async function liveTurns(life: Life, seed: number): Promise<void> {
  const chance = openChance(seed)
  const first = drawConfiguration(chance)
  let drawn = first
  let configuration = life.configured(yamlOf(drawn))
  for (let i = 0; configuration === undefined && i < 50; i++)
    configuration = life.configured(yamlOf((drawn = drawConfiguration(chance))))
  if (configuration === undefined) return
  const [state, copy, output] = ['state', 'copy', 'open-data'].map((name) => join(life.home, name)) as [
    string,
    string,
    string,
  ]
  let day = 0
  const now = (): number => START + day * DAY + 2 * 3_600_000
  const write = (days: number): void => {
    for (const end = day + days; day < end; day++) appendFileSync(logOf(life, day), linesOn(chance, day))
  }
  write(5 + chance.below(40))
  await life.run(configuration, now())
  for (let steps = 4 + chance.below(8); steps > 0; steps--) {
    const step = chance.of(STEPS)
    const amount = chance.below(16)
    const back = dayText(Math.max(0, day - 1 - amount * 6))
    if (step === 'days') write(1 + amount * 2)
    if (step === 'silence') day += amount
    if (step === 'late')
      for (let i = 0; i < 2; i++) appendFileSync(logOf(life, day), linesOn(chance, Math.max(0, day - amount * 4)))
    if (step === 'copy' && existsSync(state)) cpSync(state, copy, { recursive: true, force: true })
    // Logs are kept for some weeks.
    if (step === 'forget')
      for (let old = 0; old < day - 10 - amount * 3; old++) rmSync(logOf(life, old), { force: true })
    if (step === 'key') rmSync(join(state, 'noise.key'), { force: true })
    if (life.outcomes.at(-1)?.endsWith('NOISE_KEY') === true) life.makeNoiseKey(state)
    if (step === 'turn') {
      const next = amount === 0 ? first : turned(drawn, chance)
      const found = life.configured(yamlOf(next))
      if (found !== undefined) [drawn, configuration] = [next, found]
    }
    const revise = step === 'revise' ? periodNamed(chance.of([back, back.slice(0, 7), back.slice(0, 4)])) : undefined
    // An earlier copy that was not taken up is refused until it is.
    const isBehind = life.outcomes.at(-1)?.endsWith('OUTPUT_AHEAD') === true
    const isLost = step === 'adopt' || (step === 'earlier' && existsSync(copy))
    if (isLost) rmSync(state, { recursive: true, force: true })
    if (isLost && step === 'earlier') cpSync(copy, state, { recursive: true })
    await life.run(configuration, now(), {
      ...(revise !== undefined && { revise }),
      ...((isLost ? amount < 14 : isBehind) && { adopt: output }),
      ...(step === 'rehearse' && { dryRun: true }),
    })
    if (amount < 4) await life.status(configuration, now())
  }
  write(40)
  await life.run(configuration, now())
  await life.status(configuration, now())
}

function logOf({ home }: Life, day: number): string {
  return join(home, 'logs', `access.log-${dayText(day).replaceAll('-', '')}`)
}

function dayText(day: number): string {
  return new Date(START + day * DAY).toISOString().slice(0, 10)
}

/** Few of each feature, so that thresholds matter, and a path of none; seldom nothing at all. */
function linesOn(chance: Chance, day: number): string {
  if (chance.below(25) === 0) return ''
  const times = {
    aide: 1 + chance.below(9),
    simulateur: chance.below(14),
    rare: chance.below(6) === 0 ? 1 : 0,
    nulle: 1,
  }
  return Object.entries(times)
    .flatMap(([path, count]) => Array.from({ length: count }, () => lineOf(chance, day, path)))
    .join('')
}

function lineOf(chance: Chance, day: number, path: string): string {
  const [, date, month, year] = new Date(START + day * DAY).toUTCString().split(' ')
  const time = `${String(8 + chance.below(12)).padStart(2, '0')}:00:0${chance.below(10)}`
  const [status, referrer] = [chance.of([200, 200, 200, 200, 404]), chance.of(['-', '-', 'https://e.example/'])]
  return `192.0.2.1 - LEAK-${chance.below(1e9)} [${date}/${month}/${year}:${time} +0000] "GET /${path} HTTP/1.1" ${status} 9 "${referrer}" "${chance.of(AGENTS)}"\n`
}
