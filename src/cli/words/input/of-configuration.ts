import { userInfo } from 'node:os'
import type { ConfigurationProblem } from '../../../domain/problem/configuration-problems.ts'
import type { OperationsLeftOut } from '../../../domain/feature.ts'
import type { Place } from '../../../domain/place.ts'
import type { Both } from '../../../domain/service.ts'
import { grouped, listed, meaning, numbered, percent, say, typed, type WordsFor } from '../../language/language.ts'
import { wordsForExpected } from '../lists/expected-words.ts'
import { IMPORT_FAULTS } from '../lists/import-faults.ts'
import { READ_FIXES } from '../lists/errno-fixes.ts'
import { TABLE_RULES } from '../lists/table-rules.ts'
import { YAML_FAULTS } from '../lists/yaml-faults.ts'

export const OF_CONFIGURATION: WordsFor<ConfigurationProblem['code']> = {
  CONFIG_NOT_FOUND: ({ tried }) => ({
    what: { en: 'there is no configuration', fr: 'il n’y a pas de configuration' },
    where: { en: `looked for ${tried.join(' and ')}`, fr: `cherchée dans ${tried.join(' et ')}` },
    fix: {
      en: 'name it with -c FILE; comptage init access.log drafts one from a log',
      fr: 'désignez-la par -c FICHIER ; comptage init access.log en fait un brouillon à partir d’un journal',
    },
  }),
  FILE_UNREADABLE: ({ path, errno }) => ({
    what: { en: `the file cannot be read (${errno})`, fr: `le fichier ne peut pas être lu (${errno})` },
    where: path,
    fix: READ_FIXES[errno] ?? {
      en: `give this user, ${nameOfUser()}, the right to read it (its group: chgrp, chmod g+r), or be another`,
      fr: `donnez à cet utilisateur, ${nameOfUser()}, le droit de le lire (à son groupe : chgrp, chmod g+r), ou soyez un autre`,
    },
  }),
  CONFIG_REFUSED: ({ path, why }) => ({
    what: {
      en: `the configuration is expected here, and this ${REFUSED_AS[why].en}`,
      fr: `c’est la configuration qui est attendue ici, et ce fichier ${REFUSED_AS[why].fr}`,
    },
    where: path,
    fix:
      why === 'not-utf8'
        ? {
            en: `save it as UTF-8: ${intoUtf8(path)}`,
            fr: `enregistrez-le en UTF-8 : ${intoUtf8(path)}`,
          }
        : {
            en: 'name the configuration after -c; logs stand without an option, for commands that take some: comptage count -c comptage.yaml access.log',
            fr: 'donnez la configuration après -c ; les journaux vont sans option, pour les commandes qui en prennent : comptage count -c comptage.yaml access.log',
          },
  }),
  YAML_SYNTAX: ({ place, yamlCode, first }) =>
    first === undefined
      ? { where: at(place), ...YAML_FAULTS[yamlCode] }
      : {
          what: YAML_FAULTS.DUPLICATE_KEY.what,
          where: at(place),
          fix: {
            en: `take one of the two away: it stands first at ${at(first)}`,
            fr: `retirez l’une des deux : elle figure d’abord à ${at(first)}`,
          },
        },
  CONFIG_VALUE: ({ place, key, value, expected, nearest, isUnquoted }) => ({
    what:
      key === ''
        ? { en: 'this file is no configuration', fr: 'ce fichier n’est pas une configuration' }
        : {
            en: `${key} is "${value}"${meaning(nearest)}`,
            fr: `${key} vaut « ${value} »${meaning(nearest)}`,
          },
    where: at(place),
    fix:
      isUnquoted === true
        ? { en: `put it in quotes: "${value}"`, fr: `mettez ${value} entre guillemets droits` }
        : { en: `expected ${wordsForExpected(expected)}`, fr: `il faut ${wordsForExpected(expected)}` },
  }),
  CONFIG_UNKNOWN_KEY: ({ place, key, known, nearest, owners, beside }) => ({
    what:
      beside === undefined
        ? { en: `there is no key "${key}"${meaning(nearest)}`, fr: `la clé « ${key} » n’existe pas${meaning(nearest)}` }
        : { en: `${key} does not go with ${beside}`, fr: `${key} ne va pas avec ${beside}` },
    where: at(place),
    fix: key.endsWith('<<') ? MERGED : beside === undefined ? fixForKey(known, nearest, owners) : fixForOther(known),
  }),
  CONFIG_MISSING_KEY: ({ place, key, expected }) => ({
    what:
      key === 'service.id'
        ? {
            en: `service.name gives no id, and ${key} is missing`,
            fr: `service.name ne donne aucun identifiant, et ${key} manque`,
          }
        : { en: `${key} is missing`, fr: `${key} manque` },
    where: at(place),
    fix: { en: `add ${key}: ${wordsForExpected(expected)}`, fr: `ajoutez ${key}: avec ${wordsForExpected(expected)}` },
  }),
  // Of features and of what imports bring, of families, of data sets, of sources and their paths.
  DUPLICATE_ID: ({ place, id, first }) => ({
    what: { en: `"${id}" is used twice`, fr: `« ${id} » est employé deux fois` },
    where: {
      en: `${at(place)}, and before at line ${first.line}`,
      fr: `${at(place)}, et auparavant à la ligne ${first.line}`,
    },
    fix: { en: 'give one of them another name', fr: 'donnez un autre nom à l’un des deux' },
  }),
  UNKNOWN_TIMEZONE: ({ place, value, nearest }) => ({
    what: {
      en: `there is no time zone "${value}"${meaning(nearest)}`,
      fr: `le fuseau horaire « ${value} » n’existe pas${meaning(nearest)}`,
    },
    where: at(place),
    fix: {
      en: 'write a name of the IANA database, as Europe/Paris',
      fr: 'écrivez un nom de la base de l’IANA, comme Europe/Paris',
    },
  }),
  UNKNOWN_LICENCE: ({ place, value, known, nearest }) => ({
    what: {
      en: `there is no licence "${value}" here${meaning(nearest)}`,
      fr: `la licence « ${value} » n’est pas connue${meaning(nearest)}`,
    },
    where: at(place),
    fix: { en: `one of ${known.join(', ')}`, fr: `au choix : ${known.join(', ')}` },
  }),
  FAMILY_EMPTY: ({ place, family }) => ({
    what: {
      en: `no feature is of the family "${family}": the page does not show it`,
      fr: `aucune fonctionnalité n’est de la famille « ${family} » : la page ne la montre pas`,
    },
    where: at(place),
    fix: {
      en: `write family: ${family} in its features; or keep the entry as it is if features that ended are of it`,
      fr: `écrivez family: ${family} dans ses fonctionnalités ; ou gardez l’entrée si des fonctionnalités terminées en sont`,
    },
  }),
  REVIEW_LEFT: ({ place, names }) => ({
    what: {
      en: `${grouped(names)} ${names === 1 ? 'feature has' : 'features have'} a name that init learnt from the logs, and its mark: what is published stays published`,
      fr: `${grouped(names)} ${names < 2 ? 'fonctionnalité porte' : 'fonctionnalités portent'} un nom qu’init a appris des journaux, et sa marque : ce qui est publié le reste`,
    },
    where: at(place),
    fix: {
      en: 'does the name tell of a part of the service, and of nobody? Then take "# review: …" away; otherwise take the feature away',
      fr: 'ce nom désigne-t-il une partie du service, et personne ? Alors ôtez « # review: … » ; sinon, ôtez la fonctionnalité',
    },
  }),
  ADDRESSES_DIFFER: ({ place, url, folder, other }) => ({
    what: {
      en: `catalog.jsonld has one base of addresses and leaves a dataset out: ${folder}, in the same output folder, is at ${other}, and this one at ${url}`,
      fr: `catalog.jsonld n’a qu’une base d’adresses et omet un jeu de données : ${folder}, dans le même dossier de sortie, est à ${other}, et celui-ci à ${url}`,
    },
    where: at(place),
    fix: {
      en: 'give both one publication.url, or each an output: of its own',
      fr: 'donnez aux deux la même publication.url, ou à chacun son propre output:',
    },
  }),
  IMPORT_REFUSED: ({ place, path, why, errno }) => ({
    what: {
      en: `no features from ${path}: ${IMPORT_FAULTS[why].en[0]}${inBrackets(errno)}`,
      fr: `rien n’est tiré de ${path} : ${IMPORT_FAULTS[why].fr[0]}${inBrackets(errno)}`,
    },
    where: at(place),
    fix: (errno === 'EISDIR' ? READ_FIXES[errno] : undefined) ?? {
      en: IMPORT_FAULTS[why].en[1],
      fr: IMPORT_FAULTS[why].fr[1],
    },
  }),
  IMPORT_CLEANED: ({ place, path, titles, removed }) => ({
    what: {
      en: `${numbered(titles, ['title', 'titles'])} of ${path} came without ${listed(removed)}, which a terminal, a spreadsheet or the direction of a text obeys`,
      fr: `${numbered(titles, ['titre', 'titres'])} de ${path}, sans ${listed(removed)} : un terminal, un tableur ou le sens d’un texte y obéit`,
    },
    where: at(place),
    fix: {
      en: 'nothing has to be done; whoever writes the document should know',
      fr: 'il n’y a rien à faire ; l’auteur du document devrait le savoir',
    },
  }),
  IMPORT_LEFT_OUT: ({ place, path, leftOut }) => ({
    what: {
      en: `operations of ${path} without a pattern of their own: ${leftOut.map((one) => LEFT_OUT[one.why](one).en).join('; ')}`,
      fr: `opérations de ${path} sans motif à elles : ${leftOut.map((one) => LEFT_OUT[one.why](one).fr).join(' ; ')}`,
    },
    where: at(place),
    fix: {
      en: 'give operations of one pattern one tag; where nothing else is asked for in the place of a segment, write a feature with match: /:name for it',
      fr: 'donnez une même étiquette (tag) aux opérations d’un même motif ; si rien d’autre n’est demandé à la place d’un segment, écrivez pour lui une fonctionnalité avec match: /:nom',
    },
  }),
  PROMISE_BROKEN: ({ place, table, guessed, promise }) => ({
    what: {
      en: `from ${table} somebody guesses right ${percent(guessed)} of the time, and ${percent(promise)} at most is promised`,
      fr: `de ${table} on devine juste dans ${percent(guessed)} des cas, alors que ${percent(promise)} au plus est promis`,
    },
    where: at(place),
    fix: {
      en: 'protect it by dp, whose noise is larger; or accept it: a higher protection.promise',
      fr: 'protégez-le par dp, dont le bruit est plus grand ; ou acceptez-le : un protection.promise plus élevé',
    },
  }),
  TABLE_RULE: ({ place, table, rule, isByOption }) => ({
    what: {
      en: `the table ${table} may not be published so: ${TABLE_RULES[rule].en[0]}`,
      fr: `le tableau ${table} ne peut pas être publié ainsi : ${TABLE_RULES[rule].fr[0]}`,
    },
    where: isByOption ? { en: 'the command line, --protection', fr: 'la ligne de commande, --protection' } : at(place),
    fix: { en: TABLE_RULES[rule].en[1], fr: TABLE_RULES[rule].fr[1] },
  }),
}

/** What most editors that write none save. */
function intoUtf8(path: string): string {
  const made = typed(`${path}.utf8`)
  return `iconv -f latin1 -t utf-8 ${typed(path)} > ${made} && mv ${made} ${typed(path)}`
}

export function at({ file, line, column }: Place): string {
  return say({ en: `${file}, line ${line}, column ${column}`, fr: `${file}, ligne ${line}, colonne ${column}` })
}

function inBrackets(errno: string | undefined): string {
  return errno === undefined ? '' : ` (${errno})`
}

const MERGED: Both = {
  en: 'merges are not read: write the keys themselves',
  fr: 'les fusions ne sont pas lues : écrivez les clés elles-mêmes',
}

function fixForKey(known: readonly string[], nearest: string | undefined, owners: readonly string[] | undefined): Both {
  if (nearest !== undefined) return { en: `write ${nearest}`, fr: `écrivez ${nearest}` }
  const keys = owners?.map((name) => (name === '' ? '' : `${name.replace(/\[\]$/, '')}:`))
  const belongs = keys && {
    en: keys.map((key) => (key === '' ? 'on the first level' : `in ${key}`)).join(' or '),
    fr: keys.map((key) => (key === '' ? 'au premier niveau' : `dans ${key}`)).join(' ou '),
  }
  return {
    en: `${belongs ? `look at its indent, it belongs ${belongs.en}` : 'remove it'}; the keys here are ${known.join(', ')}`,
    fr: `${belongs ? `regardez son indentation, sa place est ${belongs.fr}` : 'retirez-la'} ; les clés sont ici ${known.join(', ')}`,
  }
}

function fixForOther(known: readonly string[]): Both {
  const keys = known.join(', ')
  return {
    en: `remove it, or give it an entry of its own; the keys here are ${keys}`,
    fr: `retirez-la, ou donnez-lui un élément à part ; les clés sont ici ${keys}`,
  }
}

const REFUSED_AS = {
  log: { en: 'is a log', fr: 'est un journal' },
  'not-utf8': { en: 'is not in UTF-8', fr: 'n’est pas en UTF-8' },
  'not-text': { en: 'is no text', fr: 'n’est pas du texte' },
  'too-large': { en: 'has more than 4 MiB', fr: 'dépasse 4 Mio' },
}

/** So many operations, and the first of them. */
const LEFT_OUT: Readonly<Record<OperationsLeftOut['why'], (left: OperationsLeftOut) => Both>> = {
  'part-of-segment': ({ operations, first }) => ({
    en: `${operations} with a parameter in a part of a segment (${first}), which no feature counts`,
    fr: `${operations} avec un paramètre dans une partie d’un segment (${first}), qu’aucune fonctionnalité ne compte`,
  }),
  'same-pattern': ({ operations, first }) => ({
    en: `${operations} with the pattern of another feature (${first}), which counts the requests`,
    fr: `${operations} avec le motif d’une autre fonctionnalité (${first}), qui compte les requêtes`,
  }),
  'no-slash': ({ operations, first }) => ({
    en: `${operations} of which the path begins without a slash (${first})`,
    fr: `${operations} dont le chemin commence sans barre oblique (${first})`,
  }),
}

function nameOfUser(): string {
  try {
    return userInfo().username
  } catch {
    // One that a container was told by number alone.
    return String(process.getuid?.())
  }
}
