import type { Prose } from './prose.ts'

export const FRENCH: Prose = {
  title: 'Confidentialité',
  otherLanguage: '*In English: [PRIVACY.md](PRIVACY.md).*',
  opening: (service) =>
    `Ce jeu de données compte les requêtes reçues par le service ${service}. **Il ne contient aucune donnée personnelle** : ni adresse, ni nom, ni identifiant, ni parcours. Cette page dit ce qui est écarté, ce qui est masqué ou brouillé, et ce que nous ne promettons pas.`,
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
  contact: (words) => `Questions sur les données personnelles : ${words}`,
  purpose:
    'Savoir quelles fonctionnalités du service sont utilisées, pour décider lesquelles renforcer, améliorer ou retirer ; et le rendre public, puisque le service est un bien commun.',
  read: 'Le serveur web inscrit une ligne par requête dans son journal. De chaque ligne ne sort qu’une poignée de rangs dans des listes fermées (la fonctionnalité, le jour, un genre de terminal …) ; le texte de la ligne n’est ni gardé, ni haché, ni cité.',
  droppedHeader: ['dans la ligne', 'ce qui en sort'],
  dropped: [
    ['adresse, nom d’utilisateur, cookie, identifiant de requête', 'rien : passés sans être lus'],
    ['chemin', 'la fonctionnalité à laquelle il appartient, sinon rien'],
    [
      'paramètres (`?…`)',
      'rien ; seuls ceux que la définition d’une fonctionnalité nomme lui sont comparés, puis ils sont oubliés',
    ],
    [
      'logiciel client complet',
      'un genre : personne, robot, programme ; famille de navigateur, de système, de terminal',
    ],
    ['provenance complète', 'un genre de site, ou un site que le service a nommé d’avance'],
    ['date et heure', 'le jour ; l’heure de 0 à 23 dans les seules tables qui le disent, toutes les journées ensemble'],
  ],
  tablesHeader: ['table', 'par', 'protection'],
  protection: (protection) => {
    switch (protection.level) {
      case 'threshold':
        return `seuil : un chiffre inférieur à ${protection.k} est masqué`
      case 'cell-key':
        return `bruit borné : au plus ${protection.reach} en plus ou en moins, variance ${protection.variance}, une requête comptant dans ${protection.views} chiffre(s) bruité(s) au plus (V = ${protection.variance}, D = ${protection.reach}, T = ${protection.views}) ; puis seuil de ${protection.k}`
      case 'dp':
        return `confidentialité différentielle : bruit de Laplace discret, ε = ${protection.epsilon} par période pour c = ${protection.changes} requêtes, T = ${protection.views} ; puis seuil de ${protection.k}`
      case 'exact':
        return '**non protégé** : comptes exacts, risque accepté par le producteur'
    }
  },
  threshold: (k) =>
    `Un chiffre inférieur à ${k} est masqué, 0 compris ; il ne se distingue pas d’un chiffre masqué parce qu’il en trahirait un autre (un mois dont un seul jour serait masqué, par exemple). **Le seuil compte des requêtes, pas des personnes.**`,
  noise:
    'Le bruit d’un chiffre dépend d’une clé secrète et de la case, non du moment : la même case a toujours le même bruit, et republier n’apprend rien. Les petites catégories sont regroupées dans `(other)`, et une période n’est publiée qu’une fois terminée.',
  exact: (tables) =>
    `Tables non protégées du service : ${tables}. Comme toutes les tables comptent les mêmes requêtes, elles peuvent révéler des chiffres masqués ailleurs.`,
  guesses:
    'Pour une requête isolée, dans une période : combien de fois sur cent devine juste quelqu’un qui envoie ses propres requêtes et connaît toutes les autres ? 50 %, c’est pile ou face ; 100 %, la certitude.',
  guessesHeader: ['table', 'qu’elle a eu lieu', 'ses catégories'],
  toldBy: (table) => `${table} le dit de toute façon`,
  noCategories: 'sans objet',
  closed: (graceHours) =>
    `Une période est dite close ${graceHours} heures après sa fin, quand ses dernières lignes ont pu arriver. Les périodes couvertes en partie sont nommées dans LISEZMOI.md.`,
  corrected:
    'Une période publiée ne change pas en silence : toute correction est inscrite dans CHANGELOG.md. Celle qui trahirait un chiffre masqué n’est pas faite. Les chiffres bruités ne sont tirés à nouveau qu’une fois au plus, tous ceux d’une période ensemble.',
  onePass: 'Ces chiffres viennent d’une seule lecture des journaux ; une lecture nouvelle les remplace en entier.',
  criteria: [
    '**Individualisation** : aucune ligne ne parle d’une personne ; dans une table protégée un chiffre montré vaut au moins le seuil, mais onze requêtes peuvent venir d’une seule personne.',
    '**Corrélation** : aucun identifiant, même haché ou provisoire, ne relie deux requêtes, deux périodes ou deux tables.',
    '**Inférence** : les chiffres masqués ne se calculent pas à partir des autres, sauf là où une table non protégée, nommée plus haut, les dit ; ce qui se devine encore est dit plus haut.',
  ],
  rawLogs: (retention) =>
    retention ??
    'Les journaux d’origine restent chez le producteur et ne sont pas publiés. Leur durée de conservation n’est pas indiquée ici : demandez-la à qui répond.',
  noTracker:
    'Aucun traceur n’est déposé : ni cookie, ni script, ni image. Rien n’est demandé au terminal de la personne ; seul est compté ce que le serveur inscrit de toute façon.',
  notPromised: [
    'Onze requêtes ne sont pas onze personnes.',
    'Un robot qui ne se déclare pas n’est pas distingué d’une personne.',
    'Qui envoie lui-même des requêtes vers une fonctionnalité peu utilisée peut faire apparaître un chiffre, et en déduire qu’une autre requête est venue.',
    'Le nom d’une fonctionnalité est publié tel que le service l’a écrit.',
    'Aucune autorité n’a approuvé ni certifié ces chiffres ou cette méthode.',
  ],
}
