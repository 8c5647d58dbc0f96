import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { periodNamed } from '../../src/pipeline/index.ts'
import { linesOf } from './lines-of.ts'
import { configurationIn, machineIn, runAt, type Machine } from './machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
export const at = (day: number): number => START + day * DAY
const TABLES = `since: 2026-03-01
protection: { silence: 4d }
datasets:
  - { by: [ day, feature ], protection: exact, accept_risk: true }
  - { by: [ month, feature ], protection: exact, accept_risk: true }
`

export const days = (first: number, end: number, count = 60): string =>
  Array.from({ length: end - first }, (_, i) => linesOf(count, at(first + i))).join('')

type Package = { readonly resources: readonly { readonly comptage?: { readonly partial?: readonly string[] } }[] }

/** Machines that only count, each with its own log, and one that publishes the sum. Day 0 is 2026-03-01. */
export function settle(root: string) {
  const output = join(root, 'pub/out')
  const machines = new Map<string, Machine>()
  const publisherOf = (...names: readonly string[]) =>
    configurationIn(
      join(root, 'pub'),
      `sources: [ ${names.map((name) => `{ id: ${name}, path: ../${name}.tally }`).join(', ')} ]\noutput: out\n${TABLES}`,
    )
  const tell = async (name: string, day: number, lines = ''): Promise<void> => {
    const machine = machines.get(name) ?? machineIn(join(root, name), TABLES)
    machines.set(name, machine)
    machine.write(lines)
    await machine.run(at(day))
    await machine.exportTo(join(root, `${name}.tally`))
  }
  return {
    tell,
    output,
    figures: () => readFileSync(join(output, 'essai/data/day-feature.csv'), 'utf8'),
    /** Takes away the state and the logs of a machine. */
    again: (name: string) => {
      rmSync(join(root, name), { recursive: true })
      machines.delete(name)
    },
    /** Gives a tally another name. */
    rename: (from: string, to: string) => {
      renameSync(join(root, `${from}.tally`), join(root, `${to}.tally`))
    },
    /** @returns what is told, and the partial periods by table */
    publish: async (day: number, { names = ['web1', 'web2'], revise = '' } = {}) => {
      const period = periodNamed(revise)
      const { news } = await runAt(publisherOf(...names), at(day), period === undefined ? {} : { revise: period })
      const codes = news.map(({ code }) => code)
      if (!existsSync(join(output, 'essai'))) return { codes, partial: [] }
      const { resources } = JSON.parse(readFileSync(join(output, 'essai/datapackage.json'), 'utf8')) as Package
      return {
        codes,
        partial: resources.flatMap(({ comptage }) => (comptage?.partial === undefined ? [] : [comptage.partial])),
      }
    },
  }
}

export const daysOfMarch = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `2026-03-${String(first + i).padStart(2, '0')}`)
