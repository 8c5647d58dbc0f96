/** Milliseconds that this process has worked since: what else is at work on the machine does not count. */
export function processorClock(): () => number {
  const started = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  }
}

/** Seconds that the programs of a shell have worked. @param times what its `times` says: their own are on its last line */
export function secondsIn(times: string): number {
  const words = times.trim().split('\n').at(-1)?.split(' ') ?? []
  return words.reduce((sum, word) => {
    const [minutes, seconds] = word.replace('s', '').split('m').map(Number)
    return sum + (minutes ?? NaN) * 60 + (seconds ?? NaN)
  }, 0)
}
