import { describe, expect, it } from 'vitest'
import { guessZone } from '../../../src/cli/draft/guess-zone.ts'

describe('the zone of a draft', () => {
  it.each([
    { zones: ['+0100', '+0200'], machine: 'UTC', zone: 'Europe/Paris' },
    { zones: ['+0100'], machine: 'Europe/Berlin', zone: 'Europe/Berlin' },
    { zones: ['-0500'], machine: 'Europe/Berlin', zone: 'America/New_York' },
    { zones: ['+0530'], machine: 'UTC', zone: 'Asia/Kolkata' },
    { zones: ['+0545'], machine: 'UTC', zone: 'Asia/Kathmandu' },
    { zones: ['+0430'], machine: 'UTC', zone: 'Asia/Kabul' },
    { zones: ['+0330'], machine: 'UTC', zone: 'Asia/Tehran' },
    { zones: ['+0630'], machine: 'UTC', zone: 'Asia/Yangon' },
    { zones: ['+0845'], machine: 'UTC', zone: 'Australia/Eucla' },
    { zones: ['-0330', '-0230'], machine: 'UTC', zone: 'America/St_Johns' },
    { zones: ['+1245', '+1345'], machine: 'UTC', zone: 'Pacific/Chatham' },
    // Darwin all year, or Adelaide in winter.
    { zones: ['+0930'], machine: 'UTC', zone: 'UTC' },
    { zones: ['+0545', '+0100'], machine: 'UTC', zone: 'UTC' },
    { zones: ['UTC'], machine: 'Europe/Berlin', zone: 'Europe/Berlin' },
    { zones: ['+0000'], machine: 'Etc/UTC', zone: 'nowhere' },
    { zones: [], machine: 'UTC', zone: 'Europe/Paris' },
  ])('is $zone where times say $zones on a machine in $machine', ({ zones, machine, zone }) => {
    expect(guessZone(zones, machine, 'nowhere')).toBe(zone)
  })
})
