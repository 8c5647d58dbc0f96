import { describe, expect, it } from 'vitest'
import { formats } from '../../src/cli/commands/lists/formats.ts'
import { speak } from '../../src/cli/language/language.ts'
import { createProgram } from '../../src/cli/program.ts'
import { compileFormat, listFormats } from '../../src/format/index.ts'
import { runCommand } from './run-command.ts'

const SHOWN = listFormats().map((format) => ({
  ...format,
  samples: format.samples.map((sample) => sample.replaceAll('LEAK-', '').replaceAll('LEAK', '0000')),
}))

const run = (...args: Parameters<typeof formats>) => runCommand(() => Promise.resolve(formats(...args)))

describe('comptage formats', () => {
  it('has a line for every format, with its other names and what it lacks', async () => {
    const { code, stdout, stderr } = await run(undefined, {})
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/))
    for (const { name, aliases, lacks } of listFormats()) {
      const line = lines.find(([first]) => first === name)
      expect(line?.slice(1)).toEqual([
        ...(aliases.length === 0 ? [] : [aliases.join(', ')]),
        Object.keys(lacks).join(', ') || 'nothing',
      ])
    }
  })

  it('--quiet has names alone, and each is a format', async () => {
    const { stdout } = await run(undefined, { quiet: true })
    const names = stdout.trimEnd().split('\n')
    expect(names).toEqual(listFormats().map(({ name }) => name))
    for (const name of names) expect(compileFormat(name).name).toBe(name)
  })

  it.each(SHOWN)('$name: its fields, a reason for each that it lacks, its samples', async (format) => {
    const { stdout } = await run(format.name, {})
    const [label, ...fields] = (/^fields .*$/m.exec(stdout)?.[0] ?? '').split(/[ ,]+/)
    expect({ label, fields }).toEqual({ label: 'fields', fields: format.fields })
    for (const field of Object.keys(format.lacks))
      expect(stdout).toMatch(new RegExp(`(?:lacks| ) +${field}: [a-z ,]{20,}\\n`))
    for (const sample of format.samples) expect(stdout).toContain(`${sample}\n`)
  })

  it('speaks French, and shows no mark of the tests', async () => {
    speak('fr')
    const { stdout } = await run('combined', {}).finally(() => speak('en'))
    expect(stdout).toMatch(
      /^champs +heure, requête, méthode, cible, protocole, code de réponse, octets, provenance, logiciel$/m,
    )
    expect(stdout).toMatch(/^sans +hôte\s: il/m)
    expect(stdout).toContain('203.0.113.7 - user [10/Mar/2026:09:31:24 +0100] "GET /simulateur?age=0000 HTTP/1.1"')
    for (const { name } of SHOWN) expect((await run(name, {})).stdout).not.toContain('LEAK')
  })

  it('an alias will do', async () => {
    expect((await run('ncsa', {})).stdout).toBe((await run('common', {})).stdout)
  })

  it('--json has the same', async () => {
    expect(JSON.parse((await run(undefined, { json: true })).stdout)).toEqual(SHOWN)
    expect(JSON.parse((await run('clf', { json: true })).stdout)).toEqual([SHOWN.find(({ name }) => name === 'common')])
  })

  it('a name that is none is told with the nearest', () => {
    expect(() => formats('combind', {})).toThrow(
      expect.objectContaining({
        problems: [{ code: 'FORMAT_UNKNOWN', format: 'combind', isArgument: true, nearest: 'combined' }],
      }),
    )
    expect(() => formats('xyzzy', {})).toThrow(
      expect.objectContaining({ problems: [{ code: 'FORMAT_UNKNOWN', format: 'xyzzy', isArgument: true }] }),
    )
  })

  it('is a command', async () => {
    const codes: number[] = []
    const { stdout } = await runCommand(async () => {
      await createProgram((code) => codes.push(code)).parseAsync(['formats', 'combined', '--quiet'], { from: 'user' })
      return 0
    })
    expect({ codes, stdout }).toEqual({ codes: [0], stdout: 'combined\n' })
  })
})
