import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfiguration } from '../../../src/config/index.ts'
import { countLogs } from '../../../src/pipeline/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptage-columns-'))
afterAll(() => rmSync(folder, { recursive: true }))

const IIS = '#Software: Microsoft Internet Information Services 10.0'
const FIREFOX = 'Mozilla/5.0+(X11;+Linux+x86_64;+rv:128.0)+Gecko/20100101+Firefox/128.0'
const WITHOUT_AGENT = '#Fields: date time cs-method cs-uri-stem sc-status'
const WITH_AGENT = `${WITHOUT_AGENT} cs(User-Agent) c-ip`
const bare = '2026-03-10 08:31:24 GET /aide 200'
const full = `${bare} ${FIREFOX} LEAK`

async function count(lines: readonly string[], format?: string) {
  const yaml = 'service: { name: Essai }\nfeatures: [ { id: aide, match: /aide } ]\n'
  const { configuration } = readConfiguration(yaml, 'comptage.yaml', { folder: '/' })
  const log = join(folder, 'a.log')
  writeFileSync(log, lines.map((line) => `${line}\n`).join(''))
  const request = { configuration: configuration!, logs: [log], ...(format === undefined ? {} : { format }) }
  const { ledger, problems } = await countLogs(request)
  return { ledger: ledger.total, problems }
}

describe('logs that name their own columns', () => {
  const log = [IIS, WITH_AGENT, ...Array<string>(20).fill(full)]

  it.each([undefined, 'w3c', 'iis'])('say what they have before a line is read (format %s)', async (format) => {
    const { ledger, problems } = await count(log, format)
    expect(ledger.fates).toMatchObject({ counted: 20, 'not-a-request': 2, malformed: 0 })
    const leftOut = problems.find(({ code }) => code === 'MEASURE_LEFT_OUT')
    expect(leftOut).toMatchObject({ format: 'iis', measure: 'entries' })
  })

  it('are found, and called by the name that their header gives', async () => {
    const { problems } = await count(log)
    expect(problems.find(({ code }) => code === 'FORMAT_DETECTED')).toMatchObject({ format: 'iis', fits: 20, of: 20 })
  })

  it('are read from their first line on by the header of that line, not by the last one that was tried', async () => {
    const two = [...log, WITHOUT_AGENT, ...Array<string>(20).fill(bare)]
    const { ledger } = await count(two)
    expect(ledger.fates).toMatchObject({ counted: 40, 'not-a-request': 3, malformed: 0 })
  })
})
