import { useState } from 'react'
import { Choice } from '@/components/look'
import type { FunnelStep, PlatformSummary } from '@/lib/api'
import { count, percent } from '@/lib/format'
import { tileOf } from '../model'
import type { Look } from '../search'
import { SECTIONS } from '../sections'
import { Block, CsvLink, Nothing } from './block'

const BASES = [
  ['cohort', 'Who signed up'],
  ['reached', 'Who took the step'],
] as const
type Basis = (typeof BASES)[number][0]

const ABOUT: Record<Basis, string> = {
  cohort: 'How far those came by now who signed up on these days.',
  reached: 'Whoever took each step on these days, whenever they signed up.',
}

/** The figures of these steps; a step opens to the rows of the figure that it equals. */
const METRICS: Record<string, string> = {
  visited: 'visitors',
  signed_up: 'sign_ups',
  verified: 'verified',
  activated: 'activated',
}

interface FunnelBlockProps {
  summary: PlatformSummary
  look: Look
  onOpen: (metric: string) => void
}

/** The way in, step by step. */
export function FunnelBlock({ summary, look, onOpen }: FunnelBlockProps) {
  const [basis, setBasis] = useState<Basis>('cohort')
  const steps = summary.funnel[basis]
  const most = Math.max(...steps.map(({ people }) => people))
  const opens = ({ step, people }: FunnelStep) => {
    const metric = METRICS[step]
    return metric && people > 0 && tileOf(summary, metric)?.value === people ? metric : undefined
  }
  return (
    <Block
      id="funnel"
      title={SECTIONS.funnel}
      about={ABOUT[basis]}
      actions={<Choice legend="Who is counted" choices={BASES} chosen={basis} onChoose={setBasis} />}
      foot={
        <CsvLink name="funnel" look={look}>
          Steps of every day as CSV
        </CsvLink>
      }
    >
      {most === 0 ? (
        <Nothing>
          Nobody came by on these days. Visitors of the public pages are counted first, then those who sign up
          and go on.
        </Nothing>
      ) : (
        <table className="num w-full border-collapse text-[13.5px] [overflow-wrap:normal] sm:text-[14.5px]">
          <caption className="sr-only">{SECTIONS.funnel}</caption>
          <thead>
            <tr className="text-[13px] text-ink-2">
              <th scope="col" className="pb-2 text-left font-[560]">
                Step
              </th>
              <th scope="col" className="pb-2 pl-3 text-right font-[560]">
                People
              </th>
              <th scope="col" className="pb-2 pl-3 text-right font-[560]">
                Of the step before
              </th>
              <th scope="col" className="pb-2 pl-3 text-right font-[560]">
                Of visitors
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <StepRow key={step.step} step={step} most={most} metric={opens(step)} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
    </Block>
  )
}

interface StepRowProps {
  step: FunnelStep
  most: number
  metric: string | undefined
  onOpen: (metric: string) => void
}

function StepRow({ step, most, metric, onOpen }: StepRowProps) {
  const { label, people, percent_of_first, percent_of_previous } = step
  return (
    <tr className="border-t border-hairline align-middle">
      <th scope="row" className="w-[40%] py-2.5 text-left font-normal">
        {label}
        <span
          aria-hidden
          className="mt-1.5 block h-2 rounded-[2px] bg-verdigris"
          style={{ width: `${(100 * people) / most}%`, minWidth: people > 0 ? 2 : 0 }}
        />
      </th>
      <td className="pl-3 text-right font-[560]">
        {metric ? (
          <button
            type="button"
            aria-haspopup="dialog"
            aria-label={`${label}: ${count(people)}`}
            onClick={() => onOpen(metric)}
            className="prose-link touch-target"
          >
            {count(people)}
          </button>
        ) : (
          count(people)
        )}
      </td>
      <td className="pl-3 text-right text-ink-2">
        {step.step === 'visited' || percent_of_previous === null ? '–' : percent(percent_of_previous)}
      </td>
      <td className="pl-3 text-right text-ink-2">
        {percent_of_first === null ? '–' : percent(percent_of_first)}
      </td>
    </tr>
  )
}
