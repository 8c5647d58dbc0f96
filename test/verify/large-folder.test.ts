import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DEVICES } from '../../src/domain/dictionary.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { processorClock } from '../processor-clock.ts'
import { largeService } from '../publish/standards/services.ts'
import { Copy, ofThisVersion, publishTo, seal } from './published.ts'

const { fresh } = testFolder('verify-large')

it('verify finds nothing in 200 features over six years, in a few seconds; and a row in the file of another year', async () => {
  const folder = await publishTo(fresh(), ofThisVersion(largeService(DEVICES)))
  // Its figures are made up, and do not add up to those of the summary.
  rmSync(`${folder}-detail`, { recursive: true })
  rmSync(join(folder, '../catalog.jsonld'))
  const workedMs = processorClock()
  const verified = verifyFolder({ folder })
  expect(verified).toMatchObject({ findings: [], otherTier: 'elsewhere' })
  expect(verified.dataset?.rows).toBeGreaterThan(438_000)
  // It takes 3 s of processor time, and is not alone on the machine.
  expect(workedMs()).toBeLessThan(60_000)

  const copy = new Copy(join(folder, '..'), fresh())
  const [first = '', second = ''] = ['2020', '2021'].map((year) => `mes-demarches/data/day-feature-${year}.csv`)
  const [header = '', row = '', ...rest] = copy.read(second).split('\n')
  copy.write(second, [header, ...rest].join('\n'))
  appendFileSync(copy.path(first), `${row}\n`)
  seal(copy)
  copy.set('mes-demarches/datapackage.json', 'resources.day-feature.comptage.parts.4.rows', 5)
  const codes = verifyFolder({ folder: copy.path('mes-demarches') }).findings.map(({ code }) => code)
  expect(codes).toContain('PARTS_DIFFER')
  expect(codes).toContain('ROWS_DIFFER')
})
