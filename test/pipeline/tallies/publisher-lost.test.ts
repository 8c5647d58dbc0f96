import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, machineIn, runAt } from '../../run/machines.ts'

const { fresh } = testFolder('publisher-lost')
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const WAYS = 'since: 2026-03-01\ndatasets: [ { by: [ day, feature ] } ]\n'
const USES = { web1: 60, web2: 48, web3: 36 } as const
type Name = keyof typeof USES
/** The state is lost on the 13th of March, its folder has days up to the 10th, and is taken over on the 17th. */
const [LOST, ADOPTED, END] = [12, 16, 26]

type Story = {
  /** The day on which a machine loses its state and its logs. */
  readonly alsoLost?: number
  /** The day from which on its tally comes again. */
  readonly comes?: number
  /** The day on which a third machine is added. */
  readonly added?: number
}

/** Two machines, and one that publishes and takes its folder over. @returns what was published of one feature, by day */
async function live({
  alsoLost = Infinity,
  comes = 0,
  added = Infinity,
}: Story): Promise<Readonly<Record<string, number>>> {
  const root = fresh()
  const folder = join(root, 'pub')
  mkdirSync(folder)
  const machineOf = (name: Name) => ({ name, ...machineIn(join(root, name), WAYS) })
  const machines = [machineOf('web1'), machineOf('web2')]
  for (let day = 0; day < END; day++) {
    if (day === added) machines.push(machineOf('web3'))
    if (day === alsoLost) {
      for (const gone of ['state', 'logs']) rmSync(join(root, 'web2', gone), { recursive: true })
      rmSync(join(root, 'web2.tally'))
      mkdirSync(join(root, 'web2/logs'))
    }
    for (const { name, write, run, exportTo } of machines) {
      write(linesOf(USES[name], START + day * DAY))
      await run(START + (day + 1.1) * DAY)
      if (name !== 'web2' || day < alsoLost || day >= comes) await exportTo(join(root, `${name}.tally`))
    }
    if (day === LOST) rmSync(join(folder, 'state'), { recursive: true })
    if (day >= LOST && day < ADOPTED) continue
    const sources = machines.map(({ name }) => `{ id: ${name}, path: ../${name}.tally }`).join(', ')
    const configuration = configurationIn(folder, `${WAYS}sources: [ ${sources} ]\noutput: out\n`)
    await runAt(configuration, START + (day + 1.11) * DAY, day === ADOPTED ? { adopt: join(folder, 'out') } : {})
  }
  const rows = readFileSync(join(folder, 'out/essai/data/day-feature.csv'), 'utf8').trimEnd().split('\n')
  return Object.fromEntries(
    rows.flatMap((row) => {
      const [day = '', feature, uses] = row.split(',')
      return feature === 'aide' ? [[day.slice('2026-03-'.length), Number(uses)]] : []
    }),
  )
}

function from(first: number, last: number, uses: number): Readonly<Record<string, number>> {
  const days = Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(2, '0'))
  return Object.fromEntries(days.map((day) => [day, uses]))
}

describe('a publisher that takes its folder over', () => {
  it.each<Story & { readonly why: string; readonly published: ReturnType<typeof from> }>([
    { why: 'publishes the days between, where each machine has them', published: from(1, 24, 36) },
    {
      why: 'leaves out days of which a machine that was lost with it may have lost lines, as of a log',
      alsoLost: 14,
      // Its first day may be there in part.
      published: { ...from(1, 10, 36), ...from(16, 24, 36) },
    },
    {
      why: 'does so too where its tally comes later',
      ...{ alsoLost: 14, comes: 18 },
      published: { ...from(1, 10, 36), ...from(16, 24, 36) },
    },
    {
      why: 'takes a machine that is added later for a new one',
      added: 20,
      published: { ...from(1, 20, 36), ...from(21, 24, 48) },
    },
  ])('$why', async ({ published, ...story }) => {
    expect(await live(story)).toEqual(published)
  })
})
