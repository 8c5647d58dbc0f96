import type { AuditNumber } from '../../../domain/observed-features.ts'
import type { AuditReason, AuditTrend, RobotKind } from '../../../pipeline/index.ts'
import type { Both } from '../../../domain/service.ts'
import { decimal, grouped, percent, say } from '../../language/language.ts'
import { passedText } from '../passed-text.ts'
import type { Marks } from './marks-of.ts'

/** Exact figures are not for publication. */
export const WARNING: Both = {
  en: 'NOT FOR PUBLICATION. These are exact figures, small ones included: they can show what single people did. For figures that may be published, use comptage count or comptage run.',
  fr: 'À NE PAS PUBLIER. Ces chiffres sont exacts, les petits compris : ils peuvent montrer ce qu’a fait une seule personne. Pour des chiffres publiables, utilisez comptage count ou comptage run.',
}
export const WARNING_OF_FOLDER: Both = {
  en: 'Made of published figures alone: a hidden figure may be small, or a larger one that protects another, so uses, entries and errors are lower bounds.',
  fr: 'Fait des seuls chiffres publiés : un chiffre masqué peut être petit, ou plus grand et en protéger un autre ; les utilisations, les entrées et les erreurs sont donc des minimums.',
}

/** Everything that an audit says, in the language that is spoken. */
export function auditWords() {
  const counted = say({
    en: (uses: number): string => `${grouped(uses)} ${uses === 1 ? 'use' : 'uses'}`,
    fr: (uses: number): string => `${grouped(uses)} ${uses > 1 ? 'utilisations' : 'utilisation'}`,
  })
  const reasons: ReasonWords = {
    'server-errors': (reason) => ({
      en: `the service failed ${percent(reason.share)} of requests (5xx; at least ${percent(reason.low)}), above ${percent(reason.limit)}`,
      fr: `le service a échoué pour ${percent(reason.share)} des requêtes (5xx ; au moins ${percent(reason.low)}), plus de ${percent(reason.limit)}`,
    }),
    'client-errors': (reason, { errorRate, errorsApart }) =>
      errorsApart
        ? {
            en: `${errorRate}${percent(reason.share)} of requests were refused or not found (4xx; at least ${percent(reason.low)}), above ${percent(reason.limit)}`,
            fr: `${errorRate}${percent(reason.share)} des requêtes refusées ou introuvables (4xx ; au moins ${percent(reason.low)}), plus de ${percent(reason.limit)}`,
          }
        : {
            en: `${errorRate}${percent(reason.share)} of requests ended in an error (4xx or 5xx; at least ${percent(reason.low)}), above ${percent(reason.limit)}`,
            fr: `${errorRate}${percent(reason.share)} des requêtes en erreur (4xx ou 5xx ; au moins ${percent(reason.low)}), plus de ${percent(reason.limit)}`,
          },
    slow: (reason) => ({
      en: `5 of 100 uses took longer than ${milliseconds(reason.p95Ms)}, above ${milliseconds(reason.limitMs)}`,
      fr: `5 utilisations sur 100 ont pris plus de ${milliseconds(reason.p95Ms)}, au-delà de ${milliseconds(reason.limitMs)}`,
    }),
    unused: (reason, marks) => {
      const { en, fr } = limitText(reason)
      return {
        en: `${marks.uses}${counted(reason.uses)} in ${reason.days} days, below ${en}, where features have ${marks.share}${about(reason.average)} on average`,
        fr: `${marks.uses}${counted(reason.uses)} en ${reason.days} jours, moins de ${fr}, pour ${marks.share}${about(reason.average)} en moyenne par fonctionnalité`,
      }
    },
    'passed-over': (reason) => ({
      en: `${counted(reason.uses)} in ${reason.days} ${reason.days === 1 ? 'day' : 'days'}, but requests that it does not count: ${passedText(reason.passed)}`,
      fr: `${counted(reason.uses)} en ${reason.days} ${reason.days < 2 ? 'jour' : 'jours'}, mais des requêtes qui ne comptent pas : ${passedText(reason.passed)}`,
    }),
    few: (reason, { requests }) => ({
      en: `${requests}${reason.requests} ${reason.requests === 1 ? 'use or error' : 'uses and errors'}, below ${plain(reason.limit)}`,
      fr: `${requests}${reason.requests} ${reason.requests < 2 ? 'utilisation ou erreur' : 'utilisations et erreurs'}, moins de ${plain(reason.limit)}`,
    }),
    strong: (reason, { share }) => ({
      en: `${share}${percent(reason.share)} of all uses (at least ${percent(reason.low)}), above ${percent(reason.limit)}`,
      fr: `${share}${percent(reason.share)} des utilisations (au moins ${percent(reason.low)}), plus de ${percent(reason.limit)}`,
    }),
    growing: (reason, marks) => changeText(reason.change, marks),
    falling: (reason, marks) => ({
      en: `no rule fits; falling, ${changeText(reason.change, marks).en}`,
      fr: `aucune règle ne s’applique ; en baisse, ${changeText(reason.change, marks).fr}`,
    }),
    steady: () => ({ en: 'no rule fits', fr: 'aucune règle ne s’applique' }),
    hidden: (reason) => ({
      en: `its uses are hidden on ${reason.days} ${reason.days === 1 ? 'day' : 'days'}, and that decides`,
      fr: `ses utilisations sont masquées ${reason.days} ${reason.days === 1 ? 'jour' : 'jours'}, et cela décide`,
    }),
  }
  const robotKinds: Readonly<Record<RobotKind, string>> = {
    'search-robot': say({ en: 'search engines', fr: 'moteurs de recherche' }),
    monitor: say({ en: 'monitors', fr: 'surveillance' }),
    'other-robot': say({ en: 'other robots, previews included', fr: 'autres robots, aperçus compris' }),
    machine: say({
      en: 'programs, feed readers, map clients',
      fr: 'programmes, lecteurs de flux, clients de cartes',
    }),
    unknown: say({ en: 'no agent, or an unreadable one', fr: 'sans agent, ou illisible' }),
    human: say({ en: 'people', fr: 'personnes' }),
    'ai-robot training': say({ en: 'AI: to train models', fr: 'IA : pour entraîner des modèles' }),
    'ai-robot search': say({ en: 'AI: for an index that is searched', fr: 'IA : pour un index de recherche' }),
    'ai-robot assistant': say({ en: 'AI: for a person’s question', fr: 'IA : pour la question d’une personne' }),
  }
  const begun = say({ en: 'new', fr: 'nouvelle' })
  return {
    title: (service: string) => say({ en: `Audit of ${service}`, fr: `Audit – ${service}` }),
    period: (from: string, to: string) =>
      say({ en: `Judged: ${from} to ${to}.`, fr: `Période jugée : du ${from} au ${to}.` }),
    compared: (from: string, to: string) =>
      say({ en: `Compared with ${from} to ${to}.`, fr: `Comparée à la période du ${from} au ${to}.` }),
    /** Of a period not every day has lines. */
    covered: (days: number, of: number) =>
      say({
        en: `Of its ${of} days ${days} ${days === 1 ? 'has' : 'have'} lines; ${of - days === 1 ? 'the other plays' : 'the others play'} no part.`,
        fr: `Sur ses ${of} jours, ${days} ${days === 1 ? 'a' : 'ont'} des lignes ; ${of - days === 1 ? 'l’autre ne compte' : 'les autres ne comptent'} pour rien.`,
      }),
    tooFewDays: (days: number) =>
      say({
        en: `Too few days with lines (${days}) for a trend, and to retire anything: that takes 28 in these periods. Verdicts may change on the 28th.`,
        fr: `Trop peu de jours avec des lignes (${days}) pour une tendance, et pour retirer quoi que ce soit : il en faut 28 dans ces périodes. Les verdicts peuvent changer au 28e.`,
      }),
    verdicts: {
      strengthen: say({ en: 'strengthen', fr: 'renforcer' }),
      improve: say({ en: 'improve', fr: 'améliorer' }),
      retire: say({ en: 'retire', fr: 'retirer' }),
      keep: say({ en: 'keep', fr: 'garder' }),
      'too-little': say({ en: 'too little to say', fr: 'trop peu pour conclure' }),
    },
    reasons,
    trend: (trend: AuditTrend | undefined, { change: mark }: Marks) => {
      if (trend === undefined) return '–'
      if (trend.direction === 'flat') return '≈'
      return `${trend.direction === 'growing' ? '▲' : '▼'} ${trend.change === undefined ? begun : mark + change(trend.change)}`
    },
    never: say({ en: 'never', fr: 'jamais' }),
    columns: {
      feature: say({ en: 'feature', fr: 'fonctionnalité' }),
      uses: say({ en: 'uses', fr: 'utilisations' }),
      before: say({ en: 'before', fr: 'avant' }),
      share: say({ en: 'share', fr: 'part' }),
      trend: say({ en: 'trend', fr: 'tendance' }),
      days: say({ en: 'by day', fr: 'par jour' }),
      entries: say({ en: 'entries', fr: 'entrées' }),
      errors: say({ en: 'errors', fr: 'erreurs' }),
      clientErrors: '4xx',
      serverErrors: '5xx',
      p50: say({ en: 'median', fr: 'médiane' }),
      p95: '95\u00A0%',
      lastUse: say({ en: 'last use', fr: 'dernière' }),
      verdict: 'verdict',
      why: say({ en: 'because', fr: 'parce que' }),
      requests: say({ en: 'requests', fr: 'requêtes' }),
      shape: say({ en: 'shape', fr: 'forme' }),
      resembles: say({ en: 'resembles', fr: 'ressemble à' }),
      client: say({ en: 'who', fr: 'qui' }),
      // Not of the periods alone.
      lines: say({ en: 'lines, of all days', fr: 'lignes, tous jours compris' }),
      fate: say({ en: 'ended as', fr: 'devenues' }),
    },
    sections: {
      verdicts: say({ en: 'What to do', fr: 'Que faire' }),
      figures: say({ en: 'Figures', fr: 'Chiffres' }),
      unused: say({ en: 'Never used', fr: 'Jamais utilisées' }),
      dead: say({ en: 'Dead routes', fr: 'Liens morts' }),
      unmatched: say({ en: 'Paths that no feature has', fr: 'Chemins sans fonctionnalité' }),
      passed: say({
        en: 'What came for features and does not count',
        fr: 'Ce qui vise des fonctionnalités et ne compte pas',
      }),
      robots: say({ en: 'Robots, and programs that do not count', fr: 'Robots, et programmes qui ne comptent pas' }),
      quality: say({ en: 'Quality', fr: 'Qualité' }),
      reading: say({ en: 'How to read this', fr: 'Comment lire' }),
    },
    unused: (features: string) =>
      say({ en: `No use in these days: ${features}.`, fr: `Aucune utilisation ces jours-là : ${features}.` }),
    noneUnused: say({ en: 'Every feature was used.', fr: 'Toutes les fonctionnalités ont été utilisées.' }),
    noDead: say({
      en: 'No path that was not found resembles a feature, as far as the closed vocabulary shows it.',
      fr: 'Aucun chemin introuvable ne ressemble à une fonctionnalité, pour autant que le vocabulaire fermé le montre.',
    }),
    dead: say({
      en: 'Not found (404, 410), and much like a feature: an old link, or a wrong one.',
      fr: 'Introuvables (404, 410), et très semblables à une fonctionnalité : un lien ancien, ou faux.',
    }),
    noneUnmatched: say({
      en: 'Every path that people were answered is a feature’s.',
      fr: 'Chaque chemin auquel il a été répondu a sa fonctionnalité.',
    }),
    otherShapes: (k: number) =>
      say({ en: `(other shapes, or with fewer than ${k} requests)`, fr: `(autres formes, ou moins de ${k} requêtes)` }),
    /** What came for features and is no use. */
    passed: say({
      en: 'Answered, and not asked for by a declared robot. Where it is more than the uses, the map may miss what the feature is.',
      fr: 'Requêtes auxquelles il a été répondu, sans les robots déclarés. Là où elles dépassent les utilisations, la configuration oublie peut-être une partie de la fonctionnalité.',
    }),
    nonePassed: say({
      en: 'Nothing: whatever was answered for a feature counts.',
      fr: 'Rien : tout ce qui a été servi pour une fonctionnalité compte.',
    }),
    passedUnknown: say({
      en: 'What came for a feature and does not count, as requests by programs, only the logs tell: look there before anything is retired.',
      fr: 'Ce qui vise une fonctionnalité et ne compte pas, comme les requêtes de programmes, seuls les journaux le disent : regardez-y avant de retirer quoi que ce soit.',
    }),
    /** Of a published folder: what is hidden on some days. */
    alsoHidden: {
      uses: (days: number) =>
        say({
          en: `; its uses are hidden on ${days} ${days === 1 ? 'day' : 'days'}`,
          fr: ` ; ses utilisations sont masquées pendant ${days} ${days === 1 ? 'jour' : 'jours'}`,
        }),
      errors: (days: number) =>
        say({
          en: `; its errors are hidden on ${days} ${days === 1 ? 'day' : 'days'}`,
          fr: ` ; ses erreurs sont masquées pendant ${days} ${days === 1 ? 'jour' : 'jours'}`,
        }),
    },
    hidden: say({ en: 'hidden', fr: 'masqué' }),
    robots: say({
      en: 'Requests for features by who declares to be no person, on all days that were read.',
      fr: 'Requêtes de fonctionnalités, de clients qui se déclarent automatiques, sur tous les jours lus.',
    }),
    noRobots: say({ en: 'None asked for a feature.', fr: 'Aucun n’a demandé de fonctionnalité.' }),
    robotKinds,
    noGaps: say({ en: 'No day is without a line.', fr: 'Aucun jour n’est sans ligne.' }),
    silence: say({
      en: 'The folder tells of no day without a line.',
      fr: 'Le dossier ne dit d’aucun jour qu’il est sans ligne.',
    }),
    gaps: (gaps: string) => say({ en: `Days without a line: ${gaps}.`, fr: `Jours sans aucune ligne : ${gaps}.` }),
    errorsTogether: say({
      en: 'Errors of the service are not told apart from those of the client here: all are held against the limit for 4xx. A dataset by day, feature and status tells them.',
      fr: 'Ici, les erreurs du service ne se distinguent pas de celles du client : toutes sont jugées à la limite des 4xx. Un jeu de données par jour, fonctionnalité et status les distingue.',
    }),
    entriesUnknown: say({
      en: 'Entries are not known: the log has no referrer, or the service has no url: or hosts:.',
      fr: 'Les entrées sont inconnues : le journal n’a pas de provenance, ou le service n’a ni url: ni hosts:.',
    }),
    reading: [
      say({
        en: 'A use is a request that succeeded, not a person. An entry is a use that came from outside, or from nowhere.',
        fr: 'Une utilisation est une requête qui a réussi, pas une personne. Une entrée est une utilisation venue de l’extérieur, ou de nulle part.',
      }),
      say({
        en: 'Shares depend on how the map of features is cut. A trend is against the rest of the service: a quiet month is none.',
        fr: 'Les parts dépendent du découpage en fonctionnalités. Une tendance se lit par rapport au reste du service : un mois calme n’en est pas une.',
      }),
      say({
        en: 'A verdict is the first rule that fits. It is a place to look, not a decision.',
        fr: 'Un verdict est la première règle qui s’applique. C’est un endroit où regarder, pas une décision.',
      }),
    ],
    rules: (n: Readonly<Record<AuditNumber, number>>) => [
      say({
        en: `improve: ${plain(n.least_errors)} errors or more, and 5xx surely above ${percent(n.server_errors)} and ${plain(n.times_median)} times the median, or 4xx above ${percent(n.client_errors)} and ${plain(n.times_median)} times the median; or ${plain(n.slow_uses)} uses or more, and the 95th percentile above ${milliseconds(n.slow_ms)} and ${plain(n.slow_times_median)} times the median`,
        fr: `améliorer : au moins ${plain(n.least_errors)} erreurs, et 5xx sûrement au-dessus de ${percent(n.server_errors)} et de ${plain(n.times_median)} fois la médiane, ou 4xx au-dessus de ${percent(n.client_errors)} et de ${plain(n.times_median)} fois la médiane ; ou au moins ${plain(n.slow_uses)} utilisations, et le 95e centile au-dessus de ${milliseconds(n.slow_ms)} et de ${plain(n.slow_times_median)} fois la médiane`,
      }),
      say({
        en: `retire: fewer than ${plain(n.retire_uses)} uses in 28 days, where features have ${plain(n.retire_average)} or more on average; not growing, not the home page, nothing that was not there in all of these days, nothing that ${plain(n.retire_uses)} requests or more came for that do not count`,
        fr: `retirer : moins de ${plain(n.retire_uses)} utilisations en 28 jours, où les fonctionnalités en ont au moins ${plain(n.retire_average)} en moyenne ; ni en hausse, ni l’accueil, ni rien qui n’était pas là tous ces jours, ni rien que visent ${plain(n.retire_uses)} requêtes ou plus qui ne comptent pas`,
      }),
      say({
        en: `too little to say: fewer than ${plain(n.least_requests)} uses and errors; or fewer than ${plain(n.retire_uses)} uses in 28 days, and ${plain(n.retire_uses)} requests or more that do not count`,
        fr: `trop peu pour conclure : moins de ${plain(n.least_requests)} utilisations et erreurs ; ou moins de ${plain(n.retire_uses)} utilisations en 28 jours, et au moins ${plain(n.retire_uses)} requêtes qui ne comptent pas`,
      }),
      say({
        en: `strengthen: surely ${plain(n.strong_share)} times the average share or more, and not falling; or growing, and not surely below ${plain(n.growing_share)} of it`,
        fr: `renforcer : sûrement ${plain(n.strong_share)} fois la part moyenne ou plus, sans baisse ; ou en hausse, et pas sûrement sous ${plain(n.growing_share)} de celle-ci`,
      }),
      say({ en: `keep: anything else`, fr: `garder : tout le reste` }),
      say({
        en: `a trend: ${change(n.change)} or −${Math.round(n.change * 100)} % against the median of the other features, its own uses a day going the same way, and ${plain(n.deviations)} standard errors, from 28 days on`,
        fr: `une tendance : ${change(n.change)} ou −${Math.round(n.change * 100)} % par rapport à la médiane des autres fonctionnalités, ses propres utilisations par jour allant dans le même sens, et ${plain(n.deviations)} erreurs types, à partir de 28 jours`,
      }),
      say({
        en: 'Every number can be changed: audit: in the configuration.',
        fr: 'Chaque nombre peut être changé : audit: dans la configuration.',
      }),
    ],
  }
}

/** What a count of these days is to be below; carried over to more than 28, a whole number says it. */
function limitText({ limit, limitOf28 }: Extract<AuditReason, { readonly rule: 'unused' }>): Both {
  const of28 = plain(limitOf28)
  if (limit === limitOf28) return { en: of28, fr: of28 }
  const carriedOver = grouped(Math.ceil(limit))
  return { en: `${carriedOver} (${of28} in 28 days)`, fr: `${carriedOver} (${of28} en 28 jours)` }
}

/** A number of `audit:`. */
function plain(number: number): string {
  return Number.isInteger(number) ? grouped(number) : decimal(String(number))
}

export type AuditWords = ReturnType<typeof auditWords>

/** How the figures of a reason are to be read. Without `errorsApart` those of the service may be among its errors. */
type ReasonMarks = Marks & { readonly errorsApart: boolean }

/** A rule without words does not compile. */
type ReasonWords = {
  readonly [R in AuditReason['rule']]: (reason: Extract<AuditReason, { readonly rule: R }>, marks: ReasonMarks) => Both
}

/** The sentence of a reason. */
export function reasonText<R extends AuditReason['rule']>(
  { reasons }: AuditWords,
  reason: { readonly rule: R } & Extract<AuditReason, { readonly rule: R }>,
  marks: ReasonMarks,
): string {
  return say(reasons[reason.rule](reason, marks))
}

/** Against the rest: of what was not there before there is no share of that. */
function changeText(share: number | undefined, { change: mark }: Marks): Both {
  if (share === undefined) return { en: 'new: none before', fr: 'nouvelle : aucune avant' }
  return {
    en: `${mark}${change(share)} against the rest of the service`,
    fr: `${mark}${change(share)} par rapport au reste du service`,
  }
}

/** `+50 %`, `−50 %`, `×25`. */
function change(share: number): string {
  if (share >= 10) return `×${Math.round(share + 1)}`
  const percent = Math.round(share * 100)
  const digits = `${percent < 0 ? '−' : '+'}${Math.abs(percent)}`
  return say({ en: `${digits} %`, fr: `${digits}\u00A0%` })
}

/** `46 ms`, `1.2 s`. */
export function milliseconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${decimal((ms / 1000).toFixed(1))} s`
}

/** Of a number that need not be whole: `4`, `4.2`. */
function about(number: number): string {
  return number >= 10 || Number.isInteger(number) ? grouped(Math.round(number)) : decimal(number.toFixed(1))
}
