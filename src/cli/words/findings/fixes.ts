import type { Both } from '../../../domain/service.ts'

/** What is wrong, and how to mend it. */
export type FindingWords = { readonly what: Both; readonly fix: Both }

export function mendedBy(fix: Both): (what: Both) => FindingWords {
  return (what) => ({ what, fix })
}

export const anew = mendedBy({
  en: 'write the folder anew, with comptage count --write or comptage run; if it is not yours, tell whoever publishes it',
  fr: 'écrivez le dossier de nouveau, par comptage count --write ou comptage run ; s’il n’est pas à vous, dites-le à qui le publie',
})

export const remove = mendedBy({
  en: 'take it out of the folder; what you add yourself belongs beside it',
  fr: 'ôtez-le du dossier ; ce que vous ajoutez vous-même se met à côté',
})

export const fetchAgain = mendedBy({
  en: 'fetch the folder again; if it stays so, tell whoever publishes it',
  fr: 'récupérez le dossier de nouveau ; si rien ne change, dites-le à qui le publie',
})

export const hide = mendedBy({
  en: 'take the folder offline, then publish it anew with the present version; tell whoever publishes it',
  fr: 'retirez le dossier du site, puis publiez-le de nouveau avec la version actuelle ; dites-le à qui le publie',
})
