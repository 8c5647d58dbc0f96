import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { afterEach, describe, expect, it } from 'vitest'
import { examplesOf } from '../../src/cli/help/help-text.ts'
import { EXIT } from '../../src/cli/exit-code.ts'
import { speak } from '../../src/cli/language/language.ts'
import { createProgram } from '../../src/cli/program.ts'
import { manPage } from './man-page.ts'
import { ROOT } from './run-comptage.ts'

afterEach(() => speak('en'))

describe('every command', () => {
  it('has examples', () => {
    const bare = commandsBelow(createProgram(() => undefined)).filter((command) => examplesOf(command).length === 0)
    expect(bare.map((command) => command.name())).toEqual([])
  })
})

it('no line of any help begins with a sign that French keeps beside its word', () => {
  speak('fr')
  const program = createProgram(() => undefined)
  const lines = [program, ...commandsBelow(program)].flatMap((command) => command.helpInformation().split('\n'))
  const held = lines.filter((line) => /\S[\u00A0\u202F][:;!?»]/.test(line))
  expect(held.length).toBeGreaterThan(20)
  expect(lines.filter((line) => /^\s*[:;!?»]|«\s*$/.test(line))).toEqual([])
  expect(lines.filter((line) => /[\uE000\uE001]/.test(line))).toEqual([])
})

function commandsBelow(command: Command): readonly Command[] {
  const visible = command.createHelp().visibleCommands(command)
  return visible.filter((sub) => sub.name() !== 'help').flatMap((sub) => [sub, ...commandsBelow(sub)])
}

describe('the manual page', () => {
  it.each([
    { file: 'man/comptage.1', language: 'en' },
    { file: 'man/comptage.fr.1', language: 'fr' },
  ] as const)('$file is what the commands say: npm run man', ({ file, language }) => {
    const page = manPage(language)
    if (process.env['UPDATE_MAN'] === '1') writeFileSync(join(ROOT, file), page)
    expect(readFileSync(join(ROOT, file), 'utf8')).toBe(page)
    const codes = page.slice(page.search(/^\.SH (?:EXIT|CODES)/m)).matchAll(/^\.B (\d+)\n\D+$/gm)
    expect(Array.from(codes, ([, code]) => Number(code))).toEqual(Object.values(EXIT))
  })
})
