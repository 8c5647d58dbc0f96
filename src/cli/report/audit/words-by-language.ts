import type { Language } from '../../../domain/service.ts'
import type { AuditWords } from './audit-words.ts'
import { ENGLISH } from './english.ts'
import { FRENCH } from './french.ts'

/** In the language that is spoken. */
export function auditWords(language: Language): AuditWords {
  return language === 'fr' ? FRENCH : ENGLISH
}
