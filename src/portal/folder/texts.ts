import type { DatasetFile } from '../dataset.ts'

const MARKDOWN = { format: 'md', mediaType: 'text/markdown' }

/** What describes the figures, beside them. The first two are for programs. */
export const TEXTS: readonly Omit<DatasetFile, 'bytes' | 'sha256' | 'isData'>[] = [
  {
    path: 'datapackage.json',
    title: { fr: 'Description pour les programmes (Data Package)', en: 'Description for programs (Data Package)' },
    description: {
      fr: 'Colonnes, types, tailles et empreintes de chaque fichier, méthode.',
      en: 'Columns, types, sizes and checksums of each file, method.',
    },
    format: 'json',
    mediaType: 'application/json',
  },
  {
    path: 'latest.json',
    title: { fr: 'Derniers chiffres, pour les programmes', en: 'Latest figures, for programs' },
    description: {
      fr: 'Pour chaque fonctionnalité, la dernière période complète, celle d’avant et la même de l’an dernier.',
      en: 'Of each feature, the last whole period, the one before and the same of last year.',
    },
    format: 'json',
    mediaType: 'application/json',
  },
  {
    path: 'LISEZMOI.md',
    title: { fr: 'Lisez-moi', en: 'Read-me in French' },
    description: {
      fr: 'Colonnes, méthode, limites, comment citer.',
      en: 'Columns, method, limits, how to cite; in French.',
    },
    ...MARKDOWN,
  },
  {
    path: 'README.md',
    title: { fr: 'Lisez-moi en anglais', en: 'Read-me' },
    description: {
      fr: 'Colonnes, méthode, limites, comment citer ; en anglais.',
      en: 'Columns, method, limits, how to cite.',
    },
    ...MARKDOWN,
  },
  {
    path: 'CONFIDENTIALITE.md',
    title: { fr: 'Confidentialité', en: 'Privacy, in French' },
    description: {
      fr: 'Ce qui est laissé de côté, la protection et ses paramètres.',
      en: 'What is passed over, the protection and its parameters; in French.',
    },
    ...MARKDOWN,
  },
  {
    path: 'PRIVACY.md',
    title: { fr: 'Confidentialité, en anglais', en: 'Privacy' },
    description: {
      fr: 'Ce qui est laissé de côté, la protection et ses paramètres ; en anglais.',
      en: 'What is passed over, the protection and its parameters.',
    },
    ...MARKDOWN,
  },
  {
    path: 'CHANGELOG.md',
    title: { fr: 'Versions', en: 'Versions' },
    description: { fr: 'Ce que chaque version a changé.', en: 'What each version changed.' },
    ...MARKDOWN,
  },
  {
    path: 'NOTICE',
    title: { fr: 'Mention de la licence', en: 'Licence notice' },
    description: {
      fr: 'La phrase que demande la licence.',
      en: 'The sentence that the licence asks for.',
    },
    format: 'txt',
    mediaType: 'text/plain',
  },
]
