import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { isOurName } from '../our-names.ts'
import { readDescription } from '../read-back/read-description.ts'
import { orWriteFailed, sync } from './disk.ts'
import { codedError } from '../../domain/problem.ts'

/**
 * Where something is published, a dataset folder or the catalogue, and the two names beside it that a reader never asks for:
 * `next` while a version is made, `last` for the one that it takes the place of, until that is gone.
 */
export type PublishedPlace = { readonly path: string; readonly next: string; readonly last: string }

export function placeIn(outputRoot: string, name: string): PublishedPlace {
  return {
    path: join(outputRoot, name),
    next: join(outputRoot, `.${name}.next`),
    last: join(outputRoot, `.${name}.last`),
  }
}

/**
 * Puts what was made in `next` into its places, all of it or nothing: first every place is cleared, then every one is filled.
 * A reader finds one version or, for as long as a few renames take, none: never files of two. What a version holds
 * that is not ours, as notes of the operator, moves along.
 *
 * @throws ProblemError WRITE_FAILED; then what was published stands as it did
 */
export function exchange(outputRoot: string, places: readonly PublishedPlace[]): void {
  if (places.length === 0) return
  orWriteFailed(outputRoot, () => {
    clear(places)
    for (const { next, path } of places) renameSync(next, path)
    sync(outputRoot)
  })
  for (const place of places) settle(place)
}

/**
 * Finishes or takes back what a run was at that was killed: where all places had been cleared, each gets the version that is ready for
 * it, else the one that it had; what was half made goes. Must be asked of all places of a publication before any of them changes.
 */
export function mend(outputRoot: string, places: readonly PublishedPlace[]): void {
  const empty = places.filter(({ path }) => !isThere(path))
  // Where one still has its version and the next beside it, not all were cleared: none was filled.
  const isBackwards = places.some(({ path, next, last }) => isThere(path) && isThere(next) && !isThere(last))
  // Then what has its first version is filled as well: the catalogue that comes with it names it.
  const isForwards = !isBackwards && places.some(({ last }) => isThere(last))
  const moves = empty.flatMap(({ path, next, last }) => {
    const from = [...(isForwards ? [next] : []), last].find(isThere)
    return from === undefined ? [] : [{ from, path }]
  })
  for (const { from, path } of moves) orWriteFailed(path, () => renameSync(from, path))
  if (moves.length > 0) orWriteFailed(outputRoot, () => sync(outputRoot))
  for (const place of places) {
    settle(place)
    orWriteFailed(place.next, () => rmSync(place.next, { recursive: true, force: true }))
  }
}

function clear(places: readonly PublishedPlace[]): void {
  try {
    // The catalogue, which is the last, names no dataset that is not there.
    for (const { path, last } of places.toReversed()) if (isThere(path)) renameSync(path, last)
  } catch (error) {
    for (const { path, last } of places) if (!isThere(path) && isThere(last)) renameSync(last, path)
    throw error
  }
}

/** Takes the version before away, but for what we did not write. */
function settle({ path, next, last }: PublishedPlace): void {
  orWriteFailed(last, () => {
    const found = lstatSync(last, { throwIfNoEntry: false })
    if (found === undefined) return
    if (found.isDirectory()) carry(last, path, '', oursIn([last, path]))
    // Nothing but ours is left. What is killed half-way through it has lost its list of what is ours.
    renameSync(last, next)
    rmSync(next, { recursive: true, force: true })
    sync(dirname(path))
  })
}

/** The paths that we wrote in versions of a folder, and the folders that these are in. */
function oursIn(versions: readonly string[]): ReadonlySet<string> {
  const files = versions.flatMap((folder) => listOfLastTime(folder))
  return new Set([...files, ...files.map((path) => dirname(path))])
}

function carry(from: string, to: string, below: string, ours: ReadonlySet<string>): void {
  for (const entry of readdirSync(join(from, below), { withFileTypes: true })) {
    const path = join(below, entry.name)
    if (!ours.has(path)) {
      const target = join(to, path)
      if (!isThere(dirname(target))) mkdirSync(dirname(target), { mode: 0o755 })
      // What somebody put there meanwhile is not ours to replace, and neither is what it would replace.
      if (isThere(target)) throw codedError('EEXIST')
      renameSync(join(from, path), target)
    } else if (entry.isDirectory()) carry(from, to, path, ours)
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

const DESCRIPTION = z.object({ comptage: z.object({ files: z.array(z.string()) }) })

/**
 * Paths of the files that an earlier run wrote into the folder, as its `datapackage.json` lists them; none if that is missing or not
 * ours. Names that are not ours are passed over: a list that someone edited cannot make us remove others.
 */
export function listOfLastTime(folder: string): readonly string[] {
  const description = DESCRIPTION.safeParse(readDescription(folder))
  return description.success ? description.data.comptage.files.filter((path) => isOurName(path)) : []
}
