import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { madeLog } from '../pipeline/init/made-log.ts'
import { has } from '../machine.js'
import { CONTROL_C, ENTER, onTerminal, type Answer } from './on-terminal.ts'
import { testFolder } from './run-comptage.ts'

const LOG = madeLog().join('')
const { fresh } = testFolder('init-questions')
const WORDS = { after: 'name features?', type: ENTER }
const [NAME, ID, URL_OF, ZONE] = ['Name of the service', 'Its id', 'Its address', 'Time zone']
const MANY_BACKSPACES = '\x7f'.repeat(40)

function ask(answers: readonly Answer[], cwd = fresh({ 'access.log': LOG })) {
  const asked = onTerminal('comptage init access.log', { cwd, answers })
  return asked.then((seen) => ({ ...seen, cwd, draft: draftIn(cwd) }))
}

function draftIn(cwd: string): string | undefined {
  const path = join(cwd, 'comptage.yaml')
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

describe.skipIf(!has('terminal')).concurrent('the questions of init (skipped without the script of util-linux)', () => {
  it('have answers that Enter takes', async () => {
    const enters = [WORDS, ...[NAME, ID, URL_OF, ZONE].map((after) => ({ after, type: ENTER }))]
    const { code, screen, draft = '' } = await ask(enters)
    expect(code, screen).toBe(0)
    expect(parse(draft)).toMatchObject({
      service: { id: 'my-service', name: 'My service' },
      timezone: 'Europe/Paris',
    })
    expect(draft).toContain('# review')
  })

  it('show no host of the log, which Enter takes into the draft', async () => {
    const lines = madeLog().map((line) => `www.quidnunc.example.fr:443 ${line}`)
    const enters = [WORDS, ...[NAME, ID, URL_OF, ZONE].map((after) => ({ after, type: ENTER }))]
    const { code, screen, draft = '' } = await ask(enters, fresh({ 'access.log': lines.join('') }))
    expect(code, screen).toBe(0)
    expect(parse(draft)).toMatchObject({
      service: {
        id: 'quidnunc-example-fr',
        name: 'quidnunc.example.fr',
        url: 'https://www.quidnunc.example.fr',
      },
    })
    expect(screen).not.toContain('quidnunc')
  })

  it('end without a draft where the terminal is closed under them', async () => {
    const { code, draft } = await ask([{ after: 'name features?', type: '\x04' }])
    expect(code).toBe(130)
    expect(draft).toBeUndefined()
  })

  it('write what was typed, and none of the words of the log after a no', async () => {
    const {
      code,
      screen,
      draft = '',
    } = await ask([
      { after: 'name features?', type: `n` },
      { after: NAME, type: `Mairie d’Exemple${ENTER}` },
      { after: ID, type: `mairie${ENTER}` },
      { after: URL_OF, type: `https://mairie.example.fr${ENTER}` },
      { after: ZONE, type: `Indian/Reunion${ENTER}` },
    ])
    expect(code, screen).toBe(0)
    expect(parse(draft)).toMatchObject({
      service: { id: 'mairie', name: 'Mairie d’Exemple', url: 'https://mairie.example.fr' },
      timezone: 'Indian/Reunion',
    })
    expect(draft).not.toContain('# review: ')
    expect(draft).not.toContain('thermes')
  })

  it('ask again where an answer cannot be right', async () => {
    const { code, draft = '' } = await ask([
      WORDS,
      { after: NAME, type: `${MANY_BACKSPACES}${'x'.repeat(301)}${ENTER}` },
      // No two letters or digits of its own, and a name all the same.
      { after: '300 signs at most', type: `${MANY_BACKSPACES.repeat(12)}Ô é${ENTER}` },
      { after: ID, type: `${MANY_BACKSPACES}mairie-detail${ENTER}` },
      { after: 'As my-service', type: `${MANY_BACKSPACES}mairie${ENTER}` },
      { after: URL_OF, type: `${MANY_BACKSPACES}https://moi:secret@mairie.example.fr${ENTER}` },
      { after: 'As https://www.example.fr', type: `${MANY_BACKSPACES}https://mairie.example.fr${ENTER}` },
      { after: ZONE, type: `${MANY_BACKSPACES}Mars/Olympus${ENTER}` },
      // Node lists it under its older name alone.
      { after: 'As Europe/Paris', type: `${MANY_BACKSPACES}Asia/Kolkata${ENTER}` },
    ])
    expect(code).toBe(0)
    expect(parse(draft)).toMatchObject({
      service: { name: 'Ô é', id: 'mairie', url: 'https://mairie.example.fr' },
      timezone: 'Asia/Kolkata',
    })
  })

  it.each([
    { before: [], at: 'name features?' },
    { before: [WORDS], at: NAME },
    { before: [WORDS, ...[NAME, ID, URL_OF].map((after) => ({ after, type: ENTER }))], at: ZONE },
  ])('end with Ctrl-C at "$at": 130, and nothing is written', async ({ before, at }) => {
    const { code, draft } = await ask([...before, { after: at, type: CONTROL_C }])
    expect([code, draft]).toEqual([130, undefined])
  })

  it('leave a file that exists alone, by Enter and by Ctrl-C', async () => {
    for (const type of [ENTER, CONTROL_C]) {
      const cwd = fresh({ 'access.log': LOG })
      writeFileSync(join(cwd, 'comptage.yaml'), 'mine')
      const { code, draft } = await ask([{ after: 'Overwrite it?', type }], cwd)
      expect([code, draft]).toEqual([130, 'mine'])
    }
  })

  it('are not asked with --yes', async () => {
    const cwd = fresh({ 'access.log': LOG })
    const { code, screen } = await onTerminal('comptage init --yes access.log', { cwd })
    expect([code, screen.includes(NAME)]).toEqual([0, false])
    expect(draftIn(cwd)).toContain('features:')
  })
})
