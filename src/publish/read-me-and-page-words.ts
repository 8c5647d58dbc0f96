import type { Both } from '../domain/service.ts'

// What read-me and page both say.

/** Of periods of a table that have no row, though others before and after them have. */
export const NOT_PUBLISHED: Readonly<Record<'never' | 'open', (table: string, periods: string) => Both>> = {
  never: (table, periods) => ({
    en: `Periods of ${table} that will never be published: ${periods}. They may lack lines, would betray a figure that is not shown, or would be exact where exact figures are no longer asked for.`,
    fr: `Périodes de ${table} qui ne seront jamais publiées\u00A0: ${periods}. Des lignes peuvent y manquer, elles trahiraient un chiffre qui n’est pas montré, ou elles seraient exactes alors que des chiffres exacts ne sont plus demandés.`,
  }),
  /** They are held open, or fell among days when there was no such table. */
  open: (table, periods) => ({
    en: `Not published, or not yet, in ${table}: ${periods}. That is no sign of a missing log.`,
    fr: `Sans publication, ou pas encore, dans ${table}\u00A0: ${periods}. Ce n’est pas le signe d’un journal manquant.`,
  }),
}

export const inPart = (table: string, periods: string): Both => ({
  en: `Periods covered only in part, or not closed yet, in ${table}: ${periods}.`,
  fr: `Périodes couvertes en partie, ou pas encore closes, dans ${table}\u00A0: ${periods}.`,
})
export const robotsLeftOut = (list: string, version: string): Both => ({
  en: `Robots are left out after the list ${list}, version ${version}. A robot that does not declare itself is counted like a person.`,
  fr: `Les robots sont écartés d’après la liste ${list}, version ${version}. Un robot qui ne se déclare pas est compté comme une personne.`,
})
export const PARTIAL_LOG: Both = {
  en: 'By its configuration, the web server leaves some requests out of its log: they are in no figure.',
  fr: 'Par sa configuration, le serveur web n’inscrit pas certaines requêtes dans son journal\u00A0: aucun chiffre ne les compte.',
}
export const NOTHING_TO_CITE: Both = {
  en: 'No attribution is required; naming the source is kind.',
  fr: 'Aucune mention n’est exigée\u202F; citer la source rend service.',
}
/** Of a licence that asks for something, in the words of `comptage licences`. */
export const asksFor = ({ fr, en }: Both): Both => ({
  en: `The licence asks of a reuser: ${en}.`,
  fr: `La licence demande à qui réutilise\u00A0: ${fr}.`,
})
