/** Milliseconds that this process has worked since: what else is at work on the machine does not count. */
export function processorClock(): () => number {
  const started = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  }
}

/** Seconds that the programs of a shell have worked. @param times what its `times` says */
export function secondsIn(times: string): number {
  const [, minutes, seconds, more, rest] = /\n(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(times)?.map(Number) ?? []
  return (minutes ?? NaN) * 60 + (seconds ?? NaN) + (more ?? NaN) * 60 + (rest ?? NaN)
}
