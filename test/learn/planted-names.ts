import type { Learning } from '../../src/learn/open-learner.ts'
import type { FeaturesDrafted } from '../../src/learn/draft-features.ts'
import { SEGMENT_VOCABULARY } from '../../src/gate/shape/segment-kinds.ts'
import { requestView } from '../feature/request-view.ts'

/** A use of a path, so many times. */
export type Use = { readonly path: string; readonly times: number }

/** Names of people who do not exist: letters alone, so that only their surroundings can tell that they are no places. */
export function plantedNames(count: number): readonly string[] {
  const first = 'alma bruno cleo dario edda fausto greta hugo ines jonas'.split(' ')
  const last = 'leakmann leaksson leakova leakini leaker leakez leakov'.split(' ')
  return Array.from({ length: count }, (_, i) => {
    const joint = ['-', '_', ''][i % 3] ?? '-'
    const name = `${first[i % 10]}${joint}${last[Math.floor(i / 10) % 7]}${i < 70 ? '' : letters(i)}`
    return i % 4 === 0 ? name.slice(0, 1).toUpperCase() + name.slice(1) : name
  })
}

function letters(number: number): string {
  return String(number).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '')
}

/** Where names stand in paths. */
export const LAYOUTS = {
  leaf: (name) => [`/membres/${name}`],
  root: (name) => [`/${name}`],
  html: (name) => [`/equipe/${name}.html`],
  'root, html': (name) => [`/${name}.html`],
  'head of a branch': (name) => [`/${name}`, `/${name}/photos`, `/${name}/agenda`],
  'head of a branch of its own': (name, i) => [`/espaces/${name}/${letters(i)}-dossier`],
  'head, below a head': (name) => [`/groupes/nord/${name}/galerie/ete`],
  'below a variable': (name, i) => [`/services/${1000 + i}/${name}`],
  'below a folded word': (name, i) => [`/quartier-${letters(i)}/${name}`],
  'mixed endings': (name, i) => [`/annuaire/${name}${['', '.html', '.pdf', '.php', '.json'][i % 5] ?? ''}`],
  'mixed endings with queries': (name, i) =>
    [1, 2, 3, 4, 5, 6, 7].map((n) => `/fiches/${name}${['', '.html', '.pdf', '.php', '.jsp'][i % 5] ?? ''}?p=${n}`),
  'leaves and heads': (name, i) => (i % 2 === 0 ? [`/gens/${name}`] : [`/gens/${name}`, `/gens/${name}/cv.pdf`]),
  deep: (name) => [`/a/b/c/d/${name}`],
  encoded: (name) => [`/membres/%63${name}`],
} as const satisfies Readonly<Record<string, (name: string, position: number) => readonly string[]>>
export type Layout = keyof typeof LAYOUTS

/** Of layouts in which every name is a leaf, 21 are a list. */
export const ALL_LEAVES: readonly Layout[] = ['leaf', 'root', 'html', 'root, html', 'mixed endings', 'encoded', 'deep']

/** A service of some pages, and names among them: one of them popular, or all. */
export function usesOf(layout: Layout, count: number, popular: 'one' | 'all'): readonly Use[] {
  const service = ['/', '/aide', '/accueil', '/thermes', '/thermes/horaires', '/bassin/plan'].map((path) => ({
    path,
    times: 90,
  }))
  const names = plantedNames(count).flatMap((name, i) =>
    LAYOUTS[layout](name, i).map((path) => ({ path, times: popular === 'all' || i === 3 ? 60 : 1 })),
  )
  return [...service, ...names]
}

export type Room = {
  readonly openLearner: (vocabulary: typeof SEGMENT_VOCABULARY, options: { readonly isClosed: boolean }) => Learning
  readonly draftFeatures: (learnt: ReturnType<Learning['learnt']>) => FeaturesDrafted
}

/** Of planted names, those that a draft tells: by whole segment, in any case, whatever their ending. */
export function namesTold(room: Room, uses: readonly Use[], isClosed = false): readonly string[] {
  const told = new Set(wordsTold(room, uses, isClosed).map((word) => word.toLowerCase().split('.')[0] ?? ''))
  return [...told].filter((word) => word.includes('leak'))
}

export function wordsTold(
  { openLearner, draftFeatures }: Room,
  uses: readonly Use[],
  isClosed = false,
): readonly string[] {
  const { learner, learnt } = openLearner(SEGMENT_VOCABULARY, { isClosed })
  for (const { path, times } of uses) {
    const view = requestView(path)
    for (let n = 0; n < times; n++) learner.take(view, false)
  }
  const { features } = draftFeatures(learnt())
  return features.flatMap(({ match }) => match.flatMap((pattern) => pattern.split('/')))
}
