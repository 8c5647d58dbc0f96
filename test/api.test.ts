import { readFileSync } from 'node:fs'
// By its name, so that what is tried is what package.json exports: the built files.
import { countLogs, publicationOf, readConfiguration } from 'comptage'
import { expect, it } from 'vitest'

const DEMO = new URL('../fixtures/demo/', import.meta.url)

it('counts the demonstration through the door of the package, as a program that imports it would', async () => {
  const text = readFileSync(new URL('comptage.yaml', DEMO), 'utf8')
  const { configuration, problems } = readConfiguration(text, 'comptage.yaml', { folder: DEMO.pathname })
  expect(problems).toEqual([])
  let hits = 0
  const counted = await countLogs({ configuration: configuration! }, { onHit: () => hits++ })
  expect(hits).toBe(counted.ledger.total.linesRead)
  expect(counted.ledger.total.fates.counted).toBe(13197)
  expect(publicationOf(counted)?.tables.map(({ spec }) => spec.name)).toEqual(['day-feature', 'month-feature'])
})
