import { nearestWord } from '../../../config/index.ts'
import { ProblemError } from '../../../domain/problem.ts'
import { listFormats, type ListedFormat } from '../../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { showLong } from '../../terminal/show-long.ts'
import { FIELDS, type Field } from '../../../domain/contracts.ts'
import { FIELD_WORDS } from '../../words/lists/line-words.ts'
import type { Both } from '../../../domain/service.ts'
import { say } from '../../language/language.ts'
import { columnsText } from '../../report/columns-text.ts'
import { wide } from '../../terminal/wide.ts'

type FormatsOptions = { readonly json?: true; readonly quiet?: true }

/** `comptage formats`: the log formats that have a name; or all about one of them. */
export function formats(name: string | undefined, { json, quiet }: FormatsOptions): ExitCode {
  const listed = listFormats().map((format) => ({ ...format, samples: format.samples.map(shownSample) }))
  const shown = name === undefined ? listed : [named(name, listed)]
  if (json === true) showLong(`${JSON.stringify(shown, null, 2)}\n`)
  else if (quiet === true) showLong(shown.map((format) => `${format.name}\n`).join(''))
  else showLong(name === undefined ? formatsReport(listed) : shown.map(formatReport).join(''))
  return EXIT.done
}

function named(name: string, listed: readonly ListedFormat[]): ListedFormat {
  const found = listed.find((format) => format.name === name || format.aliases.includes(name))
  if (found !== undefined) return found
  const nearest = nearestWord(
    name,
    listed.flatMap((format) => [format.name, ...format.aliases]),
  )
  const guess = nearest === undefined ? {} : { nearest }
  throw new ProblemError({ code: 'FORMAT_UNKNOWN', format: name, isArgument: true, ...guess })
}

/** In samples `LEAK` marks what no output may have, which tests look for; a reader would take it for a part of the format. */
function shownSample(sample: string): string {
  return sample.replaceAll('LEAK-', '').replaceAll('LEAK', '0000')
}

type LackReason = NonNullable<ListedFormat['lacks'][Field]>

/** Every named format, a line each. */
function formatsReport(formats: readonly ListedFormat[]): string {
  const titles = say({ en: ['format', 'also called', 'lacks'], fr: ['format', 'autres noms', 'n’a pas'] })
  const rows = formats.map(({ name, aliases, lacks }) => [
    name,
    aliases.join(', '),
    fieldsText(FIELDS.filter((field) => lacks[field] !== undefined)) || say({ en: 'nothing', fr: '–' }),
  ])
  const columns = titles.map((title) => ({ title }))
  return `${columnsText(columns, rows)}\n${say(HINT)}\n`
}

const HINT: Both = {
  en: `  One of them, with a sample line: comptage formats NAME
  Any log_format of nginx or LogFormat of Apache is a format too, and so is the path of nginx.conf or apache2.conf.`,
  fr: `  L’un d’eux, avec une ligne d’exemple : comptage formats NOM
  Tout log_format de nginx ou LogFormat d’Apache est aussi un format, de même que le chemin de nginx.conf ou d’apache2.conf.`,
}

/** All about one format. */
function formatReport({ name, aliases, string, fields, lacks, zone, samples }: ListedFormat): string {
  const rows: readonly (readonly [Both, readonly string[]])[] = [
    [{ en: 'name', fr: 'nom' }, [name]],
    [{ en: 'also', fr: 'aussi' }, aliases],
    [{ en: 'string', fr: 'chaîne' }, string === undefined ? [] : [string]],
    [{ en: 'fields', fr: 'champs' }, [fieldsText(fields)]],
    [{ en: 'lacks', fr: 'sans' }, FIELDS.flatMap((field) => lackText(field, lacks[field]))],
    [{ en: 'zone', fr: 'fuseau' }, [say(ZONES[zone])]],
    [{ en: 'sample', fr: 'exemple' }, samples],
  ]
  const width = say({ en: 8, fr: 9 })
  return rows
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => `${wide(say(label), width)}${lines.join(`\n${' '.repeat(width)}`)}\n`)
    .join('')
}

function fieldsText(fields: readonly Field[]): string {
  return fields.map((field) => say(FIELD_WORDS[field])).join(', ')
}

function lackText(field: Field, reason: LackReason | undefined): readonly string[] {
  if (reason === undefined) return []
  const { en, fr } = REASONS[reason]
  const named = say(FIELD_WORDS[field])
  return [say({ en: `${named}: ${en}`, fr: `${named} : ${fr}` })]
}

const REASONS: Readonly<Record<LackReason, Both>> = {
  'not-written': { en: 'it has no column for it', fr: 'il n’a pas de colonne pour cela' },
  'in-target': { en: 'only as a part of the target', fr: 'seulement dans la cible' },
  'off-by-default': {
    en: 'only where the server is told to write it',
    fr: 'seulement si le serveur a pour consigne de l’écrire',
  },
  'by-key': { en: 'only where the log has a key for it', fr: 'seulement si le journal a une clé pour cela' },
  'by-header': {
    en: 'only where the header of the log names it',
    fr: 'seulement si l’en-tête du journal le nomme',
  },
  ambiguous: { en: 'it is written, but its unit cannot be told', fr: 'il est écrit, mais rien ne dit son unité' },
}

const ZONES: Readonly<Record<ListedFormat['zone'], Both>> = {
  offset: { en: 'each time says its offset', fr: 'chaque heure dit son décalage' },
  UTC: { en: 'times are UTC', fr: 'les heures sont en UTC' },
  local: {
    en: 'times say no zone: logs[].timezone, else timezone',
    fr: 'les heures ne disent pas leur fuseau : logs[].timezone, sinon timezone',
  },
}
