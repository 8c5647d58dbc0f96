import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { seededCrypto } from './chance.ts'
import { openLife, type Build, type Life } from './life.ts'
import { liveLogs } from './live-logs.ts'
import { liveTurns } from './live-turns.ts'

const KINDS = { logs: liveLogs, turns: liveTurns } as const

/**
 * Lets two builds live through the same random histories, with the same clock and the same random numbers, and tells where
 * what they keep, publish and answer differs.
 *
 * @returns the exit code: 1 where something does
 */
export async function compareBuilds([
  before,
  after,
  histories = '100',
  first = '1',
]: readonly string[]): Promise<number> {
  if (before === undefined || after === undefined) throw new Error('two folders of builds are needed')
  const builds = [await buildIn(before), await buildIn(after)]
  const root = mkdtempSync(join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'comptage-equivalent-'))
  const differing = new Map<string, string[]>()
  const unsound: string[] = []
  const answers = new Map<string, number>()
  try {
    for (let seed = Number(first); seed < Number(first) + Number(histories); seed++)
      for (const kind of ['logs', 'turns'] as const) {
        const lives: Life[] = []
        for (const build of builds) lives.push(await lived(build, join(root, 'home'), kind, seed))
        const [one, other] = lives
        if (one === undefined || other === undefined) continue
        const name = `${kind} ${seed}`
        for (const answer of one.outcomes) answers.set(answer, (answers.get(answer) ?? 0) + 1)
        const findings = new Set([...one.findings, ...other.findings])
        if (findings.size > 0) unsound.push(`${name} (${[...findings].join(' ')})`)
        for (const place of placesThatDiffer(one, other)) differing.set(place, [...(differing.get(place) ?? []), name])
      }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
  const told = [...answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([answer, times]) => `${answer} ${times}`)
  console.info(`${histories} histories of each kind; runs: ${told.join(', ')}`)
  if (unsound.length > 0) console.info(`verify finds something in: ${unsound.join(', ')}`)
  for (const [place, names] of differing)
    console.info(`DIFFERS ${place}: ${names.length} times, ${names.slice(0, 9).join(', ')}`)
  if (differing.size === 0) console.info('equal')
  return differing.size === 0 ? 0 : 1
}

async function buildIn(folder: string): Promise<Build> {
  const door = (room: string): string => pathToFileURL(resolve(folder, room, 'index.js')).href
  return {
    ...((await import(door('pipeline'))) as Omit<Build, 'readConfiguration'>),
    ...((await import(door('config'))) as Pick<Build, 'readConfiguration'>),
  }
}

async function lived(build: Build, home: string, kind: keyof typeof KINDS, seed: number): Promise<Life> {
  rmSync(home, { recursive: true, force: true })
  const restore = seededCrypto(seed)
  const life = openLife(build, home)
  try {
    await KINDS[kind](life, seed)
    life.end()
  } finally {
    restore()
  }
  return life
}

/** Of the first look that differs: what comes after it follows from it. */
function placesThatDiffer(one: Life, other: Life): readonly string[] {
  for (const [i, look] of one.looks.entries()) {
    const second = other.looks[i] ?? new Map<string, string>()
    const places = [...new Set([...look.keys(), ...second.keys()])].filter(
      (place) => look.get(place) !== second.get(place),
    )
    if (process.env['COMPTAGE_SHOW'] !== undefined)
      for (const place of places)
        console.info(`look ${i}, ${place}`, firstDifference(look.get(place), second.get(place)))
    if (places.length > 0) return places
  }
  return one.looks.length === other.looks.length ? [] : ['number of runs']
}

function firstDifference(before = '', after = ''): { readonly before: string; readonly after: string } {
  const [a, b] = [before.split('\n'), after.split('\n')]
  const at = Math.max(
    0,
    a.findIndex((line, i) => line !== b[i]),
  )
  return { before: a.slice(at, at + 3).join('\n'), after: b.slice(at, at + 3).join('\n') }
}
