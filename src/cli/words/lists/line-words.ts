import type { Field } from '../../../domain/contracts.ts'
import type { ByMeasure } from '../../../domain/dictionary.ts'
import type { Fate, Reason } from '../../../domain/fate.ts'
import type { Both } from '../../../domain/service.ts'

/** Why a line does not fit. */
export const REASON_WORDS: Readonly<Record<Reason, Both>> = {
  cut: { en: 'the last line is cut off', fr: 'la dernière ligne est tronquée' },
  'is-json': { en: 'this is JSON', fr: 'c’est du JSON' },
  'is-text': { en: 'this is text, and no JSON', fr: 'c’est du texte, et non du JSON' },
  'bad-line': { en: 'something else stands here', fr: 'ce qui est écrit ici n’est pas ce que le format attend' },
  'bad-json': { en: 'this is no whole JSON of a request', fr: 'ce n’est pas le JSON entier d’une requête' },
  'bad-time': { en: 'this is no time', fr: 'ce n’est pas une heure' },
  'bad-status': { en: 'this is no status', fr: 'ce n’est pas un code de réponse' },
  'bad-request': { en: 'this is no request', fr: 'ce n’est pas une requête' },
  'no-status': { en: 'there is no status', fr: 'il n’y a pas de code de réponse' },
}

/** As a sentence names what a line has; in English a field is its own word. */
export const FIELD_WORDS: Readonly<Record<Field, Both>> = {
  time: { en: 'time', fr: 'heure' },
  request: { en: 'request', fr: 'requête' },
  method: { en: 'method', fr: 'méthode' },
  target: { en: 'target', fr: 'cible' },
  query: { en: 'query', fr: 'paramètres' },
  protocol: { en: 'protocol', fr: 'protocole' },
  status: { en: 'status', fr: 'code de réponse' },
  bytes: { en: 'bytes', fr: 'octets' },
  referrer: { en: 'referrer', fr: 'provenance' },
  agent: { en: 'agent', fr: 'logiciel' },
  host: { en: 'host', fr: 'hôte' },
  duration: { en: 'duration', fr: 'durée' },
}

/** In English as `measures:` writes them. */
export const MEASURE_WORDS: ByMeasure<Both> = {
  requests: { en: 'requests', fr: 'requêtes' },
  entries: { en: 'entries', fr: 'entrées' },
  errors: { en: 'errors', fr: 'erreurs' },
  bytes: { en: 'bytes', fr: 'octets' },
  duration_p50: { en: 'duration_p50', fr: 'durée (p50)' },
  duration_p95: { en: 'duration_p95', fr: 'durée (p95)' },
}

/** The fates of lines, as words: in English those of the documentation and of `--ledger`. */
export const FATE_WORDS: Readonly<Record<Fate, Both>> = {
  counted: { en: 'counted', fr: 'comptée' },
  failed: { en: 'failed', fr: 'échec' },
  redirect: { en: 'redirect', fr: 'redirection' },
  partial: { en: 'partial', fr: 'partielle' },
  robot: { en: 'robot', fr: 'robot' },
  unmatched: { en: 'unmatched', fr: 'non attribuée' },
  asset: { en: 'asset', fr: 'ressource' },
  ignored: { en: 'ignored', fr: 'écartée' },
  method: { en: 'method', fr: 'méthode' },
  'out-of-period': { en: 'out-of-period', fr: 'hors période' },
  late: { en: 'late', fr: 'tardive' },
  'not-a-request': { en: 'not-a-request', fr: 'sans requête' },
  malformed: { en: 'malformed', fr: 'illisible' },
  'too-long': { en: 'too-long', fr: 'trop longue' },
}

/** What each fate means, in the operator's words. */
export const FATE_MEANINGS: Readonly<Record<Fate, Both>> = {
  counted: { en: 'uses of a feature', fr: 'utilisations d’une fonctionnalité' },
  failed: {
    en: 'a feature answered with an error, or not at all',
    fr: 'une fonctionnalité a répondu par une erreur, ou pas du tout',
  },
  redirect: { en: 'a feature sent the reader elsewhere', fr: 'une fonctionnalité a renvoyé ailleurs' },
  partial: { en: 'a part of a file (206)', fr: 'une partie d’un fichier (206)' },
  robot: {
    en: 'robots, and programs where only people count',
    fr: 'robots, et programmes là où seules les personnes comptent',
  },
  unmatched: { en: 'no feature has this path', fr: 'aucune fonctionnalité ne reconnaît ce chemin' },
  asset: { en: 'images, style sheets, scripts, fonts', fr: 'images, feuilles de style, scripts, polices' },
  ignored: { en: 'told to ignore', fr: 'à écarter, selon ignore:' },
  method: { en: 'no feature takes this method', fr: 'aucune fonctionnalité ne prend cette méthode' },
  'out-of-period': {
    en: 'before the first or after the last day asked for',
    fr: 'avant le premier ou après le dernier jour demandé',
  },
  late: { en: 'for a period that is already published', fr: 'pour une période déjà publiée' },
  'not-a-request': {
    en: 'blank, a comment, or a message of the server',
    fr: 'vide, commentaire ou message du serveur',
  },
  malformed: { en: 'do not fit the format, or are no HTTP', fr: 'ne suivent pas le format, ou ne sont pas de l’HTTP' },
  'too-long': { en: 'longer than 65,536 bytes', fr: 'plus longues que 65 536 octets' },
}
