/**
 * Where lines are placed: in the `period` that they belong to; by `day`, since they came too late for it, or this machine
 * publishes none; or by day, too, but `aside`: their period was taken over from a folder, and it is not known yet whether all
 * of its lines are there.
 */
export type Placement = 'period' | 'day' | 'aside'
