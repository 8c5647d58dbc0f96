import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { filesBelow } from '../cli/run-comptage.ts'
import { tellOf, toldIn } from './folders-of.ts'

/* What the program publishes of the logs of `fixtures/`. */
const EXPECTED = readdirSync('fixtures')
  .map((name) => `fixtures/${name}/expected`)
  .filter((folder) => existsSync(folder) && readdirSync(folder).length > 0)

describe('published folders', () => {
  it.each(EXPECTED)('tell no figure that they hide: %s', (folder) => {
    const hidden = tellOf([filesBelow(folder)])
    expect(hidden.figures.length).toBeGreaterThan(0)
    expect([toldIn(hidden), hidden.contradicted]).toEqual([[], []])
  })
})
