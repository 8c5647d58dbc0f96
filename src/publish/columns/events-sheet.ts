import { dayText } from '../../domain/calendar.ts'
import type { ServiceEvent, Voice, Language } from '../../domain/service.ts'
import type { ReadablePublication } from '../publication.ts'
import { otherLanguage } from '../words.ts'
import { DATE, givenIn, sheetOf, TEXT, type Column, type Sheet } from './column.ts'
import { FEATURE_COLUMN } from './dimension-columns.ts'

/** What happened, as the operator tells it, the oldest first; undefined: they tell of nothing, and there is no file. */
export function eventsSheet({ voice, language }: ReadablePublication): Sheet | undefined {
  if (voice?.events === undefined) return undefined
  const meaning = {
    name: 'events',
    title: { fr: 'Événements', en: 'Events' },
    description: {
      fr: 'Ce qui est arrivé au service, dit par son équipe\u202F; rien n’en est tiré des journaux.',
      en: 'What happened to the service, told by its team; nothing of it comes from the logs.',
    },
  }
  const date: Column<ServiceEvent> = {
    ...DATE,
    description: { fr: 'Le jour de l’événement', en: 'The day of the event' },
    textOf: (event) => dayText(event.date),
  }
  return sheetOf(meaning, [date, FEATURE, textColumn('fr', language), textColumn('en', language)], voice.events)
}

/** By date, then in an order that the configuration does not decide: it stands in no file. A feature that is not published has no event. */
export function eventsInOrder(voice: Voice, features: ReadablePublication['features']): Voice {
  const { events, ...rest } = voice
  const ids = new Set(features.map(({ id }) => id))
  const told = (events ?? []).filter(({ feature }) => feature === undefined || ids.has(feature))
  if (told.length === 0) return rest
  const keyOf = ({ feature = '', text }: ServiceEvent) => JSON.stringify([feature, text.fr ?? '', text.en ?? ''])
  return { ...rest, events: told.toSorted((a, b) => a.date - b.date || (keyOf(a) < keyOf(b) ? -1 : 1)) }
}

const FEATURE: Column<ServiceEvent> = {
  ...FEATURE_COLUMN,
  namesFeatures: true,
  empty: { fr: 'tout le service', en: 'the whole service' },
  textOf: ({ feature = '' }) => feature,
}

function textColumn(language: Language, main: Language): Column<ServiceEvent> {
  const french = language === 'fr'
  return {
    ...TEXT,
    name: { fr: `texte_${language}`, en: `text_${language}` },
    title: french ? { fr: 'Texte français', en: 'French text' } : { fr: 'Texte anglais', en: 'English text' },
    ...givenIn(language, main, { fr: 'Ce qui est arrivé', en: 'What happened' }),
    // That of the dataset's own language is never empty.
    textOf: ({ text }) => text[language] ?? (language === main ? text[otherLanguage(language)] : undefined) ?? '',
  }
}
