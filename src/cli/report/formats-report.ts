import type { Field } from '../../domain/contracts.ts'
import type { ListedFormat } from '../../pipeline/index.ts'
import { columnsText } from './columns-text.ts'

type LackReason = NonNullable<ListedFormat['lacks'][Field]>

/** Every named format, a line each. */
export function formatsReport(formats: readonly ListedFormat[]): string {
  const rows = formats.map(({ name, aliases, lacks }) => [
    name,
    aliases.join(', '),
    Object.keys(lacks).join(', ') || 'nothing',
  ])
  return `${columnsText([{ title: 'format' }, { title: 'also called' }, { title: 'lacks' }], rows)}${HINT}`
}

const HINT = `
  One of them, with a sample line: comptage formats NAME
  Any log_format of nginx or LogFormat of Apache is a format too, and so is the path of nginx.conf or apache2.conf.
`

/** All about one format. */
export function formatReport({ name, aliases, string, fields, lacks, zone, samples }: ListedFormat): string {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['name', [name]],
    ['also', aliases],
    ['string', string === undefined ? [] : [string]],
    ['fields', [fields.join(', ')]],
    ['lacks', Object.entries(lacks).map(([field, reason]) => `${field}: ${REASONS[reason]}`)],
    ['zone', [ZONES[zone]]],
    ['sample', samples],
  ]
  return rows
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => `${label.padEnd(8)}${lines.join(`\n${' '.repeat(8)}`)}\n`)
    .join('')
}

const REASONS: Readonly<Record<LackReason, string>> = {
  'not-written': 'it has no column for it',
  'in-target': 'only as a part of an absolute target',
  'off-by-default': 'only where the server is told to write it',
  'by-key': 'only where the log has a key for it',
  'by-header': 'only where the header of the log names it',
  ambiguous: 'it is written, but its unit cannot be told',
}

const ZONES: Readonly<Record<ListedFormat['zone'], string>> = {
  offset: 'each time says its offset',
  UTC: 'times are UTC',
  local: 'times say no zone: logs[].timezone, else timezone',
}
