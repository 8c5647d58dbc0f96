import { describe, expect, it } from 'vitest'
import { formats } from '../../src/cli/commands/lists/formats.ts'
import { createProgram } from '../../src/cli/program.ts'
import { compileFormat, listFormats } from '../../src/format/index.ts'
import { runCommand } from './run-command.ts'

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

  it.each(listFormats())('$name: its fields, a reason for each that it lacks, its samples', async (format) => {
    const { stdout } = await run(format.name, {})
    const [label, ...fields] = (/^fields .*$/m.exec(stdout)?.[0] ?? '').split(/[ ,]+/)
    expect({ label, fields }).toEqual({ label: 'fields', fields: format.fields })
    for (const field of Object.keys(format.lacks))
      expect(stdout).toMatch(new RegExp(`(?:lacks| ) +${field}: [a-z ,]{20,}\\n`))
    for (const sample of format.samples) expect(stdout).toContain(`${sample}\n`)
  })

  it('an alias will do', async () => {
    expect((await run('ncsa', {})).stdout).toBe((await run('common', {})).stdout)
  })

  it('--json has the same', async () => {
    expect(JSON.parse((await run(undefined, { json: true })).stdout)).toEqual(listFormats())
    expect(JSON.parse((await run('clf', { json: true })).stdout)).toEqual([
      listFormats().find(({ name }) => name === 'common'),
    ])
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
