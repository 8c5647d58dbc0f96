import { stringify } from 'yaml'
import type { ServiceDraft } from '../../pipeline/index.ts'
import { numbered, percent, spoken } from '../language/language.ts'
import type { Answers } from './ask-operator.ts'
import { zonesBeside } from './guess-zone.ts'

/** Where a run puts the open data, and what it keeps: absolute, or beside the draft. */
export type Folders = { readonly output: string; readonly state: string }

/** The text of `comptage.yaml` for a draft. Learnt words of the log stand in it: this is the one place that they go to. */
export function draftYaml(draft: ServiceDraft, answers: Answers, folders: Folders): string {
  const words = DRAFT_WORDS[spoken()]
  return [
    words.head(draft.linesRead, draft.uses).map((line) => `# ${line}\n`),
    serviceLines(draft, answers),
    logLines(draft),
    featureLines(draft),
    ignoreLines(draft),
    tableLines(draft),
    folderLines(answers, folders),
  ]
    .flat()
    .join('')
}

function serviceLines(
  { hosts, zones, language }: ServiceDraft,
  { id, name, url, timezone }: Answers,
): readonly string[] {
  const words = DRAFT_WORDS[spoken()]
  return [
    `\nservice:\n  id: ${scalar(id)} # ${words.id}\n  name: ${scalar(name)}\n`,
    url === undefined ? `  # url: https://www.example.fr # ${words.url}\n` : `  url: ${scalar(url)} # ${words.url}\n`,
    `  # publisher: { name: ${words.publisher}, email: opendata@example.fr } # ${words.whose}\n`,
    hosts.length === 0 ? '' : `  hosts: [${hosts.map(scalar).join(', ')}] # ${words.hosts}\n`,
    `timezone: ${scalar(timezone)} # ${words.timezone}${zoneText(zones, timezone)}\n`,
    `# since: 2026-01-01 # ${words.since}\n`,
    `language: ${language} # ${words.language}\n`,
  ]
}

/** Times in UTC tell no zone, nor do those without one, and others may be of several, or of none that is usual. */
function zoneText(zones: ServiceDraft['zones'], timezone: string): string {
  const words = DRAFT_WORDS[spoken()]
  const written = [...new Set(zones.map(({ zone }) => zone))].sort()
  if (written.length === 0) return words.zoneless
  const logs = words.logsSay(written.join(', '))
  if (written.every((zone) => zone === 'UTC' || zone === '+0000')) return `${logs}${words.utc}`
  if (timezone === 'UTC') return `${logs}${words.noZone}`
  const others = zonesBeside(timezone, zones)
  return others.length === 0 ? logs : `${logs}${words.otherZones(others.join(', '))}`
}

function logLines({ logs, absent, behind }: ServiceDraft): readonly string[] {
  const words = DRAFT_WORDS[spoken()]
  if (logs.length === 0) return [`\n# ${words.pipe}\n# logs:\n#   - path: /var/log/nginx/access.log*\n`]
  const days = ({ path, isOfOneDate }: ServiceDraft['logs'][number]): string => {
    if (isOfOneDate) return ` # ${words.oneDay}`
    if (/^[^*?[]*\*$/.test(path)) return ` # ${words.rotated}`
    return /[*?[]/.test(path) ? ` # ${words.days}` : ''
  }
  return [
    '\nlogs:\n',
    ...logs.flatMap(({ timezone, ...log }) => [
      `  - path: ${scalar(log.path)}${days(log)}\n    format: ${scalar(log.format)}\n`,
      timezone === undefined ? '' : `    timezone: ${scalar(timezone)} # ${words.machine}\n`,
    ]),
    ...[...absent.map((log) => [log, words.absent] as const), ...behind.map((log) => [log, words.behind] as const)].map(
      ([{ path, format }, why]) => `  # - path: ${scalar(path)} # ${why}\n  #   format: ${scalar(format)}\n`,
    ),
  ]
}

function featureLines({ features, namedShare, unnamedShare }: ServiceDraft): readonly string[] {
  const words = DRAFT_WORDS[spoken()]
  return [
    `\n# ${words.shares(percent(namedShare), percent(unnamedShare))}\nfeatures:\n`,
    ...features.map(({ id, title, match, share, learntWords }) => {
      const review = learntWords.length === 0 ? '' : ` # review: ${learntWords.join(', ')}`
      return [
        `  - id: ${scalar(id)} # ${words.share(percent(share))}${review}\n`,
        `    title: ${scalar(title)}\n`,
        `    match: [${match.map(scalar).join(', ')}]\n`,
      ].join('')
    }),
  ]
}

function ignoreLines({ ignored }: ServiceDraft): readonly string[] {
  const words = DRAFT_WORDS[spoken()]
  const assets = `\n# ${words.assets}\n`
  if (ignored.length === 0) return [assets, `# ignore: [/health] # ${words.ignore}\n`]
  return [assets, `ignore: # ${words.ignore}\n`, ...ignored.map((path) => `  - ${scalar(path)}\n`)]
}

/** The tables that every service has, without what these logs cannot give. */
function tableLines({ hasReferrer }: ServiceDraft): readonly string[] {
  if (hasReferrer) return []
  const tables = ['day', 'month'].map((period) => `  - { by: [${period}, feature], measures: [requests, errors] }\n`)
  return [`\ndatasets: # ${DRAFT_WORDS[spoken()].tables}\n`, ...tables]
}

function folderLines({ url }: Answers, { output, state }: Folders): readonly string[] {
  const words = DRAFT_WORDS[spoken()]
  const address = `${url ?? 'https://www.example.fr'}/open-data`
  return [
    `\noutput: ${scalar(output)} # ${words.output}\n`,
    `state: ${scalar(state)} # ${words.state}\n`,
    `# publication: { url: ${scalar(address)} } # ${words.address}\n`,
  ]
}

/** Quoted where YAML would read anything but this text. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, blockQuote: false }).trimEnd()
}

/** The comments of a draft. */
const DRAFT_WORDS = {
  en: {
    head: (lines: number, uses: number): readonly string[] => [
      `A draft by comptage init, from ${numbered(lines, ['line', 'lines'])} of logs: ${numbered(uses, ['use', 'uses'])} by people.`,
      'Rename the titles as you like; an id never changes once it is published.',
      '"review" stands where a word was learnt from the logs: look whether it names a part of the service, and nobody.',
      'A name that many people ask for, among few others, can be learnt too. Then delete the feature or write :name for it.',
    ],
    id: 'names the folders of the data: put it right before anything is published, it never changes then',
    url: 'requests that come from its host are inside the service; without it, entries tell nothing',
    hosts: 'learnt from the logs; a target that names another host is not counted, a column of the log that does is',
    timezone: 'in which a day is a day',
    logsSay: (zones: string) => `; the logs say ${zones}`,
    otherZones: (zones: string) => `; other zones have that offset too, as ${zones}: review`,
    utc: ', as servers do anywhere: review, since to change it later breaks every series',
    noZone: ', which no usual zone does: review, since to change it later breaks every series',
    zoneless: '; the logs name no zone: review, since to change it later breaks every series',
    machine: 'review: its times name no zone; this is the one of this machine',
    since:
      'the day on which the service opened, if these logs begin with it: without it their first day and month are never published',
    language: 'of column names and titles: fr or en; read-mes are in both',
    pipe: 'The log came through a pipe. Say here where it is:',
    rotated: 'its rotated files too, those to come as well',
    days: 'the files of other days too, those to come as well',
    oneDay: 'review: finds no files of other dates or numbers',
    absent: 'a web server writes it, but it is not there: take the # away once it is',
    behind: 'left out: another log has its requests too, and each would count twice',
    shares: (named: string, unnamed: string) =>
      `Of the uses by people, ${named} by / or a word, ${unnamed} by :name alone. Those of programs, as of an API, count with clients: all.`,
    share: (share: string) => `${share} of the uses`,
    assets: 'Images, styles, scripts and fonts are no uses, whatever is said here.',
    ignore: 'asked for by monitors, robots and browsers',
    tables: 'without entries: the logs do not say where a request came from',
    publisher: 'City of Example',
    whose: 'who publishes the data: they name it, and whom to write to',
    output: 'where comptage run puts the open data',
    state: 'what comptage run keeps between two runs; true counts, for nobody else',
    address: 'under which that folder is found on the web: portals and the sentence to cite need it',
  },
  fr: {
    head: (lines: number, uses: number): readonly string[] => [
      `Un brouillon de comptage init, d’après ${numbered(lines, ['ligne', 'lignes'])} de journaux : ${numbered(uses, ['utilisation', 'utilisations'])} par des personnes.`,
      'Les titres se changent à volonté ; un id ne change plus une fois publié.',
      '« review » : ce mot a été appris des journaux ; vérifiez qu’il nomme une partie du service, et personne.',
      'Un nom souvent demandé, parmi peu d’autres, peut être appris aussi. Supprimez alors l’entrée, ou écrivez :nom.',
    ],
    id: 'nomme les dossiers des données : corrigez-le avant toute publication, il ne change plus ensuite',
    url: 'une requête venue de cet hôte reste dans le service ; sans elle, les entrées (entries) ne disent rien',
    hosts:
      'appris des journaux ; une cible qui nomme un autre hôte ne compte pas, une colonne du journal qui en nomme un autre, si',
    timezone: 'le fuseau dans lequel un jour est un jour',
    logsSay: (zones: string) => ` ; les journaux disent ${zones}`,
    otherZones: (zones: string) => ` ; d’autres fuseaux ont ce décalage, par exemple ${zones} : à vérifier`,
    utc: ', comme tout serveur peut le faire : à vérifier, car le changer plus tard rompt toutes les séries',
    noZone: ', ce qu’aucun fuseau usuel ne fait : à vérifier, car le changer plus tard rompt toutes les séries',
    zoneless: ' ; les journaux n’en disent aucun : à vérifier, car le changer plus tard rompt toutes les séries',
    machine: 'à vérifier : ses heures ne disent aucun fuseau ; c’est celui de cette machine',
    since:
      'le jour où le service a ouvert, si ces journaux commencent avec lui : sans cette ligne, leur premier jour et leur premier mois ne sont jamais publiés',
    language: 'des noms de colonnes et des titres : fr ou en ; les modes d’emploi sont dans les deux',
    pipe: 'Le journal est venu par un tube. Dites ici où il se trouve :',
    rotated: 'ses rotations aussi, celles à venir comprises',
    days: 'les fichiers des autres jours aussi, ceux à venir compris',
    oneDay: 'à vérifier : ne trouve pas les fichiers d’autres dates ou numéros',
    absent: 'un serveur web l’écrit, mais il n’est pas là : ôtez le # dès qu’il y est',
    behind: 'écarté : un autre journal a aussi ses requêtes, et chacune compterait deux fois',
    shares: (named: string, unnamed: string) =>
      `Des utilisations par des personnes, ${named} par / ou un mot, ${unnamed} par :nom seul. Celles de programmes, comme d’une API, comptent avec clients: all.`,
    share: (share: string) => `${share} des utilisations`,
    assets: 'Images, styles, scripts et polices ne sont pas des utilisations, quoi qu’il soit écrit ici.',
    ignore: 'demandés par des sondes, des robots et des navigateurs',
    tables: 'sans les entrées, car les journaux ne disent pas d’où vient une requête',
    publisher: 'Ville d’Exemple',
    whose: 'qui publie les données : elles le nomment, et disent à qui écrire',
    output: 'où comptage run dépose les données ouvertes',
    state: 'ce que comptage run garde entre deux exécutions ; les chiffres exacts, pour personne d’autre',
    address:
      'l’adresse sous laquelle ce dossier se trouve sur le web : les portails et la mention à citer en ont besoin',
  },
}
