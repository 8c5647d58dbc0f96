import type { FormatCaution, FormatFault } from '../../../domain/contracts.ts'
import type { Both } from '../../language/language.ts'

/** Why the string of a log format cannot be read. */
export const FORMAT_FAULTS: Readonly<Record<FormatFault, Both>> = {
  'variables-touch': {
    en: 'two variables stand side by side, so nobody can tell where the first ends',
    fr: 'deux variables se touchent, et rien ne dit où finit la première',
  },
  'no-time': { en: 'it has no time', fr: 'il n’a pas d’heure' },
  'no-target': { en: 'it has neither the request nor its path', fr: 'il n’a ni la requête ni son chemin' },
  'no-status': { en: 'it has no status', fr: 'il n’a pas de code de réponse' },
  'scattered-time': {
    en: 'the parts of its time do not stand side by side',
    fr: 'les parties de l’heure n’y sont pas côte à côte',
  },
  'unknown-directive': { en: 'there is no such directive', fr: 'cette directive n’existe pas' },
  unclosed: { en: 'a quote is not closed', fr: 'un guillemet n’est pas fermé' },
  'unsupported-time': {
    en: 'a time that follows the language of the machine, or lacks a part, cannot be read',
    fr: 'une heure qui suit la langue de la machine, ou à laquelle il manque une partie, ne peut pas être lue',
  },
}

/** What is amiss with a format that can be read, and what to do about it. */
export const CAUTIONS: Readonly<Record<FormatCaution, Both<readonly [what: string, fix: string]>>> = {
  'no-agent': {
    en: [
      'it has no user agent, so no robot can be told from a person and all are counted',
      'log the user agent: $http_user_agent of nginx, %{User-Agent}i of Apache',
    ],
    fr: [
      'il n’a pas de logiciel client, donc aucun robot ne se distingue d’une personne et tous sont comptés',
      'faites-le inscrire dans le journal : $http_user_agent de nginx, %{User-Agent}i d’Apache',
    ],
  },
  'no-referrer': {
    en: ['it has no referrer, so entries cannot be counted', 'log $http_referer or %{Referer}i'],
    fr: [
      'il n’a pas de provenance, donc les entrées ne peuvent pas être comptées',
      'faites inscrire $http_referer ou %{Referer}i dans le journal',
    ],
  },
  'no-host': {
    en: ['it has no host, so patterns with a host never fit', 'log $host or %v, if you need such patterns'],
    fr: [
      'il n’a pas d’hôte, donc les motifs avec un hôte ne conviennent jamais',
      'faites inscrire $host ou %v dans le journal, si vous avez besoin de tels motifs',
    ],
  },
  'no-method': {
    en: ['it has no method, so every request is taken for a GET', 'log the request, or its method'],
    fr: [
      'il n’a pas de méthode, donc toute requête passe pour un GET',
      'faites inscrire la requête, ou sa méthode, dans le journal',
    ],
  },
  'no-date': {
    en: [
      'its lines have a time without a date, so days are counted on from #Date, and one without a line is not seen',
      'have the server log the date column too',
    ],
    fr: [
      'ses lignes ont une heure sans date, donc les jours se comptent à partir de #Date, et un jour sans ligne passe inaperçu',
      'faites inscrire aussi la colonne date dans le journal',
    ],
  },
  'decoded-target': {
    en: [
      'its path is what the server made of it, often the same for every page',
      'log $request or $request_uri of nginx, %r of Apache',
    ],
    fr: [
      'son chemin est celui que le serveur en a fait, souvent le même pour toutes les pages',
      'faites inscrire $request ou $request_uri de nginx, %r d’Apache',
    ],
  },
  'first-status': {
    en: ['%s is the status before an internal redirect', 'log %>s'],
    fr: ['%s est le code d’avant une redirection interne', 'faites inscrire %>s'],
  },
  forgeable: {
    en: ['with escape=none clients can forge fields and whole lines', 'remove escape=none from the log_format'],
    fr: [
      'avec escape=none, les clients peuvent forger des champs et des lignes entières',
      'ôtez escape=none du log_format',
    ],
  },
  'ambiguous-duration': {
    en: [
      'nothing says what its duration counts, seconds or milliseconds, of the server or of what is behind it, so it is left out',
      'name the format (iis, if IIS wrote the log), or give the string in which the server writes it',
    ],
    fr: [
      'rien ne dit ce que compte sa durée, en secondes ou en millisecondes, du serveur ou de ce qui est derrière lui, et elle est laissée de côté',
      'nommez le format (iis, si IIS a écrit le journal), ou donnez la chaîne dans laquelle le serveur l’écrit',
    ],
  },
  'bytes-with-headers': {
    en: ['its bytes include the headers', 'log $body_bytes_sent or %b'],
    fr: ['ses octets comprennent les en-têtes', 'faites inscrire $body_bytes_sent ou %b'],
  },
}
