import type { ImportFault } from '../../../domain/feature.ts'
import type { Both } from '../../../domain/service.ts'

/** Why a document is not taken for features, and what to do about it. */
export const IMPORT_FAULTS: Readonly<Record<ImportFault, Both<readonly [why: string, fix: string]>>> = {
  unreadable: {
    en: ['it cannot be read', 'check the path, which starts at the folder of the configuration'],
    fr: ['il ne peut pas être lu', 'vérifiez le chemin, qui part du dossier de la configuration'],
  },
  remote: {
    en: ['it is on another machine, and nothing is fetched', 'download it, and name the file'],
    fr: ['il se trouve sur une autre machine, et rien n’est téléchargé', 'téléchargez-le, et désignez le fichier'],
  },
  'too-large': {
    en: ['it is larger than 16 MB', 'name a smaller part of it'],
    fr: ['il dépasse 16 Mo', 'désignez-en une partie plus petite'],
  },
  syntax: {
    en: ['it is neither JSON nor YAML', 'check the file'],
    fr: ['ce document n’est ni du JSON ni du YAML', 'vérifiez le fichier'],
  },
  aliases: {
    en: ['its aliases would fill the memory', 'write it without aliases'],
    fr: ['ses alias rempliraient la mémoire', 'écrivez-le sans alias'],
  },
  'too-deep': {
    en: ['it nests more than 500 deep', 'check the file'],
    fr: ['il s’emboîte sur plus de 500 niveaux', 'vérifiez le fichier'],
  },
  'not-openapi': {
    en: ['it says no version of OpenAPI', 'name a description with openapi: or swagger:'],
    fr: ['aucune version d’OpenAPI n’y figure', 'désignez une description qui contient openapi: ou swagger:'],
  },
  version: {
    en: ['its version of OpenAPI is unknown', 'take 2.0, 3.0, 3.1 or 3.2'],
    fr: ['sa version d’OpenAPI est inconnue', 'prenez 2.0, 3.0, 3.1 ou 3.2'],
  },
  'no-operation': {
    en: ['it has no operation', 'check its paths:'],
    fr: ['aucune opération n’y figure', 'vérifiez ses paths:'],
  },
  'no-pattern': {
    en: [
      'no pattern can say its operations',
      'write features with a match: of their own; a path begins with /, and a parameter is a whole segment',
    ],
    fr: [
      'aucun motif ne peut dire ses opérations',
      'écrivez des fonctionnalités avec leur match: ; un chemin commence par /, et un paramètre y est un segment entier',
    ],
  },
  'reference-outside': {
    en: ['a path of it refers to something outside its folder', 'keep all its files in one folder'],
    fr: ['un de ses chemins renvoie hors de son dossier', 'gardez tous ses fichiers dans un même dossier'],
  },
  'reference-missing': {
    en: ['a path of it refers to nothing', 'check its $ref:'],
    fr: ['un de ses chemins ne renvoie à rien', 'vérifiez ses $ref:'],
  },
  'reference-loop': {
    en: ['a path of it refers on and on', 'check its $ref:'],
    fr: ['un de ses chemins renvoie sans fin', 'vérifiez ses $ref:'],
  },
  'too-many': {
    en: ['it has more than 500 parts', 'name a smaller part of it'],
    fr: ['il compte plus de 500 parties', 'désignez-en une partie plus petite'],
  },
  doctype: {
    en: ['it declares entities or a document type', 'write it without <!DOCTYPE'],
    fr: ['il déclare des entités, ou un type de document', 'écrivez-le sans <!DOCTYPE'],
  },
  'sitemap-index': {
    en: ['it lists other sitemaps', 'name those that it lists, each in an entry'],
    fr: ['il énumère des sitemaps', 'désignez chacun par une entrée'],
  },
  'not-sitemap': {
    en: ['it is no sitemap', 'name a file with <urlset> and whole addresses'],
    fr: ['ce document est autre chose qu’un sitemap', 'désignez un fichier avec <urlset> et des adresses entières'],
  },
  'no-page': {
    en: ['it names no page', 'check its <loc>'],
    fr: ['aucune page n’y est nommée', 'vérifiez ses <loc>'],
  },
}
