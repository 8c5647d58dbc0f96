import { describe, expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { linesOf } from './lines-of.ts'
import { at, days, daysOfMarch, settle } from './several-machines.ts'

const { fresh } = testFolder('silent-machine')

/** Both tell until day 6 at noon; then web2 falls silent, and its lines go on. */
async function silentSince6() {
  const life = settle(fresh())
  await life.tell('web1', 6.5, days(0, 6))
  await life.tell('web2', 6.5, days(0, 6, 30))
  expect((await life.publish(6.5)).partial).toEqual([[], []])
  await life.tell('web1', 12, days(6, 12))
  expect((await life.publish(12)).codes).toContain('SOURCE_SILENT')
  return life
}

describe('days that a silent machine has not told of', () => {
  it('are partial where they close without it, as is the month that holds them', async () => {
    const { tell, publish, output } = await silentSince6()
    await tell('web1', 36, days(12, 36))
    const { codes, partial } = await publish(36)
    expect(codes).not.toContain('LOG_GAP')
    expect(partial).toEqual([[...daysOfMarch(7, 31), '2026-04-01', '2026-04-02', '2026-04-03'], ['2026-03']])
    expect(findingsIn(output)).toEqual([])
  })

  it('are whole once its tally has come and they are revised', async () => {
    const { tell, publish } = await silentSince6()
    const before = [daysOfMarch(7, 10), []]
    expect((await publish(12.1)).partial).toEqual(before)
    // Of two of these days it has lines, which nobody is told.
    await tell('web2', 13, linesOf(30, at(6.6)) + days(8, 9, 30) + days(11, 13, 30))
    await tell('web1', 17, days(12, 17))
    await tell('web2', 17, days(13, 17, 30))
    expect((await publish(17)).partial).toEqual(before)
    expect((await publish(17.1)).partial).toEqual(before)
    expect((await publish(17.2, { revise: '2026-03' })).partial).toEqual([[], []])
    await tell('web1', 36, days(17, 36))
    await tell('web2', 36, days(17, 36, 30))
    expect((await publish(36)).partial).toEqual([[], []])
  })

  it.each([0, 1, 2, 60])('are told alike whatever it had of one: %i lines', async (count) => {
    const { tell, publish } = await silentSince6()
    await tell('web2', 13, linesOf(count, at(8)) + days(11, 13, 30))
    expect((await publish(13)).partial).toEqual([daysOfMarch(7, 10), []])
    // Where nothing is late a revision says so, and ends them as well.
    expect((await publish(13.1, { revise: '2026-03-09' })).partial).toEqual([
      ['2026-03-07', '2026-03-08', '2026-03-10'],
      [],
    ])
    const last = await publish(13.2, { revise: '2026-03' })
    expect(last.partial).toEqual([[], []])
    expect(last.codes).not.toContain('NOTHING_LATE')
    expect((await publish(13.3, { revise: '2026-03' })).codes).toContain('NOTHING_LATE')
  })

  it('stay partial where they were published again before its tally came', async () => {
    const { tell, publish } = await silentSince6()
    await tell('web1', 12.1, linesOf(60, at(8)))
    expect((await publish(12.1, { revise: '2026-03' })).partial).toEqual([daysOfMarch(7, 10), []])
    await tell('web2', 12.5, days(6, 12, 30))
    expect((await publish(12.6)).partial).toEqual([daysOfMarch(7, 10), []])
    expect((await publish(12.7, { revise: '2026-03-09' })).partial).toEqual([
      ['2026-03-07', '2026-03-08', '2026-03-10'],
      [],
    ])
    expect((await publish(12.8, { revise: '2026-03' })).partial).toEqual([[], []])
  })

  it('are partial in the month that closes after its tally has come, until these days are revised', async () => {
    const { tell, publish } = await silentSince6()
    await tell('web2', 13, days(6, 13, 30))
    await tell('web1', 36, days(12, 36))
    await tell('web2', 36, days(13, 36, 30))
    expect((await publish(36)).partial).toEqual([daysOfMarch(7, 10), ['2026-03']])
    expect((await publish(36.1, { revise: '2026-03-09' })).partial).toEqual([
      ['2026-03-07', '2026-03-08', '2026-03-10'],
      ['2026-03'],
    ])
    expect((await publish(36.2, { revise: '2026-03' })).partial).toEqual([[], []])
  })

  it('stay partial after the look of a tally that comes late', async () => {
    const { tell, publish } = await silentSince6()
    await tell('web2', 8.5)
    expect((await publish(12.1)).partial).toEqual([daysOfMarch(7, 10), []])
    await tell('web1', 20, days(12, 20))
    expect((await publish(20)).partial).toEqual([daysOfMarch(7, 18), []])
  })

  it('are none of a machine that is out of sources: before its silence is over', async () => {
    const life = settle(fresh())
    await life.tell('web1', 6.5, days(0, 6))
    await life.tell('web2', 6.5, days(0, 6, 30))
    await life.publish(6.5)
    await life.tell('web1', 12, days(6, 12))
    expect((await life.publish(12, { names: ['web1'] })).partial).toEqual([[], []])
  })

  it('stay partial when it is taken out, and those that close later are whole', async () => {
    const { tell, publish } = await silentSince6()
    await tell('web1', 17, days(12, 17))
    expect((await publish(17, { names: ['web1'] })).partial).toEqual([daysOfMarch(7, 10), []])
  })
})
