import type { Prose } from './prose.ts'

export const FRENCH: Prose = {
  otherLanguage: '*In English: [README.md](README.md).*',
  opening: (service, span) =>
    `Combien de fois chaque fonctionnalité du service ${service} est utilisée${span ? `, du ${span.first} au ${span.last}` : ''}. Les chiffres sont tirés des journaux d’accès du serveur web. Ni adresse, ni identifiant n’en est sorti : seulement des nombres de requêtes.`,
  heading: {
    files: 'Les fichiers',
    columns: 'Les colonnes',
    use: 'Ce qui compte comme une utilisation',
    empty: 'Ce que veut dire une case vide',
    time: 'Période',
    features: 'Les fonctionnalités',
    notOffered: 'Ce qui n’est pas là, et pourquoi',
    robots: 'Robots et journaux',
    licence: 'Licence',
    reading: 'Lire les données',
    contact: 'Contact',
  },
  filesHeader: ['fichier', 'contenu', 'une ligne'],
  row: (keys) => `par ${keys}`,
  rowOfBreaks: 'par rupture',
  otherFiles:
    'Autour des données : `datapackage.json` les décrit aux programmes (types, clés, listes fermées, méthode), chaque `.csv-metadata.json` fait de même pour un fichier (CSVW), `dcat.jsonld`, là où le dossier a une adresse publique, aux portails, et chaque `.license` porte la licence d’un fichier déplacé seul. [CONFIDENTIALITE.md](CONFIDENTIALITE.md) dit ce qui est écarté et protégé. Pour vérifier que rien n’a été abîmé : `sha256sum -c SHA256SUMS`.',
  split: (tables) =>
    `Une année par fichier : ${tables}. Tous ensemble font le tableau. Le nom sans année ne tient que la dernière année et recommence en janvier ; un fichier dont le nom porte une année ne change que par une correction, dite dans CHANGELOG.md.`,
  columnsHeader: ['colonne', 'sens', 'unité ou forme'],
  codes: ' ; codes expliqués dans `datapackage.json`',
  use: `Une utilisation est une requête vers la fonctionnalité, faite par une personne (ou aussi par un programme, là où la fonctionnalité le dit), et qui a abouti : réponse 2xx, 304 ou 101, ou une redirection (3xx) après un envoi POST, PUT, PATCH ou DELETE.

Ne comptent pas : les robots, les redirections d’une simple lecture, les réponses partielles (206, sauf si la fonctionnalité les compte). Les réponses 4xx et 5xx, et les requêtes restées sans réponse, sont les erreurs.

**Des requêtes, pas des personnes.** Onze requêtes peuvent venir d’une seule personne.`,
  empty: (tables, k) =>
    `Dans ${tables}, une case vide est un chiffre masqué : il est petit (inférieur à ${k}), ou il protège un petit nombre. 0 et 1 à ${k - 1} se ressemblent : une case vide ne veut **jamais** dire « inutilisé ». Le seuil de ${k} porte sur des requêtes, pas sur des personnes. Un compte montré est exact ; la somme des chiffres montrés est un minimum.`,
  exact: (tables) =>
    `Dans ${tables}, rien n’est masqué, 0 est un vrai zéro : ces tableaux ne sont pas protégés, le producteur en accepte le risque, et ils peuvent révéler des cases vides d’autres tableaux.`,
  exactElsewhere: (tables) =>
    `${tables}, dans le dossier de l’autre niveau de détail, ne sont pas protégés : ils peuvent révéler des cases vides de celui-ci.`,
  noisy: (tables, k) =>
    `Dans ${tables}, tout chiffre montré est bruité : c’est le vrai augmenté d’un nombre aléatoire ; combien, la description de la table le dit. Aucun ne peut être pris pour exact, aucun n’est un minimum, et les totaux ne s’additionnent pas. Une case vide est un chiffre inférieur à ${k} bruit compris, ou qui en protège un autre : elle ne veut **jamais** dire « inutilisé ». Seules les périodes terminées y sont. Le bruit cache, dans ces tableaux, si une requête de plus ou de moins est venue ; [CONFIDENTIALITE.md](CONFIDENTIALITE.md) dit jusqu’où, et quels tableaux le disent de toute façon.`,
  folded: (tables) => `Dans ${tables}, \`(other)\` regroupe de petites catégories, avec un bruit propre.`,
  time: (timezone, span, created) =>
    `${span ? `Du ${span.first} au ${span.last}, dates` : 'Dates'} dans le fuseau horaire ${timezone}. Version du ${created}. Une période où les journaux n’ont aucune ligne n’a pas de ligne ici ; les jours manquants sont dans \`data/gaps.csv\`.`,
  partial: (table, periods) => `Périodes couvertes en partie seulement dans ${table} : ${periods}.`,
  away: (table, { first, last }) =>
    `Dans ${table}, une période qui contient un jour du ${first} au ${last} n’a pas de ligne : le tableau n’était alors pas publié. Ce n’est pas une lacune des journaux.`,
  withheld: (table, periods) =>
    `Périodes de ${table} qui ne seront jamais publiées : ${periods}. Elles manqueraient de lignes, ou trahiraient un chiffre masqué.`,
  through: 'à',
  closed: (graceHours) =>
    `Une période est close ${graceHours} heures après sa fin, quand ses dernières lignes ont pu arriver ; [CHANGELOG.md](CHANGELOG.md) dit ce que chaque version a changé.`,
  featuresHeader: ['code', 'fonctionnalité', 'qui compte', 'requêtes reconnues'],
  patterns:
    'Une requête appartient à la fonctionnalité dont le motif est le plus précis. `:nom` et `*` valent un segment quelconque, `**` un ou plusieurs ; sans méthode devant lui, un motif prend GET, POST, PUT, PATCH et DELETE.',
  countsPartial: 'réponses partielles comprises',
  countsAssets: 'images et fichiers compris',
  notOffered:
    'Ni visites, ni visiteurs, ni sessions : il faudrait suivre une adresse ou un cookie, et les identifiants sont écartés dès la lecture. Les entrées, c’est-à-dire les utilisations qui viennent de l’extérieur du service, sont ce qui peut être dit honnêtement à leur place. Pour la même raison, aucune plage d’adresses ne peut être écartée : les agents du service et les sondes ne se reconnaissent que par leur logiciel, par le chemin demandé ou par la configuration du serveur.',
  robots: (list, version) =>
    `Les robots sont écartés d’après la liste ${list}, version ${version}. Un robot qui ne se déclare pas est compté comme une personne.`,
  formats: (names) => `Formats de journaux lus : ${names}.`,
  lacks: (format, fields) => `Le format ${format} n’a pas : ${fields}.`,
  noAgent: 'Sans logiciel client dans le journal, toute requête compte comme celle d’une personne, robots compris.',
  partialLog:
    'Par sa configuration, le serveur web n’inscrit pas certaines requêtes dans son journal : aucun chiffre ne les compte.',
  field: {
    time: 'date',
    request: 'requête',
    method: 'méthode',
    target: 'chemin',
    query: 'paramètres',
    protocol: 'protocole',
    status: 'statut',
    bytes: 'volume',
    referrer: 'provenance',
    agent: 'logiciel client',
    host: 'hôte',
    duration: 'durée',
  },
  licence: (name, text) => `${name}, texte complet dans ${text}.`,
  cite: 'Mention à donner :',
  citeAddresses: (title, address, licence) =>
    `Adresses à donner avec la mention : ${address ? `${title}, <${address}> ; ` : ''}licence, <${licence}>.`,
  nothingToCite: 'Aucune mention n’est exigée ; citer la source rend service.',
  shareAlike:
    'Une base de données tirée de celle-ci reste sous la même licence et doit être offerte à ceux qui en voient le résultat.',
  reading: 'Nommer le type des chiffres : un lecteur prendrait une colonne toute masquée pour du texte.',
  contact: (names) => `${names}.`,
  otherTier: (folder) => `Autre niveau de détail, sous sa propre licence : ${folder}.`,
}
