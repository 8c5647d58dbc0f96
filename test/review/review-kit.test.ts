import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guessesAt } from '../../src/protect/account/guess-table.ts'
import { ROOT, testFolder } from '../cli/run-comptage.ts'
import { pathOf } from '../machine.js'

const { fresh } = testFolder('review')

function run(program: string, ...command: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, command, { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  return stdout
}

function rowsOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8').trim().split('\n')
}

// One kit for all: it counts eight logs.
const kit = join(fresh(), 'kit')
const make = (): string =>
  run(process.execPath, join(ROOT, 'review/make-kit.js'), kit, '--size', '40', '--seed', 'test')

const guesses = guessesAt(2, 11)

describe.runIf(pathOf('python3') !== undefined)('the kit of a reviewer', () => {
  it('is made, answered by its examples and scored', () => {
    make()
    const score = (part: string): string => run('python3', join(kit, 'score.py'), part)
    expect(score('challenge')).toContain('presence: no answers.csv yet')
    for (const part of ['practice', 'challenge']) {
      run('python3', join(kit, 'example.py'), part)
      const text = score(part)
      for (const [world, promised] of [
        ['presence', guesses.presence],
        ['category', guesses.profile],
      ] as const) {
        const line = text.split('\n').find((one) => one.startsWith(world))
        expect(line).toContain('40 of 40 answered')
        expect(line).toContain(`promised: ${(100 * promised).toFixed(1)} % at most`)
        expect(line).toContain(': holds')
      }
      expect(text).toContain('0 right of 0 sure: none follows')
    }

    // What is sealed breaks it, in each world.
    for (const world of ['presence', 'category', 'hidden']) {
      const [, ...answers] = rowsOf(join(kit, 'sealed', world, 'answers.csv'))
      const lines = answers.map((row) => `${row},yes`)
      writeFileSync(join(kit, 'challenge', world, 'answers.csv'), `id,answer,sure\n${lines.join('\n')}\n`)
      expect(answers.length).toBeGreaterThanOrEqual(20)
    }
    expect(score('challenge').match(/BROKEN/g)).toHaveLength(3)

    // Of what is sure, more has to be right than luck gives: not all, and not two or three.
    const hidden = (sure: (n: number) => boolean, isRight: (n: number) => boolean): string => {
      const [, ...answers] = rowsOf(join(kit, 'sealed/hidden/answers.csv'))
      const lines = answers.map((row, n) => `${isRight(n) ? row : row.replace(/\d+$/, '999')},${sure(n) ? 'yes' : ''}`)
      writeFileSync(join(kit, 'challenge/hidden/answers.csv'), `id,answer,sure\n${lines.join('\n')}\n`)
      return score('challenge').replaceAll(/^(?!hidden).*\n/gm, '')
    }
    const all = (): boolean => true
    expect(hidden(all, (n) => n > 0)).toMatch(/BROKEN/)
    expect(hidden(all, (n) => n % 4 > 0)).toMatch(/BROKEN/)
    expect(
      hidden(
        (n) => n < 9,
        (n) => n !== 4,
      ),
    ).toMatch(/8 right of 9 sure: BROKEN/)
    expect(hidden((n) => n < 2, all)).toMatch(/2 right of 2 sure: none follows/)
    expect(hidden(() => false, all)).toMatch(/100\.0 % right .* 0 right of 0 sure: none follows/)
    expect(hidden(all, (n) => n % 10 === 0)).toMatch(/none follows/)

    // The tables are there.
    const cells = rowsOf(join(kit, 'challenge/presence/published/review-detail/data/month-feature-device.csv'))
    expect(cells.filter((row) => row.includes(',desktop,') && !row.endsWith(','))).toHaveLength(40)
  })
})
