import type { Language, Both } from '../../domain/service.ts'
import { shownAddress } from '../markdown.ts'
import type { Span } from '../words.ts'

/** Every sentence of a read-me, so that both languages say the same things. Arguments are Markdown already. */
export function readMeProse(language: Language) {
  const say = (words: Both) => words[language]
  return {
    otherLanguage: say({
      en: '*En français : [LISEZMOI.md](LISEZMOI.md).*',
      fr: '*In English: [README.md](README.md).*',
    }),
    /** @param hasSizes a table has bytes or durations */
    opening: (service: string, span: Span | undefined, hasSizes: boolean) =>
      say({
        en: `How often each feature of the service ${service} is used${span ? `, from ${span.first} to ${span.last}` : ''}. The figures are taken from the access logs of the web server. No address and no identifier has left them: only numbers of requests${hasSizes ? ', and of bytes or milliseconds of their answers' : ''}.`,
        fr: `Combien de fois chaque fonctionnalité du service ${service} est utilisée${span ? `, du ${span.first} au ${span.last}` : ''}. Les chiffres sont tirés des journaux d’accès du serveur web. Ni adresse, ni identifiant n’en est sorti : seulement des nombres de requêtes${hasSizes ? ', et d’octets ou de millisecondes de leurs réponses' : ''}.`,
      }),
    heading: {
      files: say({ en: 'The files', fr: 'Les fichiers' }),
      columns: say({ en: 'The columns', fr: 'Les colonnes' }),
      use: say({ en: 'What counts as a use', fr: 'Ce qui compte comme une utilisation' }),
      empty: say({ en: 'What an empty cell means', fr: 'Ce que veut dire une case vide' }),
      time: say({ en: 'Period', fr: 'Période' }),
      features: say({ en: 'The features', fr: 'Les fonctionnalités' }),
      notOffered: say({ en: 'What is not here, and why', fr: 'Ce qui n’est pas là, et pourquoi' }),
      robots: say({ en: 'Robots and logs', fr: 'Robots et journaux' }),
      licence: 'Licence',
      reading: say({ en: 'Reading the data', fr: 'Lire les données' }),
      check: say({ en: 'How to check', fr: 'Comment vérifier' }),
      contact: 'Contact',
    },
    filesHeader: [
      say({ en: 'file', fr: 'fichier' }),
      say({ en: 'content', fr: 'contenu' }),
      say({ en: 'one row', fr: 'une ligne' }),
    ],
    /** What a row of a table is: `one row a …`. */
    row: (keys: string) => say({ en: `per ${keys}`, fr: `par ${keys}` }),
    /** What a row is of those that have no key. */
    rowOf: {
      breaks: say({ en: 'per break', fr: 'par rupture' }),
      events: say({ en: 'per event', fr: 'par événement' }),
    },
    /** Files that describe the data. */
    parquet: say({
      en: 'Each CSV is there as Parquet too, beside it: days as dates, figures as integers, hidden ones as null.',
      fr: 'Chaque CSV est là aussi en Parquet, à côté : les jours en dates, les chiffres en entiers, vides s’ils sont masqués.',
    }),
    otherForms: say({
      en: 'The same figures in other forms, made of the CSVs alone:',
      fr: 'Les mêmes chiffres sous d’autres formes, tirés des CSV seuls :',
    }),
    colon: say({ en: ':', fr: '\u00A0:' }),
    otherFiles: say({
      en: 'Around the data: `datapackage.json` describes them to programs (types, keys, closed lists, method), each `.csv-metadata.json` does so for one file (CSVW), `dcat.jsonld`, where the folder has a public address, to portals, and each `.license` carries the licence of a file that is moved alone. The [text on privacy](PRIVACY.md) says what is dropped and protected.',
      fr: 'Autour des données : `datapackage.json` les décrit aux programmes (types, clés, listes fermées, méthode), chaque `.csv-metadata.json` fait de même pour un fichier (CSVW), `dcat.jsonld`, là où le dossier a une adresse publique, aux portails, et chaque `.license` porte la licence d’un fichier déplacé seul. Le [texte sur la confidentialité](CONFIDENTIALITE.md) dit ce qui est écarté et protégé.',
    }),
    /** Of tables that are cut into years. */
    split: (tables: string) =>
      say({
        en: `One file a year: ${tables}. All of them together are the table. The name without a year holds the latest year alone and starts anew in January; a file with a year in its name changes only by a correction that CHANGELOG.md tells.`,
        fr: `Une année par fichier : ${tables}. Tous ensemble font le tableau. Le nom sans année ne tient que la dernière année et recommence en janvier ; un fichier dont le nom porte une année ne change que par une correction, dite dans CHANGELOG.md.`,
      }),
    columnsHeader: [
      say({ en: 'column', fr: 'colonne' }),
      say({ en: 'meaning', fr: 'sens' }),
      say({ en: 'unit or form', fr: 'unité ou forme' }),
    ],
    /** After the meaning of a column that holds codes: before a few, and in the place of many. */
    codesBegin: say({ en: ': ', fr: ' : ' }),
    codes: say({ en: '; codes explained in `datapackage.json`', fr: ' ; codes expliqués dans `datapackage.json`' }),
    use: say({
      en: `A use is a request for the feature, made by a person (or by a program too, where the feature says so), that succeeded: answer 2xx, 304 or 101, or a redirect (3xx) after a POST, PUT, PATCH or DELETE.

Not counted: robots, redirects of a plain read, partial answers (206, unless the feature counts them). Answers 4xx and 5xx, and requests that were never answered, are the errors.

**Requests, not people.** Many requests may come from one person.`,
      fr: `Une utilisation est une requête vers la fonctionnalité, faite par une personne (ou aussi par un programme, là où la fonctionnalité le dit), et qui a abouti : réponse 2xx, 304 ou 101, ou une redirection (3xx) après un envoi POST, PUT, PATCH ou DELETE.

Ne comptent pas : les robots, les redirections d’une simple lecture, les réponses partielles (206, sauf si la fonctionnalité les compte). Les réponses 4xx et 5xx, et les requêtes restées sans réponse, sont les erreurs.

**Des requêtes, pas des personnes.** De nombreuses requêtes peuvent venir d’une seule personne.`,
    }),
    /** Of tables at `threshold`. */
    empty: (tables: string, k: number) =>
      say({
        en: `In ${tables} an empty cell is a hidden figure: it is small (below ${k}), or it protects a small one. 0 and 1 to ${k - 1} look alike: an empty cell **never** means “unused”. The threshold of ${k} counts requests, not people. A count that is shown is exact; the sum of the shown figures is a lower bound.`,
        fr: `Dans ${tables}, une case vide est un chiffre masqué : il est petit (inférieur à ${k}), ou il protège un petit nombre. 0 et 1 à ${k - 1} se ressemblent : une case vide ne veut **jamais** dire « inutilisé ». Le seuil de ${k} porte sur des requêtes, pas sur des personnes. Un compte montré est exact ; la somme des chiffres montrés est un minimum.`,
      }),
    /** Of those of them that have durations; from so many uses on the median is shown, and the 95th percentile. */
    emptyDurations: (tables: string, median: number, percentile: number) =>
      say({
        en: `In ${tables} a duration is empty too for fewer than ${median} uses (the median) or ${percentile} (the 95th percentile) of which the duration is known, and where the number of uses is hidden; a revision of its period leaves it as it is.`,
        fr: `Dans ${tables}, une durée est vide aussi pour moins de ${median} utilisations (la médiane) ou ${percentile} (le 95e centile) dont la durée est connue, et là où le nombre d’utilisations est masqué ; une révision de sa période la laisse telle quelle.`,
      }),
    /** Of those that have a period in part: no edition tells a duration of one, since the next would tell another. */
    durationsInPart: (tables: string) =>
      say({
        en: `In ${tables} a duration is empty too as long as its period is covered only in part, or not closed yet (see “Period”).`,
        fr: `Dans ${tables}, une durée est vide aussi tant que sa période n’est couverte qu’en partie, ou n’est pas encore close (voir « Période »).`,
      }),
    /** Of the tables that have such a period. */
    hiddenInPart: (tables: string) =>
      say({
        en: `In ${tables} large figures are hidden too where their period is covered only in part (see “Period”): from one version to the next it would grow by a day, which may be hidden. It is filled in once it is over; one within which the logs begin stays empty.`,
        fr: `Dans ${tables}, de grands chiffres aussi sont masqués quand leur période n’est couverte qu’en partie (voir « Période ») : d’une version à la suivante, elle grandirait d’un jour, peut-être masqué. Elle est remplie une fois terminée ; celle au milieu de laquelle les journaux commencent reste vide.`,
      }),
    exact: (tables: string, isOne: boolean) =>
      say({
        en: `In ${tables} nothing is hidden, and 0 is a true zero: ${isOne ? 'this table is' : 'these tables are'} not protected, the publisher accepts the risk, and ${isOne ? 'it' : 'they'} may give away empty cells of other tables.`,
        fr: `Dans ${tables}, rien n’est masqué, 0 est un vrai zéro : ${isOne ? 'ce tableau n’est pas protégé' : 'ces tableaux ne sont pas protégés'}, le producteur en accepte le risque, et ${isOne ? 'il peut' : 'ils peuvent'} révéler des cases vides d’autres tableaux.`,
      }),
    /** Of the other folder. */
    exactElsewhere: (tables: string, isOne: boolean) =>
      say({
        en: `${tables}, in the folder of the other level of detail, ${isOne ? 'is not protected: it' : 'are not protected: they'} may give away empty cells of this one.`,
        fr: `${tables}, dans le dossier de l’autre niveau de détail, ${isOne ? 'n’est pas protégé : il peut' : 'ne sont pas protégés : ils peuvent'} révéler des cases vides de celui-ci.`,
      }),
    noisy: (tables: string, k: number, isOne: boolean) =>
      say({
        en: `In ${tables} every figure that is shown has noise: it is the true one plus a random number; how much is in the description of the table. None can be taken for exact, none is a bound, and totals do not add up. An empty cell is a figure that is below ${k} with its noise, or that protects another: it **never** means “unused”. Only periods that are over are there. The noise hides whether one request more or less came as far as ${isOne ? 'this table goes' : 'these tables go'}; the [text on privacy](PRIVACY.md) says how far that is, and which tables tell it anyway.`,
        fr: `Dans ${tables}, tout chiffre montré est bruité : c’est le vrai augmenté d’un nombre aléatoire ; combien, la description du tableau le dit. Aucun ne peut être pris pour exact, aucun n’est un minimum, et les totaux ne s’additionnent pas. Une case vide est un chiffre inférieur à ${k} bruit compris, ou qui en protège un autre : elle ne veut **jamais** dire « inutilisé ». Seules les périodes terminées y sont. Le bruit cache, dans ${isOne ? 'ce tableau' : 'ces tableaux'}, si une requête de plus ou de moins est venue ; le [texte sur la confidentialité](CONFIDENTIALITE.md) dit jusqu’où, et quels tableaux le disent de toute façon.`,
      }),
    folded: (tables: string) =>
      say({
        en: `In ${tables} \`(other)\` holds small categories together, with a noise of its own.`,
        fr: `Dans ${tables}, \`(other)\` regroupe de petites catégories, avec un bruit propre.`,
      }),
    uncounted: (table: string, measure: string, periods: string) =>
      say({
        en: `${table} lacks ${measure} of ${periods}: not counted then, or in a part of the period alone. Nothing is hidden there.`,
        fr: `Dans ${table} manquent ${measure} de : ${periods}. Rien n’y est masqué : le compte n’en a pas été tenu alors, ou sur une partie de la période seulement.`,
      }),
    /** @param meaning as `datapackage.json` gives it */
    emptyColumn: (file: string, column: string, meaning: string) =>
      say({
        en: `In ${file} an empty cell of ${column} means “${meaning}”.`,
        fr: `Dans ${file}, une case vide de ${column} veut dire « ${meaning} ».`,
      }),
    time: (timezone: string, span: Span | undefined, created: string, isGapTold: boolean) =>
      say({
        en: `${span ? `From ${span.first} to ${span.last}, dates` : 'Dates'} in the time zone ${timezone}. Version of ${created}. ${isGapTold ? 'A period without any line in the logs has no row here; missing days are in `data/gaps.csv`.' : 'A day without a line in the logs looks like a day with a few, and nothing tells which it is.'}`,
        fr: `${span ? `Du ${span.first} au ${span.last}, dates` : 'Dates'} dans le fuseau horaire ${timezone}. Version du ${created}. ${isGapTold ? 'Une période où les journaux n’ont aucune ligne n’a pas de ligne ici ; les jours manquants sont dans `data/gaps.csv`.' : 'Un jour sans aucune ligne dans les journaux ressemble à un jour qui en a peu, et rien ne dit lequel c’est.'}`,
      }),
    /** Where silence is not told: a few lines are dated weeks from all others, or a table that told it has ended. */
    otherGaps: say({
      en: 'The days in `data/gaps.csv` have no line in the logs, and no row here.',
      fr: 'Les jours de `data/gaps.csv` n’ont aucune ligne dans les journaux, ni ici.',
    }),
    /** Of a table that was taken out of the configuration and came back. */
    away: (table: string, { first, last }: Span) =>
      say({
        en: `In ${table} a period that holds a day from ${first} to ${last} has no row: the table was not published then. It is no gap in the logs.`,
        fr: `Dans ${table}, une période qui contient un jour du ${first} au ${last} n’a pas de ligne : le tableau n’était alors pas publié. Ce n’est pas une lacune des journaux.`,
      }),
    /** Of a feature that was taken out of the configuration and came back. */
    featureAway: (feature: string, { first, last }: Span) =>
      say({
        en: `${feature} was not counted from ${first} to ${last}. A row of the period in which that began also holds what was counted of those days before the change; it has none of the period in which it came back, unless it came back on its first day.`,
        fr: `${feature} n’a pas été comptée du ${first} au ${last}. Une ligne de la période où cela a commencé contient aussi ce qui a été compté de ces jours avant le changement ; la période où elle est revenue n’en a pas, sauf si elle est revenue le premier jour.`,
      }),
    /** How long after its end a period is closed. */
    closed: (graceHours: number) =>
      say({
        en: `A period is closed ${graceHours} ${graceHours === 1 ? 'hour' : 'hours'} after its end, when its last lines have had time to come; [CHANGELOG.md](CHANGELOG.md) says what each version changed.`,
        fr: `Une période est close ${graceHours} ${graceHours === 1 ? 'heure' : 'heures'} après sa fin, quand ses dernières lignes ont pu arriver ; [CHANGELOG.md](CHANGELOG.md) dit ce que chaque version a changé.`,
      }),
    featuresHeader: [
      'code',
      say({ en: 'feature', fr: 'fonctionnalité' }),
      say({ en: 'who counts', fr: 'qui compte' }),
      say({ en: 'requests recognised', fr: 'requêtes reconnues' }),
    ],
    /** How to read a pattern, under the table of features. */
    patterns: say({
      en: 'A request belongs to the feature whose pattern is the most specific. `:name` and `*` stand for any one segment, `**` for one or more; without a method before it, a pattern takes GET, POST, PUT, PATCH and DELETE.',
      fr: 'Une requête appartient à la fonctionnalité dont le motif est le plus précis. `:nom` et `*` valent un segment quelconque, `**` un ou plusieurs ; sans méthode devant lui, un motif prend GET, POST, PUT, PATCH et DELETE.',
    }),
    countsPartial: say({ en: 'partial answers included', fr: 'réponses partielles comprises' }),
    countsAssets: say({ en: 'images and files included', fr: 'images et fichiers compris' }),
    notOffered: say({
      en: 'No visits, no visitors, no sessions: they would need an address or a cookie to follow, and identifiers are dropped while reading. Entries, the uses that come from outside the service, are what can honestly be said instead. For the same reason no range of addresses can be left out: staff and probes are told only by their software, by the path they ask for or by the configuration of the server.',
      fr: 'Ni visites, ni visiteurs, ni sessions : il faudrait suivre une adresse ou un cookie, et les identifiants sont écartés dès la lecture. Les entrées, c’est-à-dire les utilisations qui viennent de l’extérieur du service, sont ce qui peut être dit honnêtement à leur place. Pour la même raison, aucune plage d’adresses ne peut être écartée : les agents du service et les sondes ne se reconnaissent que par leur logiciel, par le chemin demandé ou par la configuration du serveur.',
    }),
    formats: (names: string) => say({ en: `Log formats read: ${names}.`, fr: `Formats de journaux lus : ${names}.` }),
    lacks: (format: string, fields: string) =>
      say({ en: `The format ${format} lacks: ${fields}.`, fr: `Le format ${format} n’a pas : ${fields}.` }),
    noAgent: say({
      en: 'Without the client software in the log, every request counts like a person’s, robots included.',
      fr: 'Sans logiciel client dans le journal, toute requête compte comme celle d’une personne, robots compris.',
    }),
    field: {
      time: 'date',
      request: say({ en: 'request', fr: 'requête' }),
      method: say({ en: 'method', fr: 'méthode' }),
      target: say({ en: 'path', fr: 'chemin' }),
      query: say({ en: 'query', fr: 'paramètres' }),
      protocol: say({ en: 'protocol', fr: 'protocole' }),
      status: say({ en: 'status', fr: 'statut' }),
      bytes: say({ en: 'size', fr: 'volume' }),
      referrer: say({ en: 'referrer', fr: 'provenance' }),
      agent: say({ en: 'client software', fr: 'logiciel client' }),
      host: say({ en: 'host', fr: 'hôte' }),
      duration: say({ en: 'duration', fr: 'durée' }),
    },
    licence: (name: string, text: string) =>
      say({ en: `${name}, full text in ${text}.`, fr: `${name}, texte complet dans ${text}.` }),
    cite: say({ en: 'Sentence to give:', fr: 'Mention à donner :' }),
    citeAddresses: (title: string, address: string | undefined, licence: string) =>
      say({
        en: `Addresses to give with it: ${address ? `${title}, ${shownAddress(address)}; ` : ''}licence, ${shownAddress(licence)}.`,
        fr: `Adresses à donner avec la mention : ${address ? `${title}, ${shownAddress(address)} ; ` : ''}licence, ${shownAddress(licence)}.`,
      }),
    reading: say({
      en: 'Name the types: a program would take a wholly hidden column for text, and a code like 007 for a number.',
      fr: 'Nommer les types : un programme prendrait une colonne toute masquée pour du texte, et un code comme 007 pour un nombre.',
    }),
    check: say({
      en: 'The first command says whether a file was damaged on its way; the second, of the program that wrote the folder, makes every text and every page anew from the figures and names what differs.',
      fr: 'La première commande dit si un fichier a été abîmé en route ; la seconde, du programme qui a écrit le dossier, refait chaque texte et chaque page à partir des chiffres et nomme ce qui diffère.',
    }),
    contact: (names: string) => `${names}.`,
    otherTier: (folder: string) =>
      say({
        en: `The other level of detail, under a licence of its own: ${folder}.`,
        fr: `Autre niveau de détail, sous sa propre licence : ${folder}.`,
      }),
  }
}

export type ReadMeProse = ReturnType<typeof readMeProse>
