import type { PatternFault, PersonalKind } from '../../../domain/feature.ts'
import type { PatternProblem } from '../../../domain/problem/pattern-problems.ts'
import type { Both } from '../../../domain/service.ts'
import { meaning, type WordsFor } from '../../language/language.ts'
import { at } from './of-configuration.ts'

/** Of the patterns that win over one: a pattern of all paths gives way to those of every other feature. */
const MOST_SHOWN = 6

export const OF_PATTERNS: WordsFor<PatternProblem['code']> = {
  PATTERN_SYNTAX: ({ place, pattern, column, why, nearest }) => ({
    what: {
      en: `the pattern "${pattern}" cannot be read: ${FAULTS[why].en}${meaning(nearest)}`,
      fr: `le motif « ${pattern} » ne peut pas être lu : ${FAULTS[why].fr}${meaning(nearest)}`,
    },
    where: { en: `${at(place)}; column ${column} of the pattern`, fr: `${at(place)} ; colonne ${column} du motif` },
    fix: {
      en: 'a pattern is METHOD,METHOD host/path/:name/*?key=value, of which only the path is needed',
      fr: 'un motif s’écrit MÉTHODE,MÉTHODE hôte/chemin/:nom/*?clé=valeur ; seul le chemin est nécessaire',
    },
  }),
  PATTERN_CLAIMED_TWICE: ({ place, pattern, features, other }) => ({
    what: {
      en: `the pattern "${pattern}" is claimed by ${features.join(' and ')}`,
      fr: `le motif « ${pattern} » est revendiqué par ${features.join(' et ')}`,
    },
    where: { en: `${at(place)}, and line ${other.line}`, fr: `${at(place)}, et ligne ${other.line}` },
    fix: {
      en: 'give it to one of the two, or tell them apart by path, method, host or ?key=value: the name of a :name and the days of from: and until: tell nothing apart',
      fr: 'donnez-le à l’une des deux, ou distinguez-les par le chemin, la méthode, l’hôte ou ?clé=valeur : ni le nom d’un :nom ni les jours de from: et until: ne distinguent rien',
    },
  }),
  PATTERN_UNREACHABLE: ({ place, pattern, by }) => ({
    what: {
      en: `the pattern "${pattern}" never wins: ${by.map((other) => `"${other}"`).join(', ')} ${by.length === 1 ? 'takes' : 'take'} all that it fits`,
      fr: `le motif « ${pattern} » ne gagne jamais : ${by.map((other) => `« ${other} »`).join(', ')} ${by.length === 1 ? 'prend' : 'prennent'} tout ce qui lui convient`,
    },
    where: at(place),
    fix: { en: 'remove it, or narrow what takes it', fr: 'retirez-le, ou restreignez ce qui le prend' },
  }),
  PATTERN_LOOKS_PERSONAL: ({ place, pattern, literal, kind }) => ({
    what: {
      en: `"${literal}" in the pattern "${pattern}" looks like ${PERSONAL[kind].en}: a pattern that fits one person counts that person`,
      fr: `« ${literal} », dans le motif « ${pattern} », ressemble à ${PERSONAL[kind].fr} : un motif fait pour une personne compte cette personne`,
    },
    where: at(place),
    fix: { en: 'write :name in its place', fr: 'écrivez :nom à la place' },
  }),
  TITLE_LOOKS_PERSONAL: ({ place, feature, word, kind }) => ({
    what: {
      en: `"${word}" in the title of ${feature} looks like ${PERSONAL[kind].en}, and titles are published`,
      fr: `« ${word} », dans le titre de ${feature}, ressemble à ${PERSONAL[kind].fr}, et les titres sont publiés`,
    },
    where: at(place),
    fix: {
      en: 'write a title without it; of an openapi: document, in its summary or tag',
      fr: 'écrivez un titre sans ce mot ; pour un document openapi:, modifiez son résumé ou son étiquette',
    },
  }),
  PATTERNS_OVERLAP: ({ place, pattern, feature, narrower, isMore }) => {
    const shown = narrower.slice(0, MOST_SHOWN)
    const more = narrower.length - shown.length
    return {
      what: {
        en: `where both fit, what is more specific wins over "${pattern}" (${feature}): ${shown.map((other) => `"${other.pattern}" (${other.feature})`).join(', ')}${more > 0 ? ` and ${isMore === true ? 'more than ' : ''}${more} more` : ''}`,
        fr: `quand les deux conviennent, le plus précis l’emporte sur « ${pattern} » (${feature}) : ${shown.map((other) => `« ${other.pattern} » (${other.feature})`).join(', ')}${more > 0 ? ` et ${isMore === true ? 'plus de ' : ''}${more} ${more === 1 ? 'autre' : 'autres'}` : ''}`,
      },
      where: at(place),
    }
  },
  PATTERNS_NOT_COMPARED: ({ place, pattern }) => ({
    what: {
      en: `so many patterns overlap that from "${pattern}" on they were not compared: other overlaps are not told`,
      fr: `tant de motifs se recouvrent qu’à partir de « ${pattern} » ils n’ont pas été comparés : d’autres recouvrements ne sont pas signalés`,
    },
    where: at(place),
    fix: {
      en: 'begin patterns with a word rather than with :name, or gather features whose paths differ in one word',
      fr: 'commencez les motifs par un mot plutôt que par :nom, ou réunissez les fonctionnalités dont les chemins diffèrent d’un mot',
    },
  }),
  EXAMPLE_MISSES: ({ place, example, feature, taken }) => ({
    what: {
      en: `the example "${example}" does not reach ${feature}: ${taken === undefined ? 'no pattern takes it' : `${taken} takes it`}`,
      fr: `l’exemple « ${example} » n’arrive pas à ${feature} : ${taken === undefined ? 'aucun motif ne le prend' : `${taken} le prend`}`,
    },
    where: at(place),
    fix: { en: `run comptage explain "${example}"`, fr: `lancez comptage explain "${example}"` },
  }),
}

const FAULTS: Readonly<Record<PatternFault, Both>> = {
  'must-start-with-slash': {
    en: 'a path begins with /, and what stands before it is a host with a dot',
    fr: 'un chemin commence par /, et ce qui est devant lui est un hôte avec un point',
  },
  'rest-must-be-last': { en: '** may only stand last', fr: '** ne peut être qu’à la fin' },
  'unknown-kind': { en: 'there is no such kind of :name<kind>', fr: 'cette sorte de :nom<sorte> n’existe pas' },
  'star-inside-segment': {
    en: '* is a whole segment; there is no part of one',
    fr: '* vaut un segment entier, jamais une partie',
  },
  'name-inside-segment': {
    en: 'a :name is a whole segment, as /:file; a colon of the address itself is %3A',
    fr: 'un :nom vaut un segment entier, comme /:fichier ; un deux-points de l’adresse même s’écrit %3A',
  },
  'bad-name': {
    en: 'a name is letters, digits and _, after a colon',
    fr: 'un nom est fait de lettres, de chiffres et de _, après un deux-points',
  },
  'bad-percent': {
    en: '% must be followed by two hexadecimal digits',
    fr: '% doit être suivi de deux chiffres hexadécimaux',
  },
  'not-utf8': {
    en: 'its % are not UTF-8, in which é is %C3%A9: write the letter itself; a request in another coding is taken by :name',
    fr: 'ses % ne sont pas de l’UTF-8, où é s’écrit %C3%A9 : écrivez la lettre même ; une requête dans un autre codage est prise par :nom',
  },
  'bad-method': {
    en: 'a method is capitals, as GET or PROPFIND, parted by commas',
    fr: 'une méthode est en capitales, comme GET ou PROPFIND, plusieurs séparées par des virgules',
  },
  'unknown-method': {
    en: 'there is no such method; without one a pattern takes GET, POST, PUT, PATCH and DELETE',
    fr: 'cette méthode n’existe pas ; sans méthode, un motif prend GET, POST, PUT, PATCH et DELETE',
  },
  'two-slashes': {
    en: 'a host is written without slashes before it, a path begins with one',
    fr: 'un hôte s’écrit sans barres obliques devant lui, un chemin commence par une seule',
  },
  'wild-value': {
    en: 'a value is taken as it is: ?key alone takes any; a star or a colon of the value itself is %2A or %3A',
    fr: 'une valeur est prise telle quelle : ?clé seule les prend toutes ; une étoile ou un deux-points de la valeur même s’écrit %2A ou %3A',
  },
  'bad-host': {
    en: 'this is no host name, which stands without https://',
    fr: 'ce n’est pas un nom d’hôte, qui s’écrit sans https://',
  },
  'bad-query': {
    en: 'a condition is ?key or ?key=value, more of them joined by &',
    fr: 'une condition s’écrit ?clé ou ?clé=valeur, plusieurs reliées par &',
  },
  'dot-segment': { en: '. and .. are no segments', fr: '. et .. ne sont pas des segments' },
  session: {
    en: ';jsessionid= is cut from requests, with what follows it in its segment: leave it out',
    fr: ';jsessionid= est retiré des requêtes, avec la suite de son segment : laissez-le de côté',
  },
  fragment: { en: 'what follows # never reaches a server', fr: 'ce qui suit # n’arrive jamais au serveur' },
}

const PERSONAL: Readonly<Record<PersonalKind, Both>> = {
  email: { en: 'an e-mail address', fr: 'une adresse de courriel' },
  'long-number': { en: 'somebody’s number', fr: 'un numéro personnel' },
  uuid: { en: 'the identifier of one thing', fr: 'l’identifiant d’une seule chose' },
  phone: { en: 'a telephone number', fr: 'un numéro de téléphone' },
  address: { en: 'the address of a machine', fr: 'l’adresse d’une machine' },
}
