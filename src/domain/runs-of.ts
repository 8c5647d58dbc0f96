/** Periods that follow one another, together: a machine that was away for long leaves hundreds of days. */
export function runsOf<Period extends number>(ascending: readonly Period[]): readonly Run<Period>[] {
  const runs: { first: Period; last: Period; periods: Period[] }[] = []
  for (const period of ascending) {
    const run = runs.at(-1)
    if (run?.last === period - 1) {
      run.last = period
      run.periods.push(period)
    } else runs.push({ first: period, last: period, periods: [period] })
  }
  return runs
}

export type Run<Period extends number> = {
  readonly first: Period
  readonly last: Period
  readonly periods: readonly Period[]
}
