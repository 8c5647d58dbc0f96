import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../run/lines-of.ts'
import { mainInProcess } from './main-in-process.ts'
import { runProgram, testFolder } from './run-comptage.ts'

const { fresh } = testFolder('refused')
const LOG = linesOf(20, Date.UTC(2026, 2, 1))
// As YAML a mapping, of which each line is a key.
const AS_YAML = LOG.replaceAll('?LEAK=1', '?LEAK: 1')
const LABELLED = 'service: { name: Aide }\nfeatures: [{ id: aide, match: /, libelle: Aide }]\n'

describe('as a configuration', () => {
  it.each([
    { file: 'access.log', bytes: LOG, says: 'this is a log' },
    { file: 'odd.log', bytes: AS_YAML, says: 'this is a log' },
    { file: 'json.log', bytes: dockerOf(LOG), says: 'this is a log' },
    { file: 'access.log.gz', bytes: gzipSync(LOG), says: 'this is no text' },
    { file: 'empty', bytes: '', says: 'service is missing' },
    { file: 'half.yaml', bytes: 'service: { id: aide, name: Aide }\n', says: 'features is missing' },
    { file: 'short.yaml', bytes: 'service: Aide\nfeatures: []\n', says: 'expected keys and values, as { name: … }' },
    {
      file: 'latin.yaml',
      bytes: Buffer.from(LABELLED.replace('Aide', 'Démarche'), 'latin1'),
      says: 'save it as UTF-8',
    },
    { file: 'number.yaml', bytes: 'service: { id: 12, name: Aide }\nfeatures: []\n', says: 'put it in quotes: "12"' },
    { file: 'plus.yaml', bytes: 'service: { name: Ω }\nfeatures: []\n', says: 'service.name gives no id' },
    { file: 'merge.yaml', bytes: LABELLED.replace('libelle: Aide', '<<: { id: b }'), says: 'merges are not read' },
    { file: 'twice.yaml', bytes: `${LABELLED}features: []\n`, says: 'it stands first at ' },
    { file: 'label.yaml', bytes: LABELLED, says: 'the keys here are id, title, match' },
  ])('$file is told for what it is', async ({ file, bytes, says }) => {
    const path = join(fresh(), file)
    writeFileSync(path, bytes)
    const { code, stdout, stderr } = await mainInProcess(['--lang', 'en', 'check', '-c', path])
    expect([code, stdout]).toEqual([78, ''])
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('LEAK')
  })

  it.each([
    {
      key: 'service.url',
      yaml: 'service: { name: Aide, url: "https://KEPT:KE/P@T@a.example.fr/" }',
      shows: 'https://…@a.example.fr/',
    },
    {
      key: 'publication.url',
      yaml: `publication: { url: "https://a:${'KEPT'.repeat(30)}@b.fr/" }`,
      shows: 'https://…@b.fr/',
    },
    { key: 'service.hosts', yaml: 'service: { name: Aide, hosts: [ "KEPT:KEPT@a.fr" ] }', shows: '"…@a.fr"' },
    { key: 'referrers', yaml: 'referrers: [ "KEPT:KEPT@a.fr" ]', shows: '"…@a.fr"' },
    { key: 'language', yaml: 'language: "https://KEPT:KEPT@a.fr/"', shows: 'https://…@a.fr/' },
    { key: 'match', yaml: 'features: [ { id: aide, match: "https://KEPT:KEPT@a.fr/a" } ]', shows: 'https://…@a.fr/a' },
    {
      key: 'examples',
      yaml: 'features: [ { id: aide, match: /a, examples: "//KEPT:KEPT@a.fr/a" } ]',
      shows: '//…@a.fr/a',
    },
  ])('what stands before the host in $key is not shown', async ({ yaml, shows }) => {
    const rest = LABELLED.replace(', libelle: Aide', '').split('\n')
    const path = join(
      fresh({
        'comptage.yaml': [yaml, ...rest.filter((line) => line.split(':')[0] !== yaml.split(':')[0])].join('\n'),
      }),
      'comptage.yaml',
    )
    const { stderr } = await mainInProcess(['--lang', 'en', 'check', '-c', path])
    expect(stderr).toContain(shows)
    expect(stderr).not.toMatch(/KEPT|KE\/P/)
  })

  it('a log of any length is not read to its end', async () => {
    const path = join(fresh(), 'access.log')
    writeFileSync(path, LOG)
    // Sparse: it takes no room, and would not fit into memory.
    truncateSync(path, 1e12)
    const { code, stderr } = await mainInProcess(['--lang', 'en', 'count', '-c', path])
    expect([code, stderr]).toEqual([78, expect.stringContaining('this is a log')])
  })

  it('is UTF-8 after the line that is told, wherever it lies', async () => {
    const folder = fresh({
      "sp ace/it's; x.yaml": Buffer.from(
        'service: { name: Démarche }\nfeatures: [ { id: aa, match: /a } ]\n',
        'latin1',
      ),
    })
    const path = join(folder, "sp ace/it's; x.yaml")
    const { stderr } = await mainInProcess(['--lang', 'en', 'check', '-c', path])
    const [, line] = /save it as UTF-8: (.*)/.exec(stderr) ?? []
    await runProgram('sh', ['-c', line!])
    expect(await mainInProcess(['check', '-c', path])).toMatchObject({ code: 0 })
  })

  it('whatever is longer than 4 MiB is refused', async () => {
    const path = join(fresh(), 'long.yaml')
    writeFileSync(path, `# ${'x'.repeat(4_194_304)}\n`)
    const { code, stderr } = await mainInProcess(['--lang', 'en', 'check', '-c', path])
    expect([code, stderr]).toEqual([78, expect.stringContaining('more than 4 MiB')])
  })

  it('prose is not told line by line', async () => {
    const path = join(fresh(), 'prose.yaml')
    writeFileSync(path, '@a: b\n'.repeat(40))
    const { code, stderr } = await mainInProcess(['--lang', 'en', 'check', '-c', path])
    expect([code, stderr.match(/^error:/gm)?.length]).toEqual([78, 3])
  })
})

function dockerOf(lines: string): string {
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => `${JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2026-03-01T00:00:00.1Z' })}\n`)
    .join('')
}
