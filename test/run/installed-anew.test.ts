import { describe, expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { days, daysOfMarch, settle } from './several-machines.ts'

const { fresh } = testFolder('installed-anew')
const WITH_NEW = { names: ['web1', 'web2b'] }

/** Both tell until day 6 at noon; then web2 is installed anew, and web1 goes on. */
async function installedAnew() {
  const life = settle(fresh())
  await life.tell('web1', 6.5, days(0, 6))
  await life.tell('web2', 6.5, days(0, 6, 30))
  await life.publish(6.5)
  await life.tell('web1', 13, days(6, 13))
  return life
}

describe('a machine that was installed anew under another id', () => {
  it('leaves days partial of which neither tally tells', async () => {
    const { tell, publish } = await installedAnew()
    await tell('web2b', 13, days(8, 13, 30))
    expect((await publish(13, WITH_NEW)).partial).toEqual([daysOfMarch(7, 9), []])
    await tell('web1', 36, days(13, 36))
    await tell('web2b', 36, days(13, 36, 30))
    expect((await publish(36, WITH_NEW)).partial).toEqual([daysOfMarch(7, 9), ['2026-03']])
    expect((await publish(36.1, { ...WITH_NEW, revise: '2026-03' })).partial).toEqual([daysOfMarch(7, 9), ['2026-03']])
  })

  it('leaves them partial where its first tally comes long after the change', async () => {
    const { tell, publish } = await installedAnew()
    expect((await publish(13, WITH_NEW)).partial).toEqual([[], []])
    await tell('web2b', 16, days(9, 16, 30))
    await tell('web1', 16, days(13, 16))
    expect((await publish(16, WITH_NEW)).partial).toEqual([daysOfMarch(7, 10), []])
  })

  it('leaves none where it is the same machine under another name', async () => {
    const { tell, publish, rename } = await installedAnew()
    await tell('web2', 13, days(6, 13, 30))
    rename('web2', 'web2b')
    expect((await publish(13, WITH_NEW)).partial).toEqual([[], []])
  })

  it('leaves none that is not ended by a revision where the old one comes back after all', async () => {
    const { tell, publish } = await installedAnew()
    await tell('web2b', 13, days(8, 13, 30))
    await publish(13, WITH_NEW)
    await tell('web1', 14, days(13, 14))
    await tell('web2', 13)
    await tell('web2b', 14, days(13, 14, 30))
    const names = ['web1', 'web2', 'web2b']
    expect((await publish(14, { names })).partial).toEqual([daysOfMarch(7, 9), []])
    expect((await publish(14.1, { names, revise: '2026-03' })).partial).toEqual([[], []])
  })
})

describe('a machine that was installed anew with its logs in place', () => {
  it('is refused, and no day closes, until it has counted without them', async () => {
    const { tell, publish, figures, again } = await installedAnew()
    await tell('web2b', 13, days(0, 13, 30))
    expect((await publish(13, WITH_NEW)).codes).toEqual(['SOURCE_REFUSED'])
    expect(figures()).not.toContain('2026-03-05')
    again('web2b')
    await tell('web2b', 13.1, days(7, 13, 30))
    expect(await publish(13.1, WITH_NEW)).toEqual({ codes: [], partial: [daysOfMarch(7, 8), []] })
    expect(figures()).toContain('2026-03-05,aide,30,')
    expect(figures()).toContain('2026-03-07,aide,20,')
    expect(figures()).toContain('2026-03-09,aide,30,')
  })
})

describe('a machine that is taken out of sources:', () => {
  it.each([
    { names: ['web1'], why: 'and none comes' },
    { names: ['web1', 'web2', 'web3'], why: 'or not, where another comes' },
  ])('leaves no day partial: $why', async ({ names }) => {
    const { tell, publish } = await installedAnew()
    await tell('web2', 13, days(6, 13, 30))
    await tell('web3', 13, days(9, 13, 40))
    expect((await publish(13, { names })).partial).toEqual([[], []])
  })
})
