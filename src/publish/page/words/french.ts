import type { Prose } from './prose.ts'

const CITE = 'réutilisation libre, source à citer'
const SHARE = 'réutilisation libre, partage à l’identique'
const FREE = 'réutilisation libre, sans condition'

export const FRENCH: Prose = {
  otherLanguage: 'English',
  otherTier: { summary: 'L’essentiel, par fonctionnalité', detail: 'Les données détaillées' },
  publishedBy: 'Publié par',
  lede: (service, span) =>
    `Combien de fois chaque fonctionnalité du service ${service} a été utilisée${span ? `, du ${span.first} au ${span.last}` : ''}.`,
  notPeople: 'Les chiffres comptent des requêtes, pas des personnes.',
  noIdentifier: 'Ils viennent des journaux du serveur web\u202F; ni adresse, ni identifiant n’en est sorti.',
  table: {
    day: 'Les jours (CSV)',
    week: 'Les semaines (CSV)',
    month: 'Les mois (CSV)',
    quarter: 'Les trimestres (CSV)',
    year: 'Les années (CSV)',
  },
  tableInDetail: '(CSV)',
  readMe: 'Mode d’emploi',
  tile: {
    latest: (period) => `Dernière période\u00A0: ${period}`,
    features: 'Fonctionnalités',
    span: 'Étendue',
    licence: 'Licence',
    sumOf: (measure, isLeast, isNoisy) =>
      `${measure.toLowerCase()}${isNoisy ? ', somme de chiffres bruités' : isLeast ? ' au moins\u00A0: certaines sont masquées' : ''}`,
    aboveThreshold: (k) => `ont un chiffre publié (${k} ou plus)`,
    inAll: 'fonctionnalités suivies',
    ended: (count) => (count === 1 ? '1 terminée' : `${count} terminées`),
    days: (count, missing) =>
      `${count} ${count === '1' ? 'jour' : 'jours'} avec un journal${missing === '0' ? '' : `, ${missing} sans`}`,
    licenceShort: {
      'etalab-2.0': { name: 'Licence Ouverte 2.0', says: CITE },
      'ODbL-1.0': { name: 'ODbL 1.0', says: SHARE },
      'CC-BY-4.0': { name: 'CC BY 4.0', says: CITE },
      'CC-BY-SA-4.0': { name: 'CC BY-SA 4.0', says: SHARE },
      'CC0-1.0': { name: 'CC0 1.0', says: FREE },
      'ODC-By-1.0': { name: 'ODC-By 1.0', says: CITE },
      'PDDL-1.0': { name: 'PDDL 1.0', says: FREE },
    },
  },
  reading: {
    heading: 'Comment lire les graphiques',
    bar: {
      day: 'Une barre, un jour',
      week: 'Une barre, une semaine',
      month: 'Une barre, un mois',
      quarter: 'Une barre, un trimestre',
      year: 'Une barre, une année',
    },
    line: {
      day: 'La courbe passe par chaque jour',
      week: 'La courbe passe par chaque semaine',
      month: 'La courbe passe par chaque mois',
      quarter: 'La courbe passe par chaque trimestre',
      year: 'La courbe passe par chaque année',
    },
    part: 'Pâle\u00A0: les journaux ne couvrent qu’une partie de la période',
    hidden: (k) =>
      k > 0
        ? `Carré sous la ligne\u00A0: chiffre masqué, ce qui n’est pas zéro. Il est inférieur à ${k}, ou il protège un petit nombre`
        : 'Carré sous la ligne\u00A0: chiffre masqué, ce qui n’est pas zéro',
    gap: 'Orange\u00A0: aucun journal, donc aucun chiffre',
    broken: 'Tireté\u00A0: la façon de compter change',
    sure: 'La moyenne par jour change nettement',
    unsure: 'L’écart peut tenir du hasard',
  },
  features: {
    heading: 'Les fonctionnalités',
    feature: 'Fonctionnalité',
    evolution: 'Évolution',
    ownScale: 'chaque ligne a sa propre échelle',
    before: 'Avant',
    change: 'Variation',
    perDay: (rate) => `${rate} par jour`,
    changePerDay: 'par jour',
    allFigures: 'Tous les chiffres',
    figuresOf: (feature) => `Tous les chiffres\u00A0: ${feature}`,
    hiddenSign: 'm',
    key: 'm\u00A0: masqué (ce n’est pas zéro). –\u00A0: aucun journal. *\u00A0: période couverte en partie. Case vide\u00A0: hors service, ou hors de la période publiée.',
    most: (count, period) => `max. ${count} (${period})`,
    nothingShown: 'aucun chiffre montré',
    since: (date) => `depuis le ${date}`,
    until: (date) => `jusqu’au ${date}`,
    programsToo: 'programmes compris',
    tenMake: (percent) => `Les dix premières font ${percent} des chiffres montrés de la dernière période.`,
    cut: (periods) =>
      `Les graphiques montrent les ${periods} dernières périodes\u202F; le fichier a aussi les précédentes.`,
    none: 'Aucun chiffre n’est publié pour cette période.',
  },
  state: { hidden: 'masqué', gap: 'aucun journal', absent: 'hors service' },
  change: {
    hidden: 'masqué',
    'hidden-before': 'masqué avant',
    'nothing-before': 'rien avant',
    none: '–',
  },
  direction: { up: 'en hausse', down: 'en baisse', same: 'stable' },
  acrossBreak: '(rupture)',
  windowOf: (length, kind, last) =>
    `${length} ${kind === 'day' ? 'jours' : 'semaines'} ${last === undefined ? 'avant' : `jusqu’au ${last}`}`,
  between: ({ first, last }) => `du ${first} au ${last}`,
  chart: (feature, span, range, hidden, gaps) =>
    [
      `${feature}, ${span.first} – ${span.last}`,
      range ? `de ${range.first} à ${range.last}` : 'aucun chiffre montré',
      ...(hidden > 0 ? [`${hidden} ${hidden === 1 ? 'période masquée' : 'périodes masquées'}`] : []),
      ...(gaps > 0 ? [`${gaps} sans journal`] : []),
    ].join('\u202F; '),
  never: {
    heading: 'Jamais au-dessus du seuil',
    why: (k) =>
      `Tous leurs chiffres sont masqués, parce qu’ils sont inférieurs à ${k} ou parce qu’ils en protègent un autre. De 0 à ${k - 1}, rien ne les distingue\u00A0: on ne peut pas en conclure que personne ne s’en sert.`,
    notYet: 'Pas en service pendant la période publiée\u00A0:',
  },
  endedHeading: 'Fonctionnalités terminées',
  quality: {
    heading: 'Qualité et lacunes',
    gaps: 'Jours sans aucun journal\u00A0: leurs chiffres manquent, ils ne sont pas nuls.',
    noGaps: 'Il y a un journal chaque jour, du premier au dernier.',
    gap: ({ first, last }, days) => (days === 1 ? `le ${first}` : `du ${first} au ${last} (${days} jours)`),
    moreGaps: (count) => `et ${count} autres, dans gaps.csv`,
    partial: (table, periods) => `Couvert en partie seulement, dans ${table}\u00A0: ${periods}.`,
    breaks: 'La façon de compter a changé\u00A0:',
    noBreaks: 'La façon de compter n’a pas changé.',
    fates: (month) => `Ce que sont devenues les lignes des fonctionnalités, ${month}`,
    fate: 'Devenir',
    lines: 'Lignes',
    fatesNote:
      'Utilisations et erreurs sont ici la somme des chiffres montrés, donc un minimum\u202F; un petit nombre est masqué.',
    robots: (list, version) =>
      `Les robots sont écartés d’après la liste ${list}, version ${version}. Un robot qui ne se déclare pas est compté comme une personne.`,
    partialLog:
      'Par sa configuration, le serveur web n’inscrit pas certaines requêtes dans son journal\u00A0: aucun chiffre ne les compte.',
  },
  files: {
    heading: 'Les fichiers',
    content: 'Contenu',
    file: 'Fichier',
    rows: 'Lignes',
    size: 'Taille',
    about: 'Autour des données',
    documents: {
      'LISEZMOI.md': 'mode d’emploi, méthode et limites',
      'README.md': 'le même en anglais',
      'CONFIDENTIALITE.md': 'ce qui protège les personnes',
      'PRIVACY.md': 'le même en anglais',
      'CHANGELOG.md': 'versions du jeu de données',
      'datapackage.json': 'description pour les programmes (Data Package)',
      'dcat.jsonld': 'description pour les portails (DCAT)',
      SHA256SUMS: 'empreintes de tous les fichiers',
      NOTICE: 'mention de la licence',
    },
  },
  licence: {
    heading: 'Licence',
    under: 'Ces données sont sous',
    fullText: 'Texte complet',
    cite: 'Mention à donner en les réutilisant\u00A0:',
    nothingToCite: 'Aucune mention n’est exigée\u202F; citer la source rend service.',
    addresses: 'Adresses à donner avec la mention\u00A0:',
    shareAlike:
      'Une base de données tirée de celle-ci reste sous la même licence et doit être offerte à ceux qui en voient le résultat.',
  },
  detail: {
    heading: 'La dernière période en détail',
    apart:
      'Ces tableaux portent un bruit ou des regroupements qui leur sont propres\u00A0: leurs chiffres ne s’additionnent pas, et ne se comparent pas à ceux d’un autre tableau.',
    lastPeriod: (period) => `Dernière période\u00A0: ${period}`,
    firstRows: (shown, all, file) => `Les ${shown} premières lignes sur ${all}\u202F; les autres sont dans ${file}.`,
    barsShare: 'Les barres d’un tableau ont toutes la même échelle. m\u00A0: masqué, ce qui n’est pas zéro.',
    noRows: 'Aucune période n’est encore publiée.',
  },
  foot: (version, date) => `Version ${version} du ${date}`,
  contact: 'Contact',
  madeWith: (version) => `Page faite par comptage ${version}, sans script ni traceur.`,
}
