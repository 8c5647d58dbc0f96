import type { WordsFor } from '../words.ts'

export const OF_ARCHIVES: WordsFor<'LOG_DAMAGED' | 'LOG_COMPRESSION_UNKNOWN' | 'UNPACKER_MISSING'> = {
  LOG_DAMAGED: ({ path, errno }) => ({
    what: {
      en: `the archive is damaged or cut off (${errno})`,
      fr: `l’archive est abîmée ou tronquée (${errno})`,
    },
    where: path,
    fix: { en: 'fetch it again, or leave it out', fr: 'récupérez-la de nouveau, ou laissez-la de côté' },
  }),
  LOG_COMPRESSION_UNKNOWN: ({ path, kind }) => ({
    what: {
      en: `logs compressed with ${kind} are not read`,
      fr: `les journaux compressés par ${kind} ne sont pas lus`,
    },
    where: path,
    fix: {
      en: `gzip, zstd, xz and bzip2 are; this one is unpacked by ${UNPACKERS[kind]} ${path}`,
      fr: `gzip, zstd, xz et bzip2 le sont ; celui-ci se décompresse par ${UNPACKERS[kind]} ${path}`,
    },
  }),
  UNPACKER_MISSING: ({ path, tool, errno }) => ({
    what: {
      en: `${tool}, which is to unpack the log, cannot be run (${errno})`,
      fr: `${tool}, qui doit décompresser le journal, ne peut pas être lancé (${errno})`,
    },
    where: path,
    fix: {
      en: `install ${tool}, or leave decompress: external out`,
      fr: `installez ${tool}, ou ôtez decompress: external`,
    },
  }),
}

const UNPACKERS = {
  zip: 'unzip -p',
  '7z': '7z x -so',
  lz4: 'lz4cat',
  lzip: 'lzip -dc',
  compress: 'zcat',
  tar: 'tar -xOf',
} as const
