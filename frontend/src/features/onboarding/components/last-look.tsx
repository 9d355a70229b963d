import { Link } from '@tanstack/react-router'
import { Tag } from '@/components/ui'
import type { Platform } from '@/lib/api'
import { dayInWords, percent } from '@/lib/format'
import type { Answers } from '../answers'
import { peopleOf, platformLabel } from '../platforms'
import { STEP_LABELS, type Step } from '../steps'

/** Everything that was answered, each with the way to change it. */
export const LastLook = ({ answers }: { answers: Answers }) => (
  <dl className="border-b border-hairline">
    {rowsOf(answers).map(({ step, term, value, tag }) => (
      <div
        key={step}
        className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 border-t border-hairline py-3 sm:grid-cols-[140px_1fr_auto]"
      >
        <dt className="text-[14px] text-ink-3 max-sm:col-span-2">{term}</dt>
        <dd className="num min-w-0 text-[16.5px] font-[530]">
          {value} {tag ? <Tag tone="wait">{tag}</Tag> : null}
        </dd>
        <dd>
          <Link
            to="/onboarding/$step"
            params={{ step }}
            search={{ from: 'review' }}
            className="prose-link touch-target inline-block py-0.5 text-[14.5px] text-ink-2"
          >
            Change <span className="sr-only">{STEP_LABELS[step].toLowerCase()}</span>
          </Link>
        </dd>
      </div>
    ))}
  </dl>
)

interface Row {
  step: Step
  term: string
  value: string
  tag?: string | undefined
}

function rowsOf({ platform, followers, engagement, typical, niche, name, date }: Answers): Row[] {
  const people = peopleOf(platform)
  return [
    { step: 'where', term: 'Your people', value: platformLabel(platform as Platform) },
    { step: 'how-many', term: people[0]?.toUpperCase() + people.slice(1), value: followers },
    {
      step: 'how-lively',
      term: 'Engaged',
      value: percent(Number(engagement.replace(/\s*%$/, '').replace(',', '.'))),
      tag: typical ? 'typical, not yours' : undefined,
    },
    { step: 'what', term: 'You make', value: niche.trim() },
    { step: 'name', term: 'Its name', value: name.trim() || 'Later' },
    { step: 'when', term: 'Opening day', value: date ? dayInWords(date) : 'To be decided in the talk' },
  ]
}
