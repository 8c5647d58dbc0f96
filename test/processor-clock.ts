/** Milliseconds that this process has worked since: what else is at work on the machine does not count. */
export function processorClock(): () => number {
  const started = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  }
}
