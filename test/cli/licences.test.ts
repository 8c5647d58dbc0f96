import { describe, expect, it } from 'vitest'
import { licences } from '../../src/cli/commands/lists/licences.ts'
import { createProgram } from '../../src/cli/program.ts'
import { LICENCES } from '../../src/domain/service.ts'
import { checkConfiguration, licenceRemarks } from '../../src/pipeline/index.ts'
import { configurationOf } from '../pipeline/configuration-of.ts'
import { runCommand } from './run-command.ts'

const run = (options: Parameters<typeof licences>[0]) => runCommand(() => Promise.resolve(licences(options)))

describe('comptage licences', () => {
  it('lists each, for whom it is and what it asks of a reuser', async () => {
    const { code, stdout } = await run({})
    expect(code).toBe(0)
    for (const licence of LICENCES) expect(stdout).toContain(`  ${licence} `)
    const squeezed = stdout.replaceAll(/ +/g, ' ')
    expect(squeezed).toContain('ODbL-1.0 yes yes name the database')
    expect(squeezed).toContain('CC0-1.0 no no nothing')
  })

  it('gives scripts the names alone, and programs everything', async () => {
    expect((await run({ quiet: true })).stdout).toBe(`${LICENCES.join('\n')}\n`)
    expect(JSON.parse((await run({ json: true })).stdout)).toContainEqual(
      expect.objectContaining({ id: 'etalab-2.0', portalId: 'lov2', isForAdministrations: true, isShareAlike: false }),
    )
  })

  it('is a command of the program', async () => {
    const codes: number[] = []
    const { stdout } = await runCommand(async () => {
      await createProgram((code) => codes.push(code)).parseAsync(['licences', '--quiet'], { from: 'user' })
      return 0
    })
    expect([codes, stdout.split('\n').length]).toEqual([[0], LICENCES.length + 1])
  })
})

describe('licenceRemarks', () => {
  const summary = { dimensions: [] }
  const detail = { dimensions: ['device'] } as const

  it.each([
    { chosen: ['etalab-2.0', 'ODbL-1.0'], codes: [], why: 'the defaults' },
    { chosen: ['CC-BY-4.0', 'ODbL-1.0'], codes: ['LICENCE_NOT_FOR_ADMINISTRATIONS'], why: 'one that needs approval' },
    { chosen: ['ODbL-1.0', 'etalab-2.0'], codes: ['LICENCE_NOT_SHARE_ALIKE'], why: 'detail without share-alike' },
    {
      chosen: ['etalab-2.0', 'CC0-1.0'],
      codes: ['LICENCE_NOT_FOR_ADMINISTRATIONS', 'LICENCE_NOT_SHARE_ALIKE'],
      why: 'both',
    },
    {
      chosen: ['etalab-2.0', 'CC-BY-SA-4.0'],
      codes: ['LICENCE_NOT_FOR_ADMINISTRATIONS'],
      why: 'share-alike that needs approval',
    },
  ] as const)('$why', ({ chosen: [of, andOf], codes }) => {
    const remarks = licenceRemarks({ summary: of, detail: andOf }, [summary, detail])
    expect(remarks.map(({ code }) => code)).toEqual(codes)
  })

  it('says nothing of a licence that no table has', () => {
    expect(licenceRemarks({ summary: 'etalab-2.0', detail: 'CC0-1.0' }, [summary])).toEqual([])
  })
})

describe('a publisher that is not named', () => {
  const NAMED = '\n  publisher: { name: Ville }'

  it.each([
    { why: 'is told before anything is published', publisher: '', output: 'output: open-data\n', isTold: true },
    { why: 'is told of no service that publishes nothing', publisher: '', output: '', isTold: false },
    { why: 'is told of nobody who is named', publisher: NAMED, output: 'output: open-data\n', isTold: false },
  ])('$why', ({ publisher, output, isTold }) => {
    const yaml = `service:\n  name: Essai${publisher}\nfeatures: [{ id: aide, match: /aide }]\n${output}`
    const remarks = checkConfiguration(configurationOf(yaml)).problems
    expect(remarks).toEqual(isTold ? [{ code: 'PUBLISHER_UNNAMED', service: 'Essai' }] : [])
  })
})
