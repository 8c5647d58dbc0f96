import type { Language, Both } from '../../domain/service.ts'
import type { Protection } from '../../domain/table.ts'

/** Every sentence of the page about privacy, so that both languages say the same. Arguments are Markdown already. */
export function privacyProse(language: Language) {
  const say = (words: Both) => words[language]
  return {
    title: say({ en: 'Privacy', fr: 'Confidentialité' }),
    otherLanguage: say({
      en: '*En français : [CONFIDENTIALITE.md](CONFIDENTIALITE.md).*',
      fr: '*In English: [PRIVACY.md](PRIVACY.md).*',
    }),
    opening: (service: string, hasSizes: boolean) =>
      say({
        en: `This dataset counts the requests that the service ${service} received. **It holds no address, no name and no identifier of whoever made one**: each figure is a number of requests${hasSizes ? ', or of bytes or milliseconds of their answers' : ''}.`,
        fr: `Ce jeu de données compte les requêtes reçues par le service ${service}. **Il ne contient ni adresse, ni nom, ni identifiant de qui les a faites** : chaque chiffre est un nombre de requêtes${hasSizes ? ', ou d’octets ou de millisecondes de leurs réponses' : ''}.`,
      }),
    /** Of tables that say which feature a request came from; of none. */
    openingFrom: (tables: string) =>
      say({
        en: `In ${tables} stands which feature of the service requests came from, that of the page before: one step, in numbers, never the way of somebody through the service.`,
        fr: `${tables} : de quelle fonctionnalité du service viennent les requêtes, celle de la page d’avant ; un seul pas, en nombres, jamais le parcours de quelqu’un.`,
      }),
    openingWithoutFrom: say({
      en: 'No table says how anyone went through the service.',
      fr: 'Aucun tableau ne dit par où quelqu’un est passé dans le service.',
    }),
    openingExact: (tables: string) =>
      say({
        en: `**In ${tables} nothing is hidden**: a figure of 1 tells of a single request.`,
        fr: `**Rien n’est masqué dans ${tables}** : un chiffre de 1 y parle d’une seule requête.`,
      }),
    openingEnd: say({
      en: 'This page says what is dropped, what is protected and how, and what we do not promise.',
      fr: 'Cette page dit ce qui est écarté, ce qui est protégé et comment, et ce que nous ne promettons pas.',
    }),
    heading: {
      responsible: say({ en: 'Who answers', fr: 'Qui répond' }),
      purpose: say({ en: 'What these figures are for', fr: 'À quoi servent ces chiffres' }),
      dropped: say({ en: 'What is dropped', fr: 'Ce qui est écarté' }),
      protected: say({ en: 'What is protected, and how', fr: 'Ce qui est protégé, et comment' }),
      guesses: say({ en: 'What can still be guessed', fr: 'Ce qui peut encore être deviné' }),
      closed: say({ en: 'Closed periods and corrections', fr: 'Périodes closes et corrections' }),
      criteria: say({ en: 'Singling out, linkability, inference', fr: 'Individualisation, corrélation, inférence' }),
      rawLogs: say({ en: 'The logs themselves', fr: 'Les journaux d’origine' }),
      notPromised: say({ en: 'What is not promised', fr: 'Ce qui n’est pas promis' }),
    },
    responsible: (names: string) =>
      say({
        en: `These figures are published by ${names}, who answers for them.`,
        fr: `Ces chiffres sont publiés par ${names}, qui en répond.`,
      }),
    contact: (words: string) =>
      say({ en: `Questions about personal data: ${words}`, fr: `Questions sur les données personnelles : ${words}` }),
    purpose: say({
      en: 'To know which features of the service are used, and so which to strengthen, to improve or to retire; and to make it public, since the service is a commons.',
      fr: 'Savoir quelles fonctionnalités du service sont utilisées, pour décider lesquelles renforcer, améliorer ou retirer ; et le rendre public, puisque le service est un bien commun.',
    }),
    read: say({
      en: 'The web server writes a line in its log for each request. All that leaves a line is a handful of positions in closed lists (the feature, the day, a kind of device …) and, to be added up where a table has them, the size and the duration of the answer; nothing of its text is published, not even as a hash.',
      fr: 'Le serveur web inscrit une ligne par requête dans son journal. De chaque ligne ne sort qu’une poignée de rangs dans des listes fermées (la fonctionnalité, le jour, un genre de terminal …) et, pour les additionner là où un tableau les a, le volume et la durée de la réponse ; rien de son texte n’est publié, pas même haché.',
    }),
    droppedHeader: [
      say({ en: 'in the line', fr: 'dans la ligne' }),
      say({ en: 'what leaves it', fr: 'ce qui en sort' }),
    ],
    /** What a line of a log may hold, and what becomes of it. */
    dropped: [
      [
        say({
          en: 'address, user name, cookie, request id',
          fr: 'adresse, nom d’utilisateur, cookie, identifiant de requête',
        }),
        say({ en: 'nothing: passed over unread', fr: 'rien : passés sans être lus' }),
      ],
      [
        say({ en: 'path', fr: 'chemin' }),
        say({
          en: 'the feature that it belongs to, else nothing',
          fr: 'la fonctionnalité à laquelle il appartient, sinon rien',
        }),
      ],
      [
        say({ en: 'parameters (`?…`)', fr: 'paramètres (`?…`)' }),
        say({
          en: 'nothing; only those that the definition of a feature names are compared with it, then forgotten',
          fr: 'rien ; seuls ceux que la définition d’une fonctionnalité nomme lui sont comparés, puis ils sont oubliés',
        }),
      ],
      [
        say({ en: 'full client software', fr: 'logiciel client complet' }),
        say({
          en: 'a kind: person, robot, program; family of browser, of system, of device',
          fr: 'un genre : personne, robot, programme ; famille de navigateur, de système, de terminal',
        }),
      ],
      [
        say({ en: 'method, status', fr: 'méthode, statut' }),
        say({
          en: 'whether it is a use or an error; the method or the class of status (2xx, 4xx …) where a table has it',
          fr: 'si c’est une utilisation ou une erreur ; la méthode ou la classe de statut (2xx, 4xx …) là où un tableau l’a',
        }),
      ],
      [
        say({ en: 'size, time spent', fr: 'volume, durée' }),
        say({
          en: 'the number, added to those of the period where a table has bytes or durations; else nothing',
          fr: 'le nombre, ajouté à ceux de la période là où un tableau a des octets ou des durées ; sinon rien',
        }),
      ],
      [
        say({ en: 'full referrer', fr: 'provenance complète' }),
        say({
          en: 'a kind of site, or a site that the service named beforehand; where a table asks for it, the feature of the page before',
          fr: 'un genre de site, ou un site que le service a nommé d’avance ; là où un tableau le demande, la fonctionnalité de la page d’avant',
        }),
      ],
      [
        say({ en: 'date and time', fr: 'date et heure' }),
        say({
          en: 'the day; the hour from 0 to 23 only in tables that say so, all days together',
          fr: 'le jour ; l’heure de 0 à 23 dans les seuls tableaux qui le disent, toutes les journées ensemble',
        }),
      ],
    ],
    tablesHeader: [say({ en: 'table', fr: 'tableau' }), say({ en: 'by', fr: 'par' }), 'protection'],
    protection: (protection: Protection) => {
      switch (protection.level) {
        case 'threshold':
          return say({
            en: `threshold: a figure below ${protection.k} is hidden`,
            fr: `seuil : un chiffre inférieur à ${protection.k} est masqué`,
          })
        case 'cell-key':
          return say({
            en: `bounded noise: at most ${protection.reach} either way, variance ${protection.variance}, a request being part of at most ${protection.views} noisy ${protection.views === 1 ? 'figure' : 'figures'} (V = ${protection.variance}, D = ${protection.reach}, T = ${protection.views}); then a threshold of ${protection.k}`,
            fr: `bruit borné : au plus ${protection.reach} en plus ou en moins, variance ${protection.variance}, une requête comptant dans ${protection.views} ${protection.views < 2 ? 'chiffre bruité' : 'chiffres bruités'} au plus (V = ${protection.variance}, D = ${protection.reach}, T = ${protection.views}) ; puis seuil de ${protection.k}`,
          })
        case 'dp':
          return say({
            en: `differential privacy: discrete Laplace noise, ε = ${protection.epsilon} a period for c = ${protection.changes} requests, T = ${protection.views}; then a threshold of ${protection.k}`,
            fr: `confidentialité différentielle : bruit de Laplace discret, ε = ${protection.epsilon} par période pour c = ${protection.changes} requêtes, T = ${protection.views} ; puis seuil de ${protection.k}`,
          })
        case 'exact':
          return say({
            en: '**not protected**: exact counts, risk accepted by the publisher',
            fr: '**non protégé** : comptes exacts, risque accepté par le producteur',
          })
      }
    },
    closed: (graceHours: number) =>
      say({
        en: `A period is called closed ${graceHours} ${graceHours === 1 ? 'hour' : 'hours'} after its end, when its last lines have had time to come. Periods that are covered in part are named in the [read-me](README.md).`,
        fr: `Une période est dite close ${graceHours} ${graceHours === 1 ? 'heure' : 'heures'} après sa fin, quand ses dernières lignes ont pu arriver. Les périodes couvertes en partie sont nommées dans le [lisez-moi](LISEZMOI.md).`,
      }),
    corrected: say({
      en: 'A published period never changes silently: each correction is in CHANGELOG.md.',
      fr: 'Une période publiée ne change pas en silence : toute correction est inscrite dans CHANGELOG.md.',
    }),
    /** Where something is hidden; where something has noise. */
    correctedHidden: say({
      en: 'One that would betray a hidden figure is not made.',
      fr: 'Celle qui trahirait un chiffre masqué n’est pas faite.',
    }),
    correctedNoisy: say({
      en: 'Figures with noise are drawn anew once at most, all of a period together.',
      fr: 'Les chiffres bruités ne sont tirés à nouveau qu’une fois au plus, tous ceux d’une période ensemble.',
    }),
    /** What two draws of one period tell more than one, by level. */
    correctedCellKey: (presence: string, profile: string | undefined) =>
      say({
        en: `Of such a period somebody guesses right in ${presence} of cases whether that request came${profile === undefined ? '' : `, in ${profile} which categories it has`}.`,
        fr: `D’une telle période, on devine juste dans ${presence} des cas si cette requête est venue${profile === undefined ? '' : `, dans ${profile} quelles sont ses catégories`}.`,
      }),
    correctedDp: say({
      en: 'Of such a period epsilon is twice as large.',
      fr: 'D’une telle période, epsilon est deux fois plus grand.',
    }),
    /** Instead of `corrected`, where there is no earlier version to follow; and where something is hidden. */
    onePass: say({
      en: 'These figures come from a single reading of the logs; a new reading replaces them whole.',
      fr: 'Ces chiffres viennent d’une seule lecture des journaux ; une lecture nouvelle les remplace en entier.',
    }),
    onePassHidden: say({
      en: 'Whoever kept an earlier one can compare both: where its features, its tables or its threshold were others, or lines have come since, the difference may tell what is hidden.',
      fr: 'Qui en a gardé une plus ancienne peut comparer les deux : là où ses fonctionnalités, ses tableaux ou son seuil étaient autres, ou des lignes sont venues depuis, la différence peut trahir ce qui est masqué.',
    }),
    guessesHeader: [
      say({ en: 'table', fr: 'tableau' }),
      say({ en: 'that it came', fr: 'qu’elle a eu lieu' }),
      say({ en: 'its categories', fr: 'ses catégories' }),
    ],
    guesses: say({
      en: 'Of a single request, in one period: how many times in a hundred does somebody guess right who sends requests of their own and knows all the others? 50 % is the toss of a coin, 100 % is certainty.',
      fr: 'Pour une requête isolée, dans une période : combien de fois sur cent devine juste quelqu’un qui envoie ses propres requêtes et connaît toutes les autres ? 50 %, c’est pile ou face ; 100 %, la certitude.',
    }),
    toldBy: (table: string) => say({ en: `${table} tells it anyway`, fr: `${table} le dit de toute façon` }),
    /** Some of the categories. */
    profileToldBy: (table: string) =>
      say({ en: `${table} tells some of them anyway`, fr: `${table} en dit une partie de toute façon` }),
    noCategories: say({ en: 'none', fr: 'sans objet' }),
    threshold: (tables: string, k: number) =>
      say({
        en: `A figure below ${k} is hidden in ${tables}, 0 included. **The threshold counts requests, not people.**`,
        fr: `Un chiffre inférieur à ${k} est masqué dans ${tables}, 0 compris. **Le seuil compte des requêtes, pas des personnes.**`,
      }),
    margins: (tables: string) =>
      say({
        en: `In ${tables} a larger figure is hidden too where it protects another (the first working day after the first hidden one of a month, say); it looks the same.`,
        fr: `Dans ${tables}, un chiffre plus grand est masqué aussi là où il en protège un autre (le premier jour ouvré après le premier jour masqué d’un mois, par exemple) ; il ne s’en distingue pas.`,
      }),
    cellKey: (tables: string) =>
      say({
        en: `The noise in ${tables} depends on a secret key, on the cell and on its count, not on the moment: the same count of the same cell always has the same noise, and publishing it again teaches nothing.`,
        fr: `Le bruit de ${tables} dépend d’une clé secrète, de la case et de son compte, non du moment : le même compte de la même case a toujours le même bruit, et republier n’apprend rien.`,
      }),
    folded: (tables: string) =>
      say({
        en: `What is hidden of one feature and period in ${tables} is told together as \`(other)\`, with a noise of its own, where that is large enough.`,
        fr: `Ce qui est masqué d’une fonctionnalité et d’une période dans ${tables} est dit ensemble sous \`(other)\`, avec un bruit propre, si cela est assez grand.`,
      }),
    dp: (tables: string) =>
      say({
        en: `The noise in ${tables} comes from no key: it is drawn at random, once for each figure, and what was published is kept.`,
        fr: `Le bruit de ${tables} ne vient d’aucune clé : il est tiré au hasard, une fois par chiffre, et ce qui a été publié est gardé.`,
      }),
    noisyPeriods: say({
      en: 'A period with noise is published only once it is over.',
      fr: 'Une période bruitée n’est publiée qu’une fois terminée.',
    }),
    exact: (tables: string, isOne: boolean) =>
      say({
        en: `${isOne ? 'Table of the service that is not protected' : 'Tables of the service that are not protected'}: ${tables}. Since every table counts the same requests, ${isOne ? 'it' : 'they'} may give away figures that are hidden elsewhere.`,
        fr: `${isOne ? 'Tableau non protégé' : 'Tableaux non protégés'} du service : ${tables}. Comme tous les tableaux comptent les mêmes requêtes, ${isOne ? 'il peut' : 'ils peuvent'} révéler des chiffres masqués ailleurs.`,
      }),
    criteria: {
      singlingOut: {
        name: say({ en: '**Singling out**:', fr: '**Individualisation** :' }),
        always: say({ en: 'no row is about a person.', fr: 'aucune ligne ne parle d’une personne.' }),
        threshold: (tables: string, k: number) =>
          say({
            en: `In ${tables} a figure that is shown is at least ${k}, but ${k} requests may come from one person.`,
            fr: `Dans ${tables}, un chiffre montré vaut au moins ${k}, mais ${k} requêtes peuvent venir d’une seule personne.`,
          }),
        noisy: (tables: string, k: number) =>
          say({
            en: `In ${tables} a figure that is shown is at least ${k} with its noise, and may come from one person.`,
            fr: `Dans ${tables}, un chiffre montré vaut au moins ${k} bruit compris, et peut venir d’une seule personne.`,
          }),
        exact: (tables: string) =>
          say({
            en: `In ${tables} a figure may be 1: it then tells of one request of one person.`,
            fr: `Dans ${tables}, un chiffre peut être 1 : il parle alors d’une requête d’une personne.`,
          }),
      },
      linkability: {
        name: say({ en: '**Linkability**:', fr: '**Corrélation** :' }),
        always: say({
          en: 'no identifier, be it hashed or short-lived, links two requests, two periods or two tables.',
          fr: 'aucun identifiant, même haché ou provisoire, ne relie deux requêtes, deux périodes ou deux tableaux.',
        }),
        from: (tables: string) =>
          say({
            en: `In ${tables} pairs of features are counted, request by request; no pair is linked to the next.`,
            fr: `${tables} : des paires de fonctionnalités, requête par requête ; aucune paire n’est reliée à la suivante.`,
          }),
      },
      inference: {
        name: say({ en: '**Inference**:', fr: '**Inférence** :' }),
        /** Nothing in the folder is hidden. */
        nothingHidden: say({
          en: 'nothing is hidden in this folder; its figures may tell what other tables hide.',
          fr: 'rien n’est masqué dans ce dossier ; ses chiffres peuvent dire ce que d’autres tableaux masquent.',
        }),
        besideExact: say({
          en: 'hidden figures can be computed where a table that is not protected, named above, counts the same requests.',
          fr: 'les chiffres masqués se calculent là où un tableau non protégé, nommé plus haut, compte les mêmes requêtes.',
        }),
        /** Exact figures of the folder, with and without figures with noise beside them. */
        thresholdAlone: say({
          en: 'hidden figures cannot be computed from the others: every small case of days and their months was gone through, one by one.',
          fr: 'les chiffres masqués ne se calculent pas à partir des autres : tous les petits cas de jours et de leurs mois ont été parcourus, un par un.',
        }),
        thresholdBesideNoise: say({
          en: 'exact figures and figures with noise count the same requests: in small cases of days and of their months by category, gone through one by one, no figure that is hidden among the exact ones follows.',
          fr: 'chiffres exacts et chiffres bruités comptent les mêmes requêtes : dans de petits cas de jours et de leurs mois par catégorie, parcourus un par un, aucun chiffre masqué parmi les exacts n’en découle.',
        }),
        noisy: (tables: string) =>
          say({
            en: `in ${tables} hidden figures can be estimated from the others, in rare cases closely.`,
            fr: `dans ${tables}, les chiffres masqués s’estiment à partir des autres, dans de rares cas de près.`,
          }),
      },
    },
    rawLogs: (retention: string | undefined) =>
      say({
        en:
          retention ??
          'The logs stay with the publisher and are not published. How long they are kept is not said here: ask whoever answers.',
        fr:
          retention ??
          'Les journaux d’origine restent chez le producteur et ne sont pas publiés. Leur durée de conservation n’est pas indiquée ici : demandez-la à qui répond.',
      }),
    noTracker: say({
      en: 'Counting adds no tracker: no cookie, no script, no image, and nothing is asked of anyone’s device for it. Only what the server writes anyway is counted; what the service itself places is not told here.',
      fr: 'Compter n’ajoute aucun traceur : ni cookie, ni script, ni image, et rien n’est demandé pour cela au terminal de la personne. Seul est compté ce que le serveur inscrit de toute façon ; ce que le service dépose par ailleurs n’est pas dit ici.',
    }),
    notPromised: [
      say({ en: 'So many requests are not so many people.', fr: 'Tant de requêtes ne sont pas tant de personnes.' }),
      say({
        en: 'A robot that does not declare itself is not told from a person.',
        fr: 'Un robot qui ne se déclare pas n’est pas distingué d’une personne.',
      }),
      say({
        en: 'The name of a feature is published as the service wrote it.',
        fr: 'Le nom d’une fonctionnalité est publié tel que le service l’a écrit.',
      }),
      say({
        en: 'That these figures are anonymous, or no personal data, in the sense of the law: that is for the publisher to judge.',
        fr: 'Que ces chiffres soient anonymes, ou sans donnée personnelle, au sens de la loi : c’est au producteur d’en juger.',
      }),
      say({
        en: 'No authority has approved or certified these figures or this method.',
        fr: 'Aucune autorité n’a approuvé ni certifié ces chiffres ou cette méthode.',
      }),
    ],
    /** What becomes of somebody who sends requests of their own: at `threshold`, of durations, with noise, at `exact`. */
    padding: {
      threshold: say({
        en: 'Somebody who sends requests to a quiet feature may make a figure appear, and conclude that another request came.',
        fr: 'Qui envoie lui-même des requêtes vers une fonctionnalité peu utilisée peut faire apparaître un chiffre, et en déduire qu’une autre requête est venue.',
      }),
      timed: say({
        en: 'Durations are told by wide steps, but are not protected: somebody who sends all other requests learns from each whether another took longer than a time of their choosing.',
        fr: 'Les durées sont données par larges paliers, mais ne sont pas protégées : qui envoie toutes les autres requêtes apprend de chacune si une autre a dépassé un temps de son choix.',
      }),
      noisy: say({
        en: 'Somebody who sends requests of their own guesses better than by chance whether another came: how much is said above.',
        fr: 'Qui envoie ses propres requêtes devine mieux que par hasard si une autre est venue : de combien, c’est dit plus haut.',
      }),
      exact: say({
        en: 'Somebody who knows all requests but one reads from an exact figure whether that one came.',
        fr: 'Qui connaît toutes les requêtes sauf une lit dans un chiffre exact si celle-là est venue.',
      }),
    },
  }
}

export type PrivacyProse = ReturnType<typeof privacyProse>
