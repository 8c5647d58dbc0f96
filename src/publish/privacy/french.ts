import type { Prose } from './prose.ts'

export const FRENCH: Prose = {
  title: 'Confidentialité',
  otherLanguage: '*In English: [PRIVACY.md](PRIVACY.md).*',
  opening: (service) =>
    `Ce jeu de données compte les requêtes reçues par le service ${service}. **Il ne contient ni adresse, ni nom, ni identifiant** : chaque chiffre est un nombre de requêtes.`,
  openingFrom: (tables) =>
    `${tables} : de quelle fonctionnalité du service viennent les requêtes, celle de la page d’avant ; un seul pas, en nombres, jamais le parcours de quelqu’un.`,
  openingWithoutFrom: 'Aucune table ne dit par où quelqu’un est passé dans le service.',
  openingExact: (tables) => `**Rien n’est masqué dans ${tables}** : un chiffre de 1 y parle d’une seule requête.`,
  openingEnd: 'Cette page dit ce qui est écarté, ce qui est protégé et comment, et ce que nous ne promettons pas.',
  heading: {
    responsible: 'Qui répond',
    purpose: 'À quoi servent ces chiffres',
    dropped: 'Ce qui est écarté',
    protected: 'Ce qui est protégé, et comment',
    guesses: 'Ce qui peut encore être deviné',
    closed: 'Périodes closes et corrections',
    criteria: 'Individualisation, corrélation, inférence',
    rawLogs: 'Les journaux d’origine',
    notPromised: 'Ce qui n’est pas promis',
  },
  responsible: (names) => `${names} publie ces chiffres et en répond.`,
  contact: (words) => `Questions sur les données personnelles : ${words}`,
  purpose:
    'Savoir quelles fonctionnalités du service sont utilisées, pour décider lesquelles renforcer, améliorer ou retirer ; et le rendre public, puisque le service est un bien commun.',
  read: 'Le serveur web inscrit une ligne par requête dans son journal. De chaque ligne ne sort qu’une poignée de rangs dans des listes fermées (la fonctionnalité, le jour, un genre de terminal …) ; rien de son texte n’est publié, pas même haché.',
  droppedHeader: ['dans la ligne', 'ce qui en sort'],
  dropped: [
    ['adresse, nom d’utilisateur, cookie, identifiant de requête', 'rien : passés sans être lus'],
    ['chemin', 'la fonctionnalité à laquelle il appartient, sinon rien'],
    [
      'paramètres (`?…`)',
      'rien ; seuls ceux que la définition d’une fonctionnalité nomme lui sont comparés, puis ils sont oubliés',
    ],
    [
      'logiciel client complet',
      'un genre : personne, robot, programme ; famille de navigateur, de système, de terminal',
    ],
    [
      'provenance complète',
      'un genre de site, ou un site que le service a nommé d’avance ; là où une table le demande, la fonctionnalité de la page d’avant',
    ],
    ['date et heure', 'le jour ; l’heure de 0 à 23 dans les seules tables qui le disent, toutes les journées ensemble'],
  ],
  tablesHeader: ['table', 'par', 'protection'],
  protection: (protection) => {
    switch (protection.level) {
      case 'threshold':
        return `seuil : un chiffre inférieur à ${protection.k} est masqué`
      case 'cell-key':
        return `bruit borné : au plus ${protection.reach} en plus ou en moins, variance ${protection.variance}, une requête comptant dans ${protection.views} chiffre(s) bruité(s) au plus (V = ${protection.variance}, D = ${protection.reach}, T = ${protection.views}) ; puis seuil de ${protection.k}`
      case 'dp':
        return `confidentialité différentielle : bruit de Laplace discret, ε = ${protection.epsilon} par période pour c = ${protection.changes} requêtes, T = ${protection.views} ; puis seuil de ${protection.k}`
      case 'exact':
        return '**non protégé** : comptes exacts, risque accepté par le producteur'
    }
  },
  threshold: (tables, k) =>
    `Un chiffre inférieur à ${k} est masqué dans ${tables}, 0 compris. **Le seuil compte des requêtes, pas des personnes.**`,
  margins: (tables) =>
    `Dans ${tables}, un chiffre plus grand est masqué aussi là où il en protège un autre (le premier jour ouvré après le premier jour masqué d’un mois, par exemple) ; il ne s’en distingue pas.`,
  cellKey: (tables) =>
    `Le bruit de ${tables} dépend d’une clé secrète, de la case et de son compte, non du moment : le même compte de la même case a toujours le même bruit, et republier n’apprend rien.`,
  folded: (tables) =>
    `Ce qui est masqué d’une fonctionnalité et d’une période dans ${tables} est dit ensemble sous \`(other)\`, avec un bruit propre, si cela est assez grand.`,
  dp: (tables) =>
    `Le bruit de ${tables} ne vient d’aucune clé : il est tiré au hasard, une fois par chiffre, et ce qui a été publié est gardé.`,
  noisyPeriods: 'Une période bruitée n’est publiée qu’une fois terminée.',
  exact: (tables) =>
    `Tables non protégées du service : ${tables}. Comme toutes les tables comptent les mêmes requêtes, elles peuvent révéler des chiffres masqués ailleurs.`,
  guesses:
    'Pour une requête isolée, dans une période : combien de fois sur cent devine juste quelqu’un qui envoie ses propres requêtes et connaît toutes les autres ? 50 %, c’est pile ou face ; 100 %, la certitude.',
  guessesHeader: ['table', 'qu’elle a eu lieu', 'ses catégories'],
  toldBy: (table) => `${table} le dit de toute façon`,
  profileToldBy: (table) => `${table} en dit une partie de toute façon`,
  noCategories: 'sans objet',
  closed: (graceHours) =>
    `Une période est dite close ${graceHours} heures après sa fin, quand ses dernières lignes ont pu arriver. Les périodes couvertes en partie sont nommées dans LISEZMOI.md.`,
  corrected: 'Une période publiée ne change pas en silence : toute correction est inscrite dans CHANGELOG.md.',
  correctedHidden: 'Celle qui trahirait un chiffre masqué n’est pas faite.',
  correctedNoisy: 'Les chiffres bruités ne sont tirés à nouveau qu’une fois au plus, tous ceux d’une période ensemble.',
  correctedCellKey: (presence, profile) =>
    `D’une telle période, on devine juste dans ${presence} des cas si cette requête est venue${profile === undefined ? '' : `, dans ${profile} quelles sont ses catégories`}.`,
  correctedDp: 'D’une telle période, epsilon est deux fois plus grand.',
  onePass: 'Ces chiffres viennent d’une seule lecture des journaux ; une lecture nouvelle les remplace en entier.',
  onePassHidden:
    'Qui en a gardé une plus ancienne peut comparer les deux : là où ses fonctionnalités, ses tableaux ou son seuil étaient autres, ou des lignes sont venues depuis, la différence peut trahir ce qui est masqué.',
  criteria: {
    singlingOut: {
      name: '**Individualisation** :',
      always: 'aucune ligne ne parle d’une personne.',
      threshold: (tables, k) =>
        `Dans ${tables}, un chiffre montré vaut au moins ${k}, mais ${k} requêtes peuvent venir d’une seule personne.`,
      noisy: (tables, k) =>
        `Dans ${tables}, un chiffre montré vaut au moins ${k} bruit compris, et peut venir d’une seule personne.`,
      exact: (tables) => `Dans ${tables}, un chiffre peut être 1 : il parle alors d’une requête d’une personne.`,
    },
    linkability: {
      name: '**Corrélation** :',
      always: 'aucun identifiant, même haché ou provisoire, ne relie deux requêtes, deux périodes ou deux tables.',
      from: (tables) =>
        `${tables} : des paires de fonctionnalités, requête par requête ; aucune paire n’est reliée à la suivante.`,
    },
    inference: {
      name: '**Inférence** :',
      nothingHidden: 'rien n’est masqué dans ce dossier ; ses chiffres peuvent dire ce que d’autres tables masquent.',
      besideExact:
        'les chiffres masqués se calculent là où une table non protégée, nommée plus haut, compte les mêmes requêtes.',
      thresholdAlone:
        'les chiffres masqués ne se calculent pas à partir des autres : tous les petits cas de jours et de leurs mois ont été parcourus, un par un.',
      thresholdBesideNoise:
        'les chiffres exacts et les chiffres bruités des mêmes requêtes, ensemble, disent un chiffre masqué dans de rares cas : parmi les petits cas parcourus un par un, moins de 2 jours masqués sur 100.',
      noisy: (tables) =>
        `dans ${tables}, les chiffres masqués s’estiment à partir des autres, dans de rares cas de près.`,
    },
  },
  rawLogs: (retention) =>
    retention ??
    'Les journaux d’origine restent chez le producteur et ne sont pas publiés. Leur durée de conservation n’est pas indiquée ici : demandez-la à qui répond.',
  noTracker:
    'Aucun traceur n’est déposé : ni cookie, ni script, ni image. Rien n’est demandé au terminal de la personne ; seul est compté ce que le serveur inscrit de toute façon.',
  notPromised: [
    'Onze requêtes ne sont pas onze personnes.',
    'Un robot qui ne se déclare pas n’est pas distingué d’une personne.',
    'Le nom d’une fonctionnalité est publié tel que le service l’a écrit.',
    'Que ces chiffres soient anonymes, ou sans donnée personnelle, au sens de la loi : c’est au producteur d’en juger.',
    'Aucune autorité n’a approuvé ni certifié ces chiffres ou cette méthode.',
  ],
  padding: {
    threshold:
      'Qui envoie lui-même des requêtes vers une fonctionnalité peu utilisée peut faire apparaître un chiffre, et en déduire qu’une autre requête est venue.',
    timed:
      'Les durées sont données par larges paliers, mais ne sont pas protégées : qui envoie toutes les autres requêtes apprend de chacune si une autre a dépassé un temps de son choix.',
    noisy:
      'Qui envoie ses propres requêtes devine mieux que par hasard si une autre est venue : de combien, c’est dit plus haut.',
    exact: 'Qui connaît toutes les requêtes sauf une lit dans un chiffre exact si celle-là est venue.',
  },
}
