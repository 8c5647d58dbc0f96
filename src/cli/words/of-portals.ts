import type { DatasetFault } from '../../domain/problem.ts'
import { listed, type WordsFor } from './words.ts'

type Codes =
  | 'DATASET_NOT_FOUND'
  | 'DATASET_DAMAGED'
  | 'PORTAL_KEY'
  | 'PORTAL_DATASET'
  | 'PORTAL_ORGANIZATION'
  | 'PORTAL_LICENCE'
  | 'PORTAL_DENIED'
  | 'PORTAL_REFUSED'
  | 'PORTAL_REDIRECT'
  | 'PORTAL_ANSWER'
  | 'PORTAL_UNREACHABLE'

export const OF_PORTALS: WordsFor<Codes> = {
  DATASET_NOT_FOUND: ({ path }) => ({
    what: 'there is no datapackage.json',
    where: path,
    fix: 'name the folder of one dataset: comptage count --write makes it below output:',
  }),
  DATASET_DAMAGED: ({ file, why, property }) => ({
    what: `the folder is not as it was published: ${FAULTS[why]}; nothing was sent`,
    where: property === undefined ? file : `${file}, ${property}`,
    fix: 'write the folder anew, with comptage count --write',
  }),
  PORTAL_KEY: ({ variable, why }) => ({
    what: why === 'missing' ? 'the portal wants a key' : 'the key has a character that no key has',
    where: `the environment, ${variable}`,
    fix: 'take it from your profile on the portal; a systemd unit reads it with EnvironmentFile=',
  }),
  PORTAL_DATASET: ({ dataset, why, found }) => ({
    what: DATASETS[why][0],
    where: found === undefined ? dataset : `${dataset}: ${listed(found)}`,
    fix: DATASETS[why][1],
  }),
  PORTAL_ORGANIZATION: ({ why, organization }) => ({
    what:
      why === 'absent'
        ? `the portal has no organization "${organization ?? ''}"`
        : 'CKAN keeps a new dataset from the public until it is complete only for an organization',
    where: 'the option --organization',
    fix: 'give the identifier that stands in the address of its page',
  }),
  PORTAL_LICENCE: ({ licence }) => ({
    what: `the portal has no name for the licence ${licence}`,
    where: 'its list of licences',
    fix: 'ask whoever runs the portal to add it, or choose another one: licences: of the configuration',
  }),
  PORTAL_DENIED: ({ call, status, message }) => ({
    what: `the portal does not let this key do that (${said(status, message)})`,
    where: call,
    fix: 'check the key, and that its owner may edit the dataset or belongs to the organization',
  }),
  PORTAL_REFUSED: ({ call, status, message }) => ({
    what: `the portal refuses (${said(status, message)})`,
    where: call,
    fix: REFUSALS[status] ?? 'what was sent before stays; a new run does the rest',
  }),
  PORTAL_REDIRECT: ({ call, to }) => ({
    what: 'the portal leads elsewhere, where neither the key nor the data go',
    where: `${call}, to ${to}`,
    fix: `if that is the portal, say --url ${to}`,
  }),
  PORTAL_ANSWER: ({ call, why }) => ({
    what: `the portal answers what it should not: ${ANSWERS[why]}`,
    where: call,
    fix: 'check --url: it is the address of the portal, and --to its kind',
  }),
  PORTAL_UNREACHABLE: ({ call, why }) => ({
    what: /^\d+$/.test(why) ? `the portal is out of order or busy (${why})` : `the portal cannot be reached (${why})`,
    where: call,
    fix: 'run the same again later: what was sent stays, and the rest follows',
  }),
}

function said(status: number, message: string): string {
  return message === '' ? `status ${status}` : `status ${status}: ${message}`
}

const FAULTS: Readonly<Record<DatasetFault, string>> = {
  absent: 'a file is missing',
  unreadable: 'a file cannot be read',
  'not-json': 'this is not JSON',
  unexpected: 'something else stands here',
  size: 'a file has another size',
  checksum: 'a file has another content',
  'not-listed': 'SHA256SUMS does not have this file',
}

const DATASETS = {
  absent: ['the portal has no such dataset', 'check --dataset; without it, a new one is created'],
  deleted: ['the dataset was deleted on the portal', 'restore it there, or leave out --dataset to create another one'],
  several: ['several datasets bear the name of this folder', 'say which one is right with --dataset'],
  'not-ours': [
    'the portal has a dataset of this name that comptage did not make',
    'if it is to become this one, name it with --dataset; else choose another service.id',
  ],
  another: ['this is the dataset of another folder', 'name the right one with --dataset, or leave it out'],
} as const

const ANSWERS = {
  'not-json': 'this is not JSON',
  unexpected: 'something is missing in it',
  'too-large': 'it is far too large',
} as const

const REFUSALS: Readonly<Record<number, string>> = {
  404: 'check --url and --dataset; the dataset may have been deleted meanwhile',
  413: 'the portal takes no file of this size: use a longer period or fewer dimensions, or ask whoever runs it',
}
