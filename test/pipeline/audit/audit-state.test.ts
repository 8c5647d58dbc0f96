import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { auditLogs, auditState } from '../../../src/pipeline/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { serviceOf } from '../../run/service-of.ts'

const { fresh } = testFolder('audit-state')
const DAY = 86_400_000

it('judges the days that were counted alone, as an audit of the logs does', async () => {
  const folder = fresh()
  const { configuration, run, state } = serviceOf(folder, undefined, 'combined', 'since: 2026-03-01\n')
  mkdirSync(join(folder, 'logs'))
  const written = Array.from({ length: 36 }, (_, i) => linesOf(60, Date.UTC(2026, 1, 10) + i * DAY))
  writeFileSync(join(folder, 'logs', 'access.log'), written.join(''))
  await run()
  const { audited } = await auditState(configuration, { state })
  const ofLogs = await auditLogs({ configuration, logs: [join(folder, 'logs', 'access.log')] })
  // 19 days before since:, 17 after it: too few to retire anything.
  expect(audited.days).toMatchObject({ now: 17 })
  const { span, days, hasEnoughDays, windows } = ofLogs.audited
  expect(audited).toMatchObject({ span, days, hasEnoughDays, windows })
})
