import type { YamlFault } from '../../../domain/problem/configuration-problems.ts'
import type { Both } from '../../../domain/service.ts'

type Fault = { readonly what: Both; readonly fix: Both }

const TAGS: Fault = {
  what: { en: 'tags (!name) are not read', fr: 'les étiquettes (!nom) ne sont pas lues' },
  fix: {
    en: 'take it away; a text that begins with an exclamation mark needs quotes round it',
    fr: 'retirez-la ; un texte qui commence par un point d’exclamation se met entre guillemets',
  },
}

const NAMES: Fault = {
  what: { en: 'a name (&name) is out of place', fr: 'un nom (&nom) n’est pas à sa place' },
  fix: {
    en: 'take it away; a text that begins with & or * needs quotes round it',
    fr: 'retirez-le ; un texte qui commence par & ou * se met entre guillemets',
  },
}

/** Why a file is not read as YAML, or more of YAML than a configuration may hold. */
export const YAML_FAULTS: Readonly<Record<YamlFault, Fault>> = {
  MISSING_CHAR: notYaml({
    en: 'a quote, a comma or a bracket is missing',
    fr: 'un guillemet, une virgule ou un crochet manque',
  }),
  BAD_INDENT: notYaml({ en: 'a line is indented wrongly', fr: 'une ligne est mal indentée' }),
  TAB_AS_INDENT: notYaml({ en: 'a tab indents', fr: 'une tabulation sert d’indentation' }),
  BLOCK_AS_IMPLICIT_KEY: notYaml({ en: 'a key holds another', fr: 'une clé en contient une autre' }),
  BLOCK_IN_FLOW: notYaml({
    en: 'indented lines stand within brackets',
    fr: 'des lignes indentées se trouvent entre crochets',
  }),
  BAD_SCALAR_START: notYaml({ en: 'no text begins with this sign', fr: 'aucun texte ne commence par ce signe' }),
  UNEXPECTED_TOKEN: notYaml({ en: 'a sign is out of place', fr: 'un signe n’est pas à sa place' }),
  MULTILINE_IMPLICIT_KEY: notYaml({
    en: 'a key goes on in a second line',
    fr: 'une clé continue sur une deuxième ligne',
  }),
  KEY_OVER_1024_CHARS: notYaml({ en: 'a key has more than 1,024 signs', fr: 'une clé dépasse 1 024 signes' }),
  IMPOSSIBLE: notYaml({ en: 'it cannot be understood', fr: 'il ne peut pas être compris' }),
  DUPLICATE_KEY: {
    what: { en: 'this key stands here for the second time', fr: 'cette clé figure ici pour la seconde fois' },
    fix: { en: 'take one of the two away', fr: 'retirez l’une des deux' },
  },
  BAD_DQ_ESCAPE: {
    what: {
      en: 'between double quotes a backslash begins a sign of its own, and there is none of this name',
      fr: 'entre guillemets doubles, une barre oblique inverse annonce un signe particulier, et celui-ci n’existe pas',
    },
    fix: {
      en: "write the backslash twice, or put the text between single quotes: '\\d'",
      fr: "doublez la barre oblique inverse, ou mettez le texte entre guillemets simples : '\\d'",
    },
  },
  BAD_DIRECTIVE: {
    what: { en: 'a line begins with %', fr: 'une ligne commence par %' },
    fix: {
      en: 'take it away; a text that begins with % needs quotes round it',
      fr: 'retirez-la ; un texte qui commence par % se met entre guillemets',
    },
  },
  TOO_DEEP: {
    what: { en: 'this file nests more than 500 deep', fr: 'ce fichier s’emboîte sur plus de 500 niveaux' },
    fix: {
      en: 'nest less, or indent by fewer blanks: each counts as a level',
      fr: 'emboîtez moins, ou indentez de moins d’espaces : chacun compte pour un niveau',
    },
  },
  MULTIPLE_DOCS: {
    what: { en: 'a second document begins in this file', fr: 'un second document commence dans ce fichier' },
    fix: {
      en: 'keep one configuration a file: take the line --- and the other away',
      fr: 'une seule configuration par fichier : retirez la ligne --- et l’autre',
    },
  },
  TAG_RESOLVE_FAILED: TAGS,
  MULTIPLE_TAGS: TAGS,
  BAD_COLLECTION_TYPE: TAGS,
  NON_STRING_KEY: {
    what: {
      en: 'a list or a mapping stands where a key should',
      fr: 'une liste ou un groupe de clés est à la place d’une clé',
    },
    fix: {
      en: 'write a key; a text that begins with [ or { needs quotes round it',
      fr: 'écrivez une clé ; un texte qui commence par [ ou { se met entre guillemets',
    },
  },
  TEXT_BEHIND_BRACKET: {
    what: {
      en: 'text follows a bracket that closes a list or a mapping',
      fr: 'du texte suit le crochet ou l’accolade qui ferme une liste ou un groupe de clés',
    },
    fix: {
      en: 'a text that begins with [ or { needs quotes round it: "[a-c]*.log"',
      fr: 'un texte qui commence par [ ou { se met entre guillemets droits : "[a-c]*.log"',
    },
  },
  BAD_ALIAS: {
    what: { en: 'no value before has this name (&name)', fr: 'aucune valeur, plus haut, ne porte ce nom (&nom)' },
    fix: {
      en: 'a text that begins with * needs quotes round it',
      fr: 'un texte qui commence par * se met entre guillemets',
    },
  },
  RESOURCE_EXHAUSTION: {
    what: {
      en: 'references (*name) to references repeat more than a configuration may hold',
      fr: 'des renvois (*nom) à des renvois répètent plus que ce qu’une configuration peut contenir',
    },
    fix: { en: 'write out what is meant', fr: 'écrivez en entier ce qui est voulu' },
  },
  ALIAS_PROPS: NAMES,
  MULTIPLE_ANCHORS: NAMES,
  BAD_PROP_ORDER: NAMES,
}

function notYaml({ en, fr }: Both): Fault {
  return {
    what: { en: `this is not YAML: ${en}`, fr: `ce n’est pas du YAML : ${fr}` },
    fix: {
      en: 'look for a missing quote, a tab, or a line that is indented wrongly at or above this place; a text with a colon or a # in it, or that begins with @ or %, needs quotes round it',
      fr: 'cherchez, à cet endroit ou plus haut, un guillemet oublié, une tabulation ou une ligne mal indentée ; un texte qui contient un deux-points ou un #, ou commence par @ ou %, se met entre guillemets',
    },
  }
}
