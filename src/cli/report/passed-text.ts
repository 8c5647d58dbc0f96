import { PASSED_OVER, type PassedOver } from '../../domain/observed-features.ts'
import type { Both } from '../../domain/service.ts'
import { grouped, say } from '../language/language.ts'
import type { TextColumn } from './columns-text.ts'

/** What comes for a feature and is no use, and what would make it one. */
const WORDS: Readonly<Record<keyof PassedOver, { readonly column: Both; readonly asked: Both; readonly fix: Both }>> = {
  programs: {
    column: { en: 'programs', fr: 'programmes' },
    asked: { en: 'by programs', fr: 'par des programmes' },
    fix: {
      en: 'Programs count for a feature with clients: all.',
      fr: 'Les programmes comptent pour une fonctionnalité qui a clients: all.',
    },
  },
  redirects: {
    column: { en: 'sent on', fr: 'redirigées' },
    asked: { en: 'sent on (3xx)', fr: 'redirigées (3xx)' },
    fix: {
      en: 'An answer that sends on is no use: count the address that it leads to.',
      fr: 'Une réponse qui redirige n’est pas une utilisation : comptez l’adresse où elle mène.',
    },
  },
  parts: {
    column: { en: 'parts', fr: 'parties' },
    asked: { en: 'for parts of files', fr: 'pour des parties de fichiers' },
    fix: {
      en: 'Parts of files (206) count for a feature with partial: count.',
      fr: 'Les parties de fichiers (206) comptent pour une fonctionnalité qui a partial: count.',
    },
  },
  assets: {
    column: { en: 'images …', fr: 'images…' },
    asked: { en: 'for images and the like', fr: 'pour des images et semblables' },
    fix: {
      en: 'Images and the like count for a feature with assets: count.',
      fr: 'Les images et semblables comptent pour une fonctionnalité qui a assets: count.',
    },
  },
  methods: {
    column: { en: 'other methods', fr: 'autres méthodes' },
    asked: { en: 'with other methods', fr: 'avec d’autres méthodes' },
    fix: {
      en: 'A method counts where a pattern names it: match: "GET,HEAD /ping".',
      fr: 'Une méthode compte là où un motif la nomme : match: "GET,HEAD /ping".',
    },
  },
}

/** `14,000 by programs, 2,800 sent on (3xx)`. */
export function passedText(passed: PassedOver): string {
  return PASSED_OVER.filter((kind) => passed[kind] > 0)
    .map((kind) => `${grouped(passed[kind])} ${say(WORDS[kind].asked)}`)
    .join(', ')
}

type PassedTable = {
  readonly columns: readonly TextColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly fixes: readonly string[]
}

/** By feature, the most requests first, with a column for what there is; no rows where there is nothing. */
export function passedTable(features: readonly { readonly id: string; readonly passed: PassedOver }[]): PassedTable {
  const all = (passed: PassedOver): number => PASSED_OVER.reduce((sum, kind) => sum + passed[kind], 0)
  const some = features.filter(({ passed }) => all(passed) > 0).sort((a, b) => all(b.passed) - all(a.passed))
  const kinds = PASSED_OVER.filter((kind) => some.some(({ passed }) => passed[kind] > 0))
  return {
    columns: [
      { title: say({ en: 'feature', fr: 'fonctionnalité' }) },
      ...kinds.map((kind) => ({ title: say(WORDS[kind].column), align: 'right' as const })),
    ],
    rows: some.map(({ id, passed }) => [id, ...kinds.map((kind) => grouped(passed[kind]))]),
    fixes: kinds.map((kind) => say(WORDS[kind].fix)),
  }
}
