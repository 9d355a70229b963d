import { useState } from 'react'
import { Choice } from '@/components/look'
import type { PlatformSummary } from '@/lib/api'
import type { Look } from '../search'
import { SECTIONS } from '../sections'
import { Block, CsvLink, Nothing } from './block'
import { CohortTable } from './cohort-table'

const KINDS = [
  ['activity', 'Active'],
  ['paying', 'Paying'],
] as const
const GRAINS = [
  ['week', 'Weeks'],
  ['month', 'Months'],
] as const
type Kind = (typeof KINDS)[number][0]
type Grain = (typeof GRAINS)[number][0]

const ABOUT: Record<Kind, string> = {
  activity: 'Of the people who signed up in one period, how many did something in each later one.',
  paying:
    'Of the workspaces that first paid in one period, how many still paid at the end of each later one.',
}
const NOTHING: Record<Kind, string> = {
  activity: 'Nobody signed up on these days. Each week and month with sign-ups gets a row here.',
  paying:
    'Nobody paid for the first time on these days. Each week and month with new payers gets a row here.',
}

/** Who stayed. */
export function CohortsBlock({ summary, look }: { summary: PlatformSummary; look: Look }) {
  const [kind, setKind] = useState<Kind>('activity')
  const [grain, setGrain] = useState<Grain>('week')
  const lines = summary.cohorts[kind][grain].filter(({ size }) => size > 0)
  return (
    <Block
      id="cohorts"
      title={SECTIONS.cohorts}
      about={ABOUT[kind]}
      actions={
        <>
          <Choice legend="Who stayed how" choices={KINDS} chosen={kind} onChoose={setKind} />
          <Choice legend="Periods" choices={GRAINS} chosen={grain} onChoose={setGrain} />
        </>
      }
      foot={
        <CsvLink name="cohorts" look={look}>
          All cohorts as CSV
        </CsvLink>
      }
    >
      {lines.length === 0 ? (
        <Nothing>{NOTHING[kind]}</Nothing>
      ) : (
        <CohortTable lines={lines} grain={grain} noun={kind === 'activity' ? 'People' : 'Workspaces'} />
      )}
    </Block>
  )
}
