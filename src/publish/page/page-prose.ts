import type { Language } from '../../domain/service.ts'
import type { Span, Words } from '../words.ts'

/** Every sentence of a page, so that both languages say the same things. All of it is plain text. */
export function pageProse(language: Language) {
  const say = (words: Words) => words[language]
  const CITE = say({ en: 'free to reuse, cite the source', fr: 'réutilisation libre, source à citer' })
  const SHARE = say({ en: 'free to reuse, share alike', fr: 'réutilisation libre, partage à l’identique' })
  const FREE = say({ en: 'free to reuse, no condition', fr: 'réutilisation libre, sans condition' })
  return {
    otherLanguage: say({ en: 'Français', fr: 'English' }),
    otherTier: {
      summary: say({ en: 'The summary, by feature', fr: 'L’essentiel, par fonctionnalité' }),
      detail: say({ en: 'The detailed data', fr: 'Les données détaillées' }),
    },
    publishedBy: say({ en: 'Published by', fr: 'Publié par' }),
    lede: (service: string, span: Span | undefined) =>
      say({
        en: `How often each feature of the service ${service} was used${span ? `, from ${span.first} to ${span.last}` : ''}.`,
        fr: `Combien de fois chaque fonctionnalité du service ${service} a été utilisée${span ? `, du ${span.first} au ${span.last}` : ''}.`,
      }),
    notPeople: say({
      en: 'The figures count requests, not people.',
      fr: 'Les chiffres comptent des requêtes, pas des personnes.',
    }),
    noIdentifier: say({
      en: 'They come from the logs of the web server; no address and no identifier has left those.',
      fr: 'Ils viennent des journaux du serveur web\u202F; ni adresse, ni identifiant n’en est sorti.',
    }),
    table: {
      day: say({ en: 'Days (CSV)', fr: 'Les jours (CSV)' }),
      week: say({ en: 'Weeks (CSV)', fr: 'Les semaines (CSV)' }),
      month: say({ en: 'Months (CSV)', fr: 'Les mois (CSV)' }),
      quarter: say({ en: 'Quarters (CSV)', fr: 'Les trimestres (CSV)' }),
      year: say({ en: 'Years (CSV)', fr: 'Les années (CSV)' }),
    },
    tableInDetail: '(CSV)',
    readMe: say({ en: 'Read-me', fr: 'Mode d’emploi' }),
    tile: {
      latest: (period: string) => say({ en: `Latest period: ${period}`, fr: `Dernière période\u00A0: ${period}` }),
      features: say({ en: 'Features', fr: 'Fonctionnalités' }),
      span: say({ en: 'Span', fr: 'Étendue' }),
      licence: 'Licence',
      sumOf: (measure: string, isLeast: boolean, isNoisy: boolean) =>
        say({
          en: `${measure.toLowerCase()}${isNoisy ? ', a sum of noisy figures' : isLeast ? ' at least: some are hidden' : ''}`,
          fr: `${measure.toLowerCase()}${isNoisy ? ', somme de chiffres bruités' : isLeast ? ' au moins\u00A0: certaines sont masquées' : ''}`,
        }),
      aboveThreshold: (k: number) =>
        say({ en: `have a published figure (${k} or more)`, fr: `ont un chiffre publié (${k} ou plus)` }),
      inAll: say({ en: 'features are followed', fr: 'fonctionnalités suivies' }),
      ended: (count: number) => say({ en: `${count} ended`, fr: `${count} ${count === 1 ? 'terminée' : 'terminées'}` }),
      days: (count: string, missing: string) =>
        say({
          en: `${count} ${count === '1' ? 'day' : 'days'}${missing === '0' ? '' : ` with a log, ${missing} without`}`,
          fr: `${count} ${count === '1' ? 'jour' : 'jours'}${missing === '0' ? '' : ` avec un journal, ${missing} sans`}`,
        }),
      licenceShort: {
        'etalab-2.0': {
          name: 'Licence Ouverte 2.0',
          says: CITE,
        },
        'ODbL-1.0': {
          name: 'ODbL 1.0',
          says: SHARE,
        },
        'CC-BY-4.0': {
          name: 'CC BY 4.0',
          says: CITE,
        },
        'CC-BY-SA-4.0': {
          name: 'CC BY-SA 4.0',
          says: SHARE,
        },
        'CC0-1.0': {
          name: 'CC0 1.0',
          says: FREE,
        },
        'ODC-By-1.0': {
          name: 'ODC-By 1.0',
          says: CITE,
        },
        'PDDL-1.0': {
          name: 'PDDL 1.0',
          says: FREE,
        },
      },
    },
    // The legend of the charts.
    reading: {
      heading: say({ en: 'How to read the charts', fr: 'Comment lire les graphiques' }),
      bar: {
        day: say({ en: 'One bar, one day', fr: 'Une barre, un jour' }),
        week: say({ en: 'One bar, one week', fr: 'Une barre, une semaine' }),
        month: say({ en: 'One bar, one month', fr: 'Une barre, un mois' }),
        quarter: say({ en: 'One bar, one quarter', fr: 'Une barre, un trimestre' }),
        year: say({ en: 'One bar, one year', fr: 'Une barre, une année' }),
      },
      line: {
        day: say({ en: 'The line goes through every day', fr: 'La courbe passe par chaque jour' }),
        week: say({ en: 'The line goes through every week', fr: 'La courbe passe par chaque semaine' }),
        month: say({ en: 'The line goes through every month', fr: 'La courbe passe par chaque mois' }),
        quarter: say({ en: 'The line goes through every quarter', fr: 'La courbe passe par chaque trimestre' }),
        year: say({ en: 'The line goes through every year', fr: 'La courbe passe par chaque année' }),
      },
      part: say({
        en: 'Pale: the logs cover only a part of the period',
        fr: 'Pâle\u00A0: les journaux ne couvrent qu’une partie de la période',
      }),
      hidden: (k: number) =>
        say({
          en:
            k > 0
              ? `Square below the line: a hidden figure, which is not zero. It is below ${k}, or it protects a small one`
              : 'Square below the line: a hidden figure, which is not zero',
          fr:
            k > 0
              ? `Carré sous la ligne\u00A0: chiffre masqué, ce qui n’est pas zéro. Il est inférieur à ${k}, ou il protège un petit nombre`
              : 'Carré sous la ligne\u00A0: chiffre masqué, ce qui n’est pas zéro',
        }),
      gap: say({ en: 'Orange: no log, and so no figure', fr: 'Orange\u00A0: aucun journal, donc aucun chiffre' }),
      broken: say({ en: 'Dashed: the way of counting changes', fr: 'Tireté\u00A0: la façon de compter change' }),
      sure: say({ en: 'The average per day clearly changes', fr: 'La moyenne par jour change nettement' }),
      unsure: say({ en: 'The difference may be chance', fr: 'L’écart peut tenir du hasard' }),
    },
    features: {
      heading: say({ en: 'The features', fr: 'Les fonctionnalités' }),
      feature: say({ en: 'Feature', fr: 'Fonctionnalité' }),
      evolution: say({ en: 'Over time', fr: 'Évolution' }),
      ownScale: say({ en: 'each row has a scale of its own', fr: 'chaque ligne a sa propre échelle' }),
      before: say({ en: 'Before', fr: 'Avant' }),
      change: say({ en: 'Change', fr: 'Variation' }),
      perDay: (rate: string) => say({ en: `${rate} per day`, fr: `${rate} par jour` }),
      changePerDay: say({ en: 'per day', fr: 'par jour' }),
      allFigures: say({ en: 'All figures', fr: 'Tous les chiffres' }),
      figuresOf: (feature: string) => say({ en: `All figures: ${feature}`, fr: `Tous les chiffres\u00A0: ${feature}` }),
      key: say({
        en: 'h: hidden (which is not zero). –: no log. *: period covered in part. Empty: out of service, or outside the published period.',
        fr: 'm\u00A0: masqué (ce n’est pas zéro). –\u00A0: aucun journal. *\u00A0: période couverte en partie. Case vide\u00A0: hors service, ou hors de la période publiée.',
      }),
      /** In a cell, for a hidden figure. */
      hiddenSign: say({ en: 'h', fr: 'm' }),
      most: (count: string, period: string) => `max. ${count} (${period})`,
      nothingShown: say({ en: 'no figure shown', fr: 'aucun chiffre montré' }),
      since: (date: string) => say({ en: `since ${date}`, fr: `depuis le ${date}` }),
      until: (date: string) => say({ en: `until ${date}`, fr: `jusqu’au ${date}` }),
      programsToo: say({ en: 'programs included', fr: 'programmes compris' }),
      tenMake: (percent: string) =>
        say({
          en: `The first ten make ${percent} of the figures shown for the latest period.`,
          fr: `Les dix premières font ${percent} des chiffres montrés de la dernière période.`,
        }),
      cut: (periods: number) =>
        say({
          en: `The charts show the last ${periods} periods; the file has the earlier ones too.`,
          fr: `Les graphiques montrent les ${periods} dernières périodes\u202F; le fichier a aussi les précédentes.`,
        }),
      none: say({
        en: 'No figure is published for this period.',
        fr: 'Aucun chiffre n’est publié pour cette période.',
      }),
    },
    state: {
      hidden: say({ en: 'hidden', fr: 'masqué' }),
      gap: say({ en: 'no log', fr: 'aucun journal' }),
      absent: say({ en: 'out of service', fr: 'hors service' }),
    },
    change: {
      hidden: say({ en: 'hidden', fr: 'masqué' }),
      'hidden-before': say({ en: 'hidden before', fr: 'masqué avant' }),
      'nothing-before': say({ en: 'nothing before', fr: 'rien avant' }),
      none: '–',
    },
    direction: {
      up: say({ en: 'up', fr: 'en hausse' }),
      down: say({ en: 'down', fr: 'en baisse' }),
      same: say({ en: 'steady', fr: 'stable' }),
    },
    acrossBreak: say({ en: '(break)', fr: '(rupture)' }),
    /** Days or weeks looked at together: up to a date, or before those. */
    windowOf: (length: number, kind: 'day' | 'week', last: string | undefined) =>
      say({
        en: `${length} ${kind === 'day' ? 'days' : 'weeks'} ${last === undefined ? 'before' : `to ${last}`}`,
        fr: `${length} ${kind === 'day' ? 'jours' : 'semaines'} ${last === undefined ? 'avant' : `jusqu’au ${last}`}`,
      }),
    between: ({ first, last }: Span) => say({ en: `${first} to ${last}`, fr: `du ${first} au ${last}` }),
    /** Said aloud of a chart: its span, least and greatest figure, and what is missing. */
    chart: (feature: string, span: Span, range: Span | undefined, hidden: number, gaps: number) =>
      [
        `${feature}, ${span.first} – ${span.last}`,
        range
          ? say({ en: `from ${range.first} to ${range.last}`, fr: `de ${range.first} à ${range.last}` })
          : say({ en: 'no figure shown', fr: 'aucun chiffre montré' }),
        ...(hidden > 0
          ? [
              say({
                en: `${hidden} ${hidden === 1 ? 'period' : 'periods'} hidden`,
                fr: `${hidden} ${hidden === 1 ? 'période masquée' : 'périodes masquées'}`,
              }),
            ]
          : []),
        ...(gaps > 0 ? [say({ en: `${gaps} without a log`, fr: `${gaps} sans journal` })] : []),
      ].join(say({ en: '; ', fr: '\u202F; ' })),
    never: {
      heading: say({ en: 'Never above the threshold', fr: 'Jamais au-dessus du seuil' }),
      why: (k: number) =>
        say({
          en: `All their figures are hidden, because they are below ${k} or because they protect another. From 0 to ${k - 1} all look alike: that nobody needs them cannot be concluded.`,
          fr: `Tous leurs chiffres sont masqués, parce qu’ils sont inférieurs à ${k} ou parce qu’ils en protègent un autre. De 0 à ${k - 1}, rien ne les distingue\u00A0: on ne peut pas en conclure que personne ne s’en sert.`,
        }),
      notYet: say({
        en: 'Not in service in the published period:',
        fr: 'Pas en service pendant la période publiée\u00A0:',
      }),
    },
    endedHeading: say({ en: 'Features that have ended', fr: 'Fonctionnalités terminées' }),
    quality: {
      heading: say({ en: 'Quality and gaps', fr: 'Qualité et lacunes' }),
      gaps: say({
        en: 'Days without any log: their figures are missing, not zero.',
        fr: 'Jours sans aucun journal\u00A0: leurs chiffres manquent, ils ne sont pas nuls.',
      }),
      noGaps: say({
        en: 'There is a log for every day, from the first to the last.',
        fr: 'Il y a un journal chaque jour, du premier au dernier.',
      }),
      silence: say({
        en: 'Which days have no log is not told: a day without a use looks like one with a few.',
        fr: 'Il n’est pas dit quels jours sont sans journal\u00A0: un jour sans utilisation ressemble à un jour qui en a peu.',
      }),
      gap: ({ first, last }: Span, days: number) =>
        say({
          en: days === 1 ? first : `${first} to ${last} (${days} days)`,
          fr: days === 1 ? `le ${first}` : `du ${first} au ${last} (${days} jours)`,
        }),
      moreGaps: (count: number) =>
        say({ en: `and ${count} more, in gaps.csv`, fr: `et ${count} autres, dans gaps.csv` }),
      partial: (table: string, periods: string) =>
        say({
          en: `Covered only in part, in ${table}: ${periods}.`,
          fr: `Couvert en partie seulement, dans ${table}\u00A0: ${periods}.`,
        }),
      breaks: say({ en: 'The way of counting changed:', fr: 'La façon de compter a changé\u00A0:' }),
      noBreaks: say({ en: 'The way of counting has not changed.', fr: 'La façon de compter n’a pas changé.' }),
      fates: (month: string) =>
        say({
          en: `What became of the lines of the features, ${month}`,
          fr: `Ce que sont devenues les lignes des fonctionnalités, ${month}`,
        }),
      fate: say({ en: 'Fate', fr: 'Devenir' }),
      lines: say({ en: 'Lines', fr: 'Lignes' }),
      fatesNote: say({
        en: 'Uses and errors are here the sum of the shown figures, so a lower bound; a small number is hidden.',
        fr: 'Utilisations et erreurs sont ici la somme des chiffres montrés, donc un minimum\u202F; un petit nombre est masqué.',
      }),
      robots: (list: string, version: string) =>
        say({
          en: `Robots are left out after the list ${list}, version ${version}. A robot that does not declare itself is counted like a person.`,
          fr: `Les robots sont écartés d’après la liste ${list}, version ${version}. Un robot qui ne se déclare pas est compté comme une personne.`,
        }),
      partialLog: say({
        en: 'By its configuration, the web server leaves some requests out of its log: they are in no figure.',
        fr: 'Par sa configuration, le serveur web n’inscrit pas certaines requêtes dans son journal\u00A0: aucun chiffre ne les compte.',
      }),
    },
    files: {
      heading: say({ en: 'Files', fr: 'Les fichiers' }),
      content: say({ en: 'Content', fr: 'Contenu' }),
      file: say({ en: 'File', fr: 'Fichier' }),
      rows: say({ en: 'Rows', fr: 'Lignes' }),
      size: say({ en: 'Size', fr: 'Taille' }),
      about: say({ en: 'Around the data', fr: 'Autour des données' }),
      documents: {
        'LISEZMOI.md': say({ en: 'the read-me in French', fr: 'mode d’emploi, méthode et limites' }),
        'README.md': say({ en: 'how to use it, method and limits', fr: 'le même en anglais' }),
        'CONFIDENTIALITE.md': say({ en: 'the privacy note in French', fr: 'ce qui protège les personnes' }),
        'PRIVACY.md': say({ en: 'what protects people', fr: 'le même en anglais' }),
        'CHANGELOG.md': say({ en: 'versions of the dataset', fr: 'versions du jeu de données' }),
        'datapackage.json': say({
          en: 'description for programs (Data Package)',
          fr: 'description pour les programmes (Data Package)',
        }),
        'dcat.jsonld': say({ en: 'description for portals (DCAT)', fr: 'description pour les portails (DCAT)' }),
        SHA256SUMS: say({ en: 'checksums of all files', fr: 'empreintes de tous les fichiers' }),
        NOTICE: say({ en: 'the notice of the licence', fr: 'mention de la licence' }),
      },
    },
    licence: {
      heading: 'Licence',
      under: say({ en: 'These data are under the', fr: 'Ces données sont sous' }),
      fullText: say({ en: 'Full text', fr: 'Texte complet' }),
      cite: say({ en: 'Sentence to give when you reuse them:', fr: 'Mention à donner en les réutilisant\u00A0:' }),
      nothingToCite: say({
        en: 'No attribution is required; naming the source is kind.',
        fr: 'Aucune mention n’est exigée\u202F; citer la source rend service.',
      }),
      addresses: say({ en: 'Addresses to give with it:', fr: 'Adresses à donner avec la mention\u00A0:' }),
      shareAlike: say({
        en: 'A database made from this one stays under the same licence and must be offered to whoever sees its results.',
        fr: 'Une base de données tirée de celle-ci reste sous la même licence et doit être offerte à ceux qui en voient le résultat.',
      }),
    },
    detail: {
      heading: say({ en: 'The latest period in detail', fr: 'La dernière période en détail' }),
      apart: say({
        en: 'These tables have noise or foldings of their own: their figures do not add up, and do not compare with those of another table.',
        fr: 'Ces tableaux portent un bruit ou des regroupements qui leur sont propres\u00A0: leurs chiffres ne s’additionnent pas, et ne se comparent pas à ceux d’un autre tableau.',
      }),
      lastPeriod: (period: string) => say({ en: `Latest period: ${period}`, fr: `Dernière période\u00A0: ${period}` }),
      firstRows: (shown: number, all: number, file: string) =>
        say({
          en: `The first ${shown} of ${all} rows; the others are in ${file}.`,
          fr: `Les ${shown} premières lignes sur ${all}\u202F; les autres sont dans ${file}.`,
        }),
      barsShare: say({
        en: 'All bars of a table have one scale. h: hidden, which is not zero.',
        fr: 'Les barres d’un tableau ont toutes la même échelle. m\u00A0: masqué, ce qui n’est pas zéro.',
      }),
      noRows: say({ en: 'No period is published yet.', fr: 'Aucune période n’est encore publiée.' }),
    },
    foot: (version: string, date: string) =>
      say({ en: `Version ${version} of ${date}`, fr: `Version ${version} du ${date}` }),
    contact: 'Contact',
    madeWith: (version: string) =>
      say({
        en: `Page made by comptage ${version}, without script or tracker.`,
        fr: `Page faite par comptage ${version}, sans script ni traceur.`,
      }),
  }
}

export type PageProse = ReturnType<typeof pageProse>

/** Files beside the data, in the order in which they are listed. */
export const DOCUMENTS = [
  'LISEZMOI.md',
  'README.md',
  'CONFIDENTIALITE.md',
  'PRIVACY.md',
  'CHANGELOG.md',
  'datapackage.json',
  'dcat.jsonld',
  'SHA256SUMS',
  'NOTICE',
] as const
