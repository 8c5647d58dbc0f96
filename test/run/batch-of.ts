import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstDayOf } from '../../src/domain/calendar.ts'
import { PERIOD_KINDS, indexOf } from '../../src/domain/dictionary.ts'
import { outlineOfState, publicationOfState } from '../../src/pipeline/kept/publication-of-state.ts'
import { planCount } from '../../src/pipeline/plan-count.ts'
import { keepPeriods } from '../../src/pipeline/run/close/close-periods.ts'
import { writePublication } from '../../src/pipeline/index.ts'
import { openState, readNoiseKey, type State } from '../../src/state/index.ts'
import { emptied } from './histories.ts'
import type { TestService } from './service-of.ts'

/**
 * One run into an empty state, on what was really written, with the noise of the other's key and of as many revisions.
 *
 * @param folder of `batch`
 */
export async function runBatch(
  batch: TestService,
  folder: string,
  life: { readonly service: TestService; readonly record: ReadonlyMap<string, string>; readonly now: number },
): Promise<void> {
  const { service, record, now } = life
  emptied(folder)
  for (const [name, text] of record) writeFileSync(join(folder, 'logs', name), text)
  const key = join(service.state, 'noise.key')
  const isNoisy = existsSync(key)
  if (isNoisy) {
    mkdirSync(batch.state, { mode: 0o700 })
    copyFileSync(key, join(batch.state, 'noise.key'))
  }
  await batch.run({ now: () => now })
  if (isNoisy) await reviseAsOften(batch, service)
}

/** A period that was revised has noise of its own. */
async function reviseAsOften(batch: TestService, service: TestService): Promise<void> {
  const life = await openState(service.state, 'read')
  const revised = revisionsOf(life)
  life.close()
  const plan = planCount({ configuration: batch.configuration })
  const state = await openState(batch.state)
  const noise = { key: readNoiseKey(batch.state, batch.configuration.service.id), below: () => 0 }
  for (const [revision, periods] of revised) {
    const days = [...periods].flatMap(([kind, list]) => list.map((period) => firstDayOf(kind, period)))
    const anew = { revision, features: new Set<string>(), days }
    state.commit(() => keepPeriods({ plan, state, noise, created: '' }, periods, anew))
  }
  const outline = outlineOfState(plan, state)
  if (outline !== undefined) await writePublication(publicationOfState(outline, state.editions.rowsOf), batch.output)
  state.close()
}

type Periods = Parameters<typeof keepPeriods>[1]

function revisionsOf(state: State): ReadonlyMap<number, Periods> {
  const rows = state.editions.published().filter(({ revision }) => revision > 0)
  return new Map(
    [...new Set(rows.map(({ revision }) => revision))].map((revision) => [
      revision,
      new Map(
        PERIOD_KINDS.map((kind) => {
          const own = rows.filter((row) => row.revision === revision && row.series.split(' ')[0] === kind)
          return [kind, [...new Set(own.map(({ period }) => indexOf<'period'>(period)))]]
        }),
      ),
    ]),
  )
}
