import type { TableRule } from '../../../domain/table.ts'
import type { Both } from '../../../domain/service.ts'

/** Why a table may not be published so, and what may be done. */
export const TABLE_RULES: Readonly<Record<TableRule, Both<readonly [why: string, fix: string]>>> = {
  'threshold-on-breakdown': {
    en: [
      'a bare threshold on a breakdown can be undone by subtraction',
      'use protection: cell-key, which adds noise to every cell, or leave out the further dimensions',
    ],
    fr: [
      'un simple seuil sur une ventilation se défait par soustraction',
      'prenez protection: cell-key, qui ajoute un bruit à chaque case, ou ôtez les dimensions supplémentaires',
    ],
  },
  'exact-needs-accept-risk': {
    en: [
      'exact figures show what single people did',
      'say accept_risk: true (or --accept-risk) if that is what you want; the metadata will say so',
    ],
    fr: [
      'des chiffres exacts montrent ce qu’une personne seule a fait',
      'si c’est bien ce que vous voulez, écrivez accept_risk: true (ou --accept-risk) ; les métadonnées le diront',
    ],
  },
  'too-many-views': {
    en: [
      'with it, one request would be part of more than four noisy figures of the service',
      'keep at most four tables with noise; one that has the measure entries counts twice',
    ],
    fr: [
      'avec elle, une même requête entrerait dans plus de quatre chiffres bruités du service',
      'gardez au plus quatre tables avec bruit ; celle qui a la mesure entries compte double',
    ],
  },
  'dp-needs-since': {
    en: ['its rows must not depend on the logs', 'say since: the first day of the service'],
    fr: ['ses lignes ne doivent pas dépendre des journaux', 'indiquez since: le premier jour du service'],
  },
  'bytes-needs-exact': {
    en: ['a sum of known page sizes tells how often a page was sent', 'leave out bytes, or use protection: exact'],
    fr: [
      'une somme de tailles de pages connues dit combien de fois une page a été envoyée',
      'ôtez bytes, ou prenez protection: exact',
    ],
  },
  'told-twice': {
    en: ['a dimension tells one of its measures already, as status tells the errors', 'leave out that measure'],
    fr: ['une dimension dit déjà une de ses mesures, comme status dit les erreurs', 'ôtez cette mesure'],
  },
  'entries-needs-requests': {
    en: ['entries alone cannot be protected', 'add the measure requests'],
    fr: ['entries ne peut pas être protégée seule', 'ajoutez la mesure requests'],
  },
  'durations-need-requests': {
    en: ['a duration is shown only where its uses are', 'add the measure requests'],
    fr: ['une durée n’est montrée que là où ses utilisations le sont', 'ajoutez la mesure requests'],
  },
  'durations-have-no-noise': {
    en: [
      'a true duration beside noisy counts would tell the noise',
      'leave out duration_p50 and duration_p95, or use a table by period and feature at protection: threshold',
    ],
    fr: [
      'une vraie durée à côté de nombres bruités livrerait le bruit',
      'ôtez duration_p50 et duration_p95, ou prenez un tableau par période et feature, avec protection: threshold',
    ],
  },
  'from-only-by-month': {
    en: ['where uses came from is published by month or longer', 'use month, quarter or year'],
    fr: ['d’où viennent les utilisations ne se publie que par mois ou plus', 'prenez month, quarter ou year'],
  },
  'hour-only-by-month': {
    en: ['hours are published as a profile of a month only', 'use by: [month, feature, hour]'],
    fr: ['les heures ne se publient qu’en profil d’un mois', 'écrivez by: [month, feature, hour]'],
  },
  'two-dimensions-by-month': {
    en: ['two further dimensions make small cells', 'use month, quarter or year'],
    fr: ['deux dimensions supplémentaires font de petites cases', 'prenez month, quarter ou year'],
  },
  'more-than-two-dimensions': {
    en: ['at most two dimensions may stand beside period and feature', 'make several tables'],
    fr: ['à côté de la période et de feature, deux dimensions au plus', 'faites plusieurs tableaux'],
  },
  'counted-twice': {
    en: [
      'a table before it has the same period and dimensions, and the two would be added up',
      'give one of them all measures, and leave out the other',
    ],
    fr: [
      'un tableau avant lui a la même période et les mêmes dimensions, et les deux seraient additionnés',
      'donnez toutes les mesures à l’une, et ôtez l’autre',
    ],
  },
  'three-noise-free-periods': {
    en: [
      'a third length of period would tell hidden figures by subtraction',
      'keep at most two of day, month, quarter and year over all tables',
    ],
    fr: [
      'une troisième durée de période livrerait des chiffres masqués par soustraction',
      'gardez au plus deux durées parmi day, month, quarter et year, tous tableaux confondus',
    ],
  },
  'week-beside-longer': {
    en: [
      'weeks straddle months, and their difference tells hidden figures',
      'keep either week, or month, quarter and year',
    ],
    fr: [
      'les semaines chevauchent les mois, et la différence livre des chiffres masqués',
      'gardez soit week, soit month, quarter et year',
    ],
  },
  'too-many-cells': {
    en: [
      'it could have more than a million cells in the periods that are open at one time',
      'use a longer period, or leave out a dimension',
    ],
    fr: [
      'elle pourrait avoir plus d’un million de cases dans les périodes ouvertes en même temps',
      'prenez une période plus longue, ou ôtez une dimension',
    ],
  },
}
