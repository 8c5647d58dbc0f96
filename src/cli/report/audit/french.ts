import { grouped } from '../../words/words.ts'
import type { AuditWords } from './audit-words.ts'
import { passedText } from '../passed-text.ts'
import { about, change, milliseconds, rate } from './figures.ts'

const counted = (uses: number): string => `${grouped(uses)} ${uses > 1 ? 'utilisations' : 'utilisation'}`

export const FRENCH: AuditWords = {
  language: 'fr',
  title: (service) => `Audit de ${service}`,
  warning:
    'À NE PAS PUBLIER. Ces chiffres sont exacts, les petits compris : ils peuvent montrer ce qu’a fait une seule personne. Pour des chiffres publiables, utilisez comptage count ou comptage run.',
  warningOfFolder:
    'Fait des seuls chiffres publiés : un chiffre masqué peut être n’importe quel petit nombre, les utilisations et les erreurs sont donc des minimums.',
  period: (from, to) => `Période jugée : du ${from} au ${to}.`,
  compared: (from, to) => `Comparée à la période du ${from} au ${to}.`,
  covered: (days, of) =>
    `Sur ses ${of} jours, ${days} ${days === 1 ? 'a' : 'ont'} des lignes ; les autres ne comptent pour rien.`,
  tooFewDays: (days) =>
    `Trop peu de jours avec des lignes (${days}) pour une tendance, et pour retirer quoi que ce soit : il en faut 28 dans ces périodes. Les verdicts peuvent changer au 28e.`,
  verdicts: {
    strengthen: 'renforcer',
    improve: 'améliorer',
    retire: 'retirer',
    keep: 'garder',
    'too-little': 'trop peu pour le dire',
  },
  reasons: {
    'server-errors': (reason) =>
      `le service a échoué pour ${rate(reason.share, 'fr')} des requêtes (5xx ; au moins ${rate(reason.low, 'fr')}), plus de ${rate(reason.limit, 'fr')}`,
    'client-errors': (reason) =>
      `${rate(reason.share, 'fr')} des requêtes refusées ou introuvables (4xx ; au moins ${rate(reason.low, 'fr')}), plus de ${rate(reason.limit, 'fr')}`,
    slow: (reason) =>
      `5 utilisations sur 100 ont pris plus de ${milliseconds(reason.p95Ms, 'fr')}, au-delà de ${milliseconds(reason.limitMs, 'fr')}`,
    unused: (reason) =>
      `${about(reason.uses, 'fr')} utilisations en 28 jours, moins de ${reason.limit}, pour ${about(reason.average, 'fr')} en moyenne par fonctionnalité`,
    'passed-over': (reason) =>
      `${counted(reason.uses)} ces jours-là, mais des requêtes qui ne comptent pas : ${passedText(reason.passed, 'fr')}`,
    few: (reason) => `${reason.requests} utilisations et erreurs, moins de ${reason.limit}`,
    strong: (reason) =>
      `${rate(reason.share, 'fr')} des utilisations (au moins ${rate(reason.low, 'fr')}), plus de ${rate(reason.limit, 'fr')}`,
    growing: (reason) => `${change(reason.change)} par rapport au reste du service`,
    falling: (reason) =>
      `aucune règle ne s’applique ; en baisse, ${change(reason.change)} par rapport au reste du service`,
    steady: () => 'aucune règle ne s’applique',
    hidden: (reason) =>
      `ses utilisations sont masquées ${reason.days} ${reason.days === 1 ? 'jour' : 'jours'}, et cela décide`,
  },
  trend: (trend) => {
    if (trend === undefined) return '–'
    return trend.direction === 'flat' ? '≈' : `${trend.direction === 'growing' ? '▲' : '▼'} ${change(trend.change)}`
  },
  never: 'jamais',
  columns: {
    feature: 'fonctionnalité',
    uses: 'utilisations',
    before: 'avant',
    share: 'part',
    trend: 'tendance',
    days: 'par jour',
    entries: 'entrées',
    errors: 'erreurs',
    clientErrors: '4xx',
    serverErrors: '5xx',
    p50: 'médiane',
    p95: '95 %',
    lastUse: 'dernière',
    verdict: 'verdict',
    why: 'parce que',
    requests: 'requêtes',
    shape: 'forme',
    resembles: 'ressemble à',
    client: 'qui',
    lines: 'lignes',
    fate: 'devenues',
  },
  sections: {
    verdicts: 'Que faire',
    figures: 'Chiffres',
    unused: 'Jamais utilisées',
    dead: 'Liens morts',
    unmatched: 'Chemins sans fonctionnalité',
    passed: 'Ce qui vise des fonctionnalités et ne compte pas',
    robots: 'Robots, et programmes qui ne comptent pas',
    quality: 'Qualité',
    reading: 'Comment lire',
  },
  unused: (features) => `Aucune utilisation ces jours-là : ${features}.`,
  noneUnused: 'Toutes les fonctionnalités ont été utilisées.',
  noDead: 'Aucun chemin introuvable ne ressemble à une fonctionnalité, pour autant que le vocabulaire fermé le montre.',
  dead: 'Introuvables (404, 410), et très semblables à une fonctionnalité : un lien ancien, ou faux.',
  noneUnmatched: 'Chaque chemin auquel il a été répondu a sa fonctionnalité.',
  otherShapes: (k) => `(autres formes, ou moins de ${k} requêtes)`,
  passed:
    'Requêtes auxquelles il a été répondu, sans les robots déclarés. Là où elles dépassent les utilisations, la carte oublie peut-être ce qu’est la fonctionnalité.',
  nonePassed: 'Rien : tout ce qui a été servi pour une fonctionnalité compte.',
  passedUnknown:
    'Ce qui vise une fonctionnalité et ne compte pas, comme les requêtes de programmes, seuls les journaux le disent : regardez-y avant de retirer quoi que ce soit.',
  errorsHidden: (days) => ` ; ses erreurs sont masquées pendant ${days} ${days === 1 ? 'jour' : 'jours'}`,
  hidden: 'masquées',
  robots: 'Requêtes de fonctionnalités par qui se déclare n’être personne.',
  noRobots: 'Aucun n’a demandé de fonctionnalité.',
  robotKinds: {
    'search-robot': 'moteurs de recherche',
    monitor: 'surveillance',
    'other-robot': 'autres robots, aperçus compris',
    machine: 'programmes, lecteurs de flux, clients de cartes',
    unknown: 'sans agent, ou illisible',
    human: 'personnes',
    'ai-robot training': 'IA : pour entraîner des modèles',
    'ai-robot search': 'IA : pour un index de recherche',
    'ai-robot assistant': 'IA : pour la question d’une personne',
  },
  noGaps: 'Aucun jour n’est sans ligne.',
  gaps: (gaps) => `Jours sans aucune ligne : ${gaps}.`,
  errorsTogether:
    'Ici, les erreurs du service ne se distinguent pas de celles du client : toutes sont jugées à la limite des 4xx. Un jeu de données par jour, fonctionnalité et status les distingue.',
  entriesUnknown: 'Les entrées sont inconnues : le journal n’a pas de provenance, ou le service ni url: ni hosts:.',
  reading: [
    'Une utilisation est une requête qui a réussi, pas une personne. Une entrée est une utilisation venue de l’extérieur, ou de nulle part.',
    'Les parts dépendent du découpage en fonctionnalités. Une tendance se lit par rapport au reste du service : un mois calme n’en est pas une.',
    'Un verdict est la première règle qui s’applique. C’est un endroit où regarder, pas une décision.',
  ],
  rules: (n) => [
    `améliorer : au moins ${grouped(n.least_errors)} erreurs, et 5xx sûrement au-dessus de ${rate(n.server_errors, 'fr')} et de ${n.times_median} fois la médiane, ou 4xx au-dessus de ${rate(n.client_errors, 'fr')} et de ${n.times_median} fois la médiane ; ou au moins ${n.slow_uses} utilisations, et le 95e centile au-dessus de ${milliseconds(n.slow_ms, 'fr')} et de ${n.slow_times_median} fois la médiane`,
    `retirer : moins de ${n.retire_uses} utilisations en 28 jours, où les fonctionnalités en ont au moins ${n.retire_average} en moyenne ; ni en hausse, ni l’accueil, ni rien de moins de 28 jours, ni rien que visent ${n.retire_uses} requêtes ou plus qui ne comptent pas`,
    `trop peu pour le dire : moins de ${n.least_requests} utilisations et erreurs`,
    `renforcer : sûrement ${n.strong_share} fois la part moyenne ou plus, sans baisse ; ou en hausse, et pas sous ${n.growing_share} de celle-ci`,
    `garder : tout le reste`,
    `une tendance : ${change(n.change)} ou −${Math.round(n.change * 100)} % par rapport à la médiane des autres fonctionnalités, ses propres utilisations par jour allant dans le même sens, et ${n.deviations} erreurs types, à partir de 28 jours`,
    'Chaque nombre peut être changé : audit: dans la configuration.',
  ],
}
