/**
 * What rotation, editors (`~`) and copies under way (rsync, WinSCP, browsers) leave behind for a moment: a copy of a log, which would be
 * counted twice, or half a tally. No glob takes it. What rsync writes has a leading dot.
 */
export const COPY_ENDINGS = ['~', '.backup', '.tmp', '.part', '.partial', '.filepart'] as const
