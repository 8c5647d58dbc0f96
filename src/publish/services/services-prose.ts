import type { Language, Both } from '../../domain/service.ts'

/** What the index of services says beside its figures. */
export function servicesProse(language: Language) {
  const say = (words: Both): string => words[language]
  return {
    title: (publisher: string) =>
      say({ en: `How the services of ${publisher} are used`, fr: `Usage des services : ${publisher}` }),
    titleOfOne: (service: string) => say({ en: `How ${service} is used`, fr: `Usage du service : ${service}` }),
    untitled: say({ en: 'How these services are used', fr: 'Usage de ces services' }),
    lede: (services: number) =>
      services === 1
        ? say({
            en: 'How many times each feature of a public service was used.',
            fr: 'Combien de fois chaque fonctionnalité d’un service public a été utilisée.',
          })
        : say({
            en: `How many times each feature of ${services} public services was used.`,
            fr: `Combien de fois chaque fonctionnalité de ${services} services publics a été utilisée.`,
          }),
    notCompared: say({
      en: 'The totals of two services do not compare: each counts features of its own, finer or coarser.',
      fr: 'Les totaux de deux services ne se comparent pas : chacun compte ses propres fonctionnalités, plus ou moins fines.',
    }),
    order: {
      use: say({ en: 'The most used a day first.', fr: 'Les plus utilisés par jour d’abord.' }),
      name: say({ en: 'From A to Z.', fr: 'De A à Z.' }),
    },
    letters: say({ en: 'Letters', fr: 'Lettres' }),
    services: say({ en: 'Services', fr: 'Services' }),
    service: say({ en: 'Service', fr: 'Service' }),
    uses: say({ en: 'Uses', fr: 'Utilisations' }),
    change: say({ en: 'Over a year', fr: 'En un an' }),
    until: say({ en: 'Figures up to', fr: 'Chiffres jusqu’au' }),
    licence: say({ en: 'Licence', fr: 'Licence' }),
    about: say({ en: 'about', fr: 'environ' }),
    hidden: say({ en: 'hidden', fr: 'masqué' }),
    noFigure: say({ en: 'no figure', fr: 'aucun chiffre' }),
    notCounted: say({ en: 'not counted', fr: 'non compté' }),
    none: say({ en: 'none yet', fr: 'aucune pour l’instant' }),
    behind: (months: number) =>
      months === 1
        ? say({ en: '1 month behind', fr: '1 mois de retard' })
        : say({ en: `${months} months behind`, fr: `${months} mois de retard` }),
    features: (features: number) =>
      features === 1
        ? say({ en: '1 feature', fr: '1 fonctionnalité' })
        : say({ en: `${features} features`, fr: `${features} fonctionnalités` }),
    version: (version: string, date: string) =>
      say({ en: `version ${version} of ${date}`, fr: `version ${version} du ${date}` }),
    by: (publisher: string) => say({ en: `by ${publisher}`, fr: `par ${publisher}` }),
    reading: {
      heading: say({ en: 'How to read it', fr: 'Comment lire' }),
      least: say({
        en: '≥: some features have a figure that is not shown, so the sum is at least this.',
        fr: '≥ : des fonctionnalités ont un chiffre qui n’est pas montré, la somme est donc un minimum.',
      }),
      change: say({
        en: 'Over a year: uses a day against the same month of last year, of the features whose two figures are known. Nothing stands there where it may be chance.',
        fr: 'En un an : utilisations par jour par rapport au même mois de l’an dernier, pour les fonctionnalités dont les deux chiffres sont connus. Rien n’est dit de ce qui peut être dû au hasard.',
      }),
      behind: say({
        en: 'Behind: the service with the newest figures is that much ahead.',
        fr: 'Retard : l’écart avec le service dont les chiffres sont les plus récents.',
      }),
    },
    feed: say({ en: 'Feed of new versions (Atom)', fr: 'Flux des nouvelles versions (Atom)' }),
    catalogue: say({ en: 'Catalogue for portals (DCAT)', fr: 'Catalogue pour les portails (DCAT)' }),
    published: (name: string, version: string) =>
      say({ en: `${name}: version ${version}`, fr: `${name} : version ${version}` }),
  }
}

export type ServicesProse = ReturnType<typeof servicesProse>
