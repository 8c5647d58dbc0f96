import type { Reason } from '../../src/domain/fate.ts'

/** Lines that the truth reads and `comptage` does not, or not whole: the truth's reader is more lenient, and we keep our word. */
export type JudgedLines = { readonly as: Reason; readonly because: string; readonly lines: readonly number[] }

const UNCLOSED: Omit<JudgedLines, 'lines'> = {
  as: 'bad-line',
  because: 'the agent is cut: its closing quote is missing, and nobody knows what else is',
}
const EXTRA_FIELD: Omit<JudgedLines, 'lines'> = {
  as: 'bad-line',
  because: 'three quoted fields at the end where the format has two: the truth accepts any tail',
}
const NO_HTTP_STATUS: Omit<JudgedLines, 'lines'> = {
  as: 'bad-status',
  because: 'status 906 or 995, which no class of HTTP has',
}

/** By log, the lines where we differ from the truth, and no others. */
export const JUDGED_LINES: Readonly<Record<string, JudgedLines>> = {
  'elastic_apache_logs_10k.log': { ...UNCLOSED, lines: [8899] },
  'erddap/tomcat-access.log.1': { ...EXTRA_FIELD, lines: [169, 170, 487, 492, 893] },
  'erddap/tomcat-access.log.2': { ...EXTRA_FIELD, lines: [195, 377, 381, 400, 416, 462, 1173] },
  'erddap/tomcat-access.log.3': { ...EXTRA_FIELD, lines: [163, 262, 263, 269, 272, 387, 390, 391, 392, 1102] },
  'erddap/tomcat-access.log.4': { ...EXTRA_FIELD, lines: [319, 320, 321, 324, 328, 330, 429, 432, 433, 1146, 1147] },
  'erddap/tomcat-access.log.5': { ...EXTRA_FIELD, lines: [591, 1118, 1119, 1199, 1203, 1210, 2354, 2355, 2356] },
  'ezpaarse_cairn_2013-03-12.log': {
    ...NO_HTTP_STATUS,
    lines: [
      1176, 1225, 1226, 1293, 1294, 1295, 1296, 1297, 1308, 2445, 2446, 2447, 2670, 2674, 2681, 2698, 2699, 2700, 2701,
      2704, 2708, 2709, 2710, 3012, 3014, 3038, 3039, 3040, 3042, 3051, 3089, 3222, 4079, 4080, 4081, 4746, 4747, 4759,
      4760,
    ],
  },
  'ezpaarse_npg_2012-11-30.log': {
    ...NO_HTTP_STATUS,
    lines: [4925, 7905, 15848, 16661, 18989, 22602, 23565, 23817, 25602],
  },
  'ezpaarse_sd_2012-11-30.log': {
    ...NO_HTTP_STATUS,
    lines: [
      407, 599, 5316, 5903, 6255, 7215, 11379, 11868, 12304, 12772, 12821, 14067, 14103, 14254, 14682, 16677, 16936,
      17250, 17929, 17945, 20072, 21477, 25018, 25194, 26003, 26333, 27808, 27938, 27990, 29941, 30254, 30307, 30974,
      31140, 31972,
    ],
  },
  'nasa_jul95_50k.log': {
    as: 'bad-request',
    because: 'the target begins with a colon: neither a path, nor an address, nor `*`',
    lines: [34737],
  },
}
