/** A service that nobody has, with every option that lets more out. Patterns are words that any site has. */
const SERVICE = `
service: { name: Essai, url: https://www.example.org }
timezone: Europe/Paris
language: en
features:
  - { id: accueil, title: Accueil, match: [ / ] }
  - { id: images, title: Images, match: [ /images/** ], assets: count }
  - { id: histoire, title: Histoire, match: [ /history/** ] }
  - { id: connexion, title: Connexion, match: [ "GET,POST /login" ] }
  - { id: donnees, title: Données, match: [ /erddap/** ], clients: all }
  - { id: exposes, title: Exposés, match: [ /presentations/** ] }
`

const REST = '  - { id: reste, title: Reste, match: [ /** ], clients: all, partial: count, assets: count }\n'
const DATASETS = `
ignore: [ /robots.txt ]
datasets:
  - by: [ day, feature ]
`

const BREAKDOWNS = ['device', 'browser', 'os', 'status', 'method', 'client', 'hour']

/** Most requests reach no feature: what `check` says of the unmatched is what it could say too much of. */
export const FEW_FEATURES = `${SERVICE}${DATASETS}`
/** For formats without a referrer. */
export const WITHOUT_REFERRER = `${SERVICE}${REST}${DATASETS}${BREAKDOWNS.map(exactTable).join('')}`
export const WITH_REFERRER = `${WITHOUT_REFERRER}${exactTable('referrer')}referrers: [ www.example.org ]\n`

function exactTable(dimension: string): string {
  return `  - { by: [ month, feature, ${dimension} ], protection: exact, accept_risk: true }\n`
}
