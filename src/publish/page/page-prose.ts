import type { Language, Both } from '../../domain/service.ts'
import { SUMMED } from '../columns/labels.ts'
import type { Span } from '../words.ts'

/** What a page says whatever its figures are; what it says of them stands in `*-words.ts`. All of it is plain text. */
export function pageProse(language: Language) {
  const say = (words: Both) => words[language]
  const CITE = [say({ en: ', cite the source', fr: ', source à citer' })] as const
  const SHARE = [say({ en: ', share alike', fr: ', partage à l’identique' })] as const
  const FREE = [say({ en: ', no condition', fr: ', sans condition' })] as const
  const pale = say({
    en: 'Pale: covered in part, or not closed yet',
    fr: 'Pâle\u00A0: période couverte en partie, ou pas encore close',
  })
  return {
    otherLanguage: say({ en: 'Français', fr: 'English' }),
    otherTier: {
      summary: say({ en: 'The summary, by feature', fr: 'L’essentiel, par fonctionnalité' }),
      detail: say({ en: 'The detailed data', fr: 'Les données détaillées' }),
    },
    measured: say({ en: 'Count of HTTP access logs', fr: 'Comptage des journaux d’accès HTTP' }),
    publishedBy: say({ en: 'Published by', fr: 'Éditeur\u00A0:' }),
    lede: (since: string | undefined) =>
      say({
        en: `How often each feature was used${since === undefined ? '' : `, since ${since}`}.`,
        fr: `Combien de fois chaque fonctionnalité a été utilisée${since === undefined ? '' : `, depuis ${since}`}.`,
      }),
    notPeople: say({
      en: 'Requests are counted, not people: no address and no identifier is published.',
      fr: 'On compte des requêtes, pas des personnes\u00A0: ni adresse, ni identifiant n’est publié.',
    }),
    table: {
      day: say({ en: 'Days (CSV)', fr: 'Les jours (CSV)' }),
      week: say({ en: 'Weeks (CSV)', fr: 'Les semaines (CSV)' }),
      month: say({ en: 'Months (CSV)', fr: 'Les mois (CSV)' }),
      quarter: say({ en: 'Quarters (CSV)', fr: 'Les trimestres (CSV)' }),
      year: say({ en: 'Years (CSV)', fr: 'Les années (CSV)' }),
    },
    tableInDetail: '(CSV)',
    colon: say({ en: ':', fr: '\u00A0:' }),
    readMe: say({ en: 'Read-me', fr: 'Mode d’emploi' }),
    contents: say({ en: 'Contents', fr: 'Sommaire' }),
    licenceShort: {
      'etalab-2.0': ['Licence Ouverte 2.0', ...CITE],
      'ODbL-1.0': ['ODbL 1.0', ...SHARE],
      'CC-BY-4.0': ['CC BY 4.0', ...CITE],
      'CC-BY-SA-4.0': ['CC BY-SA 4.0', ...SHARE],
      'CC0-1.0': ['CC0 1.0', ...FREE],
      'ODC-By-1.0': ['ODC-By 1.0', ...CITE],
      'PDDL-1.0': ['PDDL 1.0', ...FREE],
    } as const,
    freeToReuse: say({ en: 'Free to reuse', fr: 'Réutilisation libre' }),
    total: {
      heading: say({ en: 'The whole service', fr: 'Tout le service' }),
      atLeast: say({ en: 'At least', fr: 'Au moins' }),
      about: say({ en: 'About', fr: 'Environ' }),
      atLeastAbout: say({ en: 'At least about', fr: 'Au moins environ' }),
      measured: (measure: string, during: string) => `${measure.toLowerCase()}, ${during}`,
      allFeatures: {
        day: say({ en: 'All features, by day.', fr: 'Toutes fonctionnalités, par jour.' }),
        week: say({ en: 'All features, by week.', fr: 'Toutes fonctionnalités, par semaine.' }),
        month: say({ en: 'All features, by month.', fr: 'Toutes fonctionnalités, par mois.' }),
        quarter: say({ en: 'All features, by quarter.', fr: 'Toutes fonctionnalités, par trimestre.' }),
        year: say({ en: 'All features, by year.', fr: 'Toutes fonctionnalités, par an.' }),
      },
      changed: (change: string, features: string) =>
        say({
          en: `${change} against a year earlier (mean per day)${features}.`,
          fr: `${change} par rapport à un an plus tôt (moyenne par jour)${features}.`,
        }),
      everyLeast: (unshown: string, all: string, isLine: boolean) =>
        say({
          en: `${isLine ? 'The line shows least figures' : 'Each bar is a least figure'}: ${unshown} of ${all} features ${unshown === '1' ? 'has' : 'have'} one that is not shown.`,
          fr: `${isLine ? 'La courbe montre des minimums' : 'Chaque barre est un minimum'}\u00A0: ${unshown} ${unshown === '1' ? 'fonctionnalité' : 'fonctionnalités'} sur ${all} ${unshown === '1' ? 'a' : 'ont'} un chiffre qui n’est pas montré.`,
        }),
      someLeast: say({
        en: 'A mark above a bar: a least figure, since some are not shown.',
        fr: 'Un trait au-dessus d’une barre\u00A0: un minimum, car des chiffres ne sont pas montrés.',
      }),
      lineLeast: say({
        en: 'The line shows least figures: some are not shown.',
        fr: 'La courbe montre des minimums\u00A0: des chiffres ne sont pas montrés.',
      }),
      range: (least: number, most: number) =>
        least === most ? String(least) : say({ en: `${least} to ${most}`, fr: `${least} à ${most}` }),
      noisy: say({ en: 'Figures have random noise.', fr: 'Les chiffres portent un bruit aléatoire.' }),
      pale: `${pale}.`,
    },
    inShort: say({ en: 'In short', fr: 'En bref' }),
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
      part: pale,
      hidden: (k: number, isInPart: boolean) =>
        say({
          en: `Square below the line: a hidden figure. It is below ${k}, zero included, or it protects a small one${isInPart ? ', or its period is covered only in part' : ''}`,
          fr: `Carré sous la ligne\u00A0: chiffre masqué. Il est inférieur à ${k}, zéro compris, ou il protège un petit nombre${isInPart ? ', ou sa période n’est couverte qu’en partie' : ''}`,
        }),
      least: (isLine: boolean) =>
        say({
          en: `Square below ${isLine ? 'a point of the line' : 'a bar'}: a hidden figure, at least as large as the shown figures within it, whose sum is drawn`,
          fr: `Carré sous ${isLine ? 'un point de la courbe' : 'une barre'}\u00A0: chiffre masqué, au moins égal à la somme des chiffres montrés qu’il contient, qui est dessinée`,
        }),
      gap: say({ en: 'Orange: no log, or not counted', fr: 'Orange\u00A0: aucun journal, ou non compté' }),
      withheld: say({
        en: 'Cross: a period that is not published, or not yet; the read-me says more',
        fr: 'Croix\u00A0: une période qui n’est pas publiée, ou pas encore\u202F; le mode d’emploi en dit plus',
      }),
      broken: say({ en: 'Dashed: the way of counting changes', fr: 'Tireté\u00A0: la façon de compter change' }),
      sure: say({ en: 'The average per day clearly changes', fr: 'La moyenne par jour change nettement' }),
      unsure: say({
        en: 'Undecided: the difference is less than a fifth, or may be chance, or what all features do',
        fr: 'Non tranché\u00A0: l’écart est de moins d’un cinquième, ou peut tenir du hasard, ou de ce que font toutes les fonctionnalités',
      }),
    },
    features: {
      heading: say({ en: 'The features', fr: 'Les fonctionnalités' }),
      feature: say({ en: 'Feature', fr: 'Fonctionnalité' }),
      evolution: say({ en: 'Over time', fr: 'Évolution' }),
      /** @param areFamilies whether they stand by family */
      ownScale: (areFamilies: boolean) =>
        say({
          en: `${areFamilies ? 'By family, in each the most used' : 'Most used'} first; each chart has a scale of its own.`,
          fr: `${areFamilies ? 'Par famille, et dans chacune les' : 'Les'} plus utilisées d’abord\u202F; chaque graphique a sa propre échelle.`,
        }),
      inAYear: say({ en: 'In a year', fr: 'Sur un an' }),
      errors: say({ en: 'Errors', fr: 'Erreurs' }),
      others: (count: string) => say({ en: `The ${count} others`, fr: `Les ${count} autres` }),
      entries: (during: string) => say({ en: `Entries ${during}:`, fr: `Entrées ${during}\u00A0:` }),
      link: say({ en: 'Link to these figures', fr: 'Lien vers ces chiffres' }),
      change: say({ en: 'Change', fr: 'Variation' }),
      changePerDay: say({ en: 'per day', fr: 'par jour' }),
      allFigures: say({ en: 'All figures', fr: 'Tous les chiffres' }),
      figuresOf: (feature: string) => say({ en: `All figures: ${feature}`, fr: `Tous les chiffres\u00A0: ${feature}` }),
      key: say({
        en: 'In the tables: h: hidden, zero or not. ≥: hidden, at least that. –: no log, not counted, or no request. ×: not published. *: period covered in part. Empty: out of service, or outside the period of the charts.',
        fr: 'Dans les tableaux de cette page\u00A0: m\u00A0: masqué, nul ou non. ≥\u00A0: masqué, au moins cela. –\u00A0: aucun journal, non compté, ou aucune requête. ×\u00A0: non publié. *\u00A0: période couverte en partie. Sur cette page, case vide\u00A0: hors service, ou hors de la période des graphiques.',
      }),
      /** In a cell, for a hidden figure. */
      hiddenSign: say({ en: 'h', fr: 'm' }),
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
          en: `Charts and tables show the last ${periods} periods; the file has the earlier ones too.`,
          fr: `Graphiques et tableaux montrent les ${periods} dernières périodes\u202F; le fichier a aussi les précédentes.`,
        }),
      none: say({
        en: 'No figure is published for this period.',
        fr: 'Aucun chiffre n’est publié pour cette période.',
      }),
    },
    state: {
      hidden: say({ en: 'hidden', fr: 'masqué' }),
      gap: say({ en: 'not counted', fr: 'non compté' }),
      withheld: say({ en: 'not published', fr: 'non publié' }),
      absent: say({ en: 'out of service', fr: 'hors service' }),
    },
    change: {
      hidden: say({ en: 'hidden', fr: 'masqué' }),
      'hidden-before': say({ en: 'hidden before', fr: 'masqué avant' }),
      withheld: say({ en: 'not published', fr: 'non publié' }),
      'withheld-before': say({ en: 'not published before', fr: 'non publié avant' }),
      'nothing-before': say({ en: 'nothing before', fr: 'rien avant' }),
      none: '–',
      absent: '',
    },
    direction: {
      up: say({ en: 'up', fr: 'en hausse' }),
      down: say({ en: 'down', fr: 'en baisse' }),
      same: say({ en: 'undecided', fr: 'non tranché' }),
    },
    acrossBreak: say({ en: '(break)', fr: '(rupture)' }),
    never: {
      section: say({
        en: 'No figure for three months or more, or none so far',
        fr: 'Sans chiffre depuis trois mois ou plus, ou jusqu’ici',
      }),
      heading: say({ en: 'No figure shown so far', fr: 'Aucun chiffre montré jusqu’ici' }),
      why: (k: number) =>
        say({
          en: `Their figures are hidden, because they are below ${k} or because they protect another. From 0 to ${k - 1} all look alike: that nobody needs them cannot be concluded.`,
          fr: `Leurs chiffres sont masqués, parce qu’ils sont inférieurs à ${k} ou parce qu’ils en protègent un autre. De 0 à ${k - 1}, rien ne les distingue\u00A0: on ne peut pas en conclure que personne ne s’en sert.`,
        }),
      notYet: say({
        en: 'None of their periods is published:',
        fr: 'Aucune de leurs périodes n’est publiée\u00A0:',
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
        say({
          en: `and ${count} more, in gaps.csv`,
          fr: `et ${count} ${count === 1 ? 'autre' : 'autres'}, dans gaps.csv`,
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
        en: `${SUMMED.en} are here the sum of the shown figures of the month, else of its days: a lower bound, hidden where none is shown. Any other number is hidden where it is small, or protects a small one.`,
        fr: `${SUMMED.fr} sont ici la somme des chiffres montrés du mois, à défaut de ses jours\u00A0: un minimum, masqué si aucun n’est montré. Tout autre nombre est masqué s’il est petit, ou s’il en protège un petit.`,
      }),
    },
    files: {
      heading: say({ en: 'Files', fr: 'Les fichiers' }),
      content: say({ en: 'Content', fr: 'Contenu' }),
      file: say({ en: 'File', fr: 'Fichier' }),
      rows: say({ en: 'Rows', fr: 'Lignes' }),
      size: say({ en: 'Size', fr: 'Taille' }),
      programs: say({ en: 'For programs and other pages', fr: 'Pour les programmes et d’autres pages' }),
      about: say({ en: 'Around the data', fr: 'Autour des données' }),
      // In this order they are listed.
      documents: {
        'a-propos.html': say({
          en: 'the read-me in French',
          fr: 'mode d’emploi, méthode et limites, confidentialité',
        }),
        'about.html': say({ en: 'how to use it, method and limits, privacy', fr: 'le même en anglais' }),
        'LISEZMOI.md': say({ en: 'the read-me in French, as Markdown', fr: 'mode d’emploi en Markdown' }),
        'README.md': say({ en: 'the read-me as Markdown', fr: 'le même en anglais' }),
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
      addresses: say({ en: 'Addresses to give with it:', fr: 'Adresses à donner avec la mention\u00A0:' }),
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
        en: 'All bars of a table have one scale. h: hidden, zero or not.',
        fr: 'Les barres d’un tableau ont toutes la même échelle. m\u00A0: masqué, nul ou non.',
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
