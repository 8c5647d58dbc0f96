import type { Language } from '../../../domain/service.ts'
import type { AuditWords } from './audit-words.ts'
import { ENGLISH } from './english.ts'
import { FRENCH } from './french.ts'

export const AUDIT_WORDS: Readonly<Record<Language, AuditWords>> = { en: ENGLISH, fr: FRENCH }
