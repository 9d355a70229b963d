import { cn, Seal } from '@/components/ui'
import type { ProjectState } from '@/lib/api'
import { dayInWords, plural } from '@/lib/format'
import {
  daysBetween,
  fromToday,
  numberInWords,
  openingLine,
  reckoning,
  type Standing,
  secondsSpent,
  todayIn,
} from '../model'
import type { Kit } from '../types'
import { IndexCard } from './index-card'
import { PriceLetter } from './price-letter'

interface SummaryLetterProps {
  project: ProjectState
  points: Standing[]
  kit: Kit | null
}

/** One sheet that says it all, and bears the seal once all of it stands. */
export function SummaryLetter({ project, points, kit }: SummaryLetterProps) {
  const open = points.filter(({ decision }) => decision === null).length
  const price = reckoning(project)
  return (
    <article
      data-sheet
      aria-labelledby="letter-title"
      className="relative rounded-card border border-hairline bg-sheet px-5 py-8 shadow-sheet md:px-14 md:py-13"
    >
      <header>
        <p className="eyebrow">{project.playbook.title}</p>
        <h2 id="letter-title" className="mt-2.5 text-[40px] tracking-[-.02em] md:text-[56px]">
          {project.business.name}
        </h2>
        <p className="num mt-3 font-display text-[19px] leading-snug text-ink-2 italic md:text-[22px]">
          {leadOf(open, points.length, kit)}
        </p>
      </header>
      <ul className="mt-8 grid gap-3.5 sm:grid-cols-2 md:mt-10 lg:grid-cols-6">
        {points.map(({ point, decision }, index) => (
          <li
            key={point.category}
            className={cn('grid lg:col-span-2', index > 2 && 'last:odd:sm:col-span-2 lg:col-span-3!')}
          >
            <IndexCard point={point} decision={decision} projectId={project.id} />
          </li>
        ))}
      </ul>
      {price ? <PriceLetter price={price} /> : null}
      <Signature project={project} points={points} open={open} />
    </article>
  )
}

/** What is most worth knowing: when the doors open, or how much is left to decide. */
function leadOf(open: number, all: number, kit: Kit | null): string {
  if (open > 0) {
    const stand = all - open
    const left = `${numberInWords(open).toLowerCase()} ${open === 1 ? 'is' : 'are'} still open`
    return stand === 0
      ? 'The five decisions are still open.'
      : `${numberInWords(stand)} of ${numberInWords(all).toLowerCase()} decisions ${stand === 1 ? 'stands' : 'stand'}; ${left}.`
  }
  if (!kit?.opening_day) return `All ${numberInWords(all).toLowerCase()} decisions stand.`
  const days = daysBetween(todayIn(kit.time_zone), kit.opening_day)
  return `${openingLine(kit)}${days >= 0 ? `, ${fromToday(days)}` : ''}.`
}

function Signature({ project, points, open }: { project: ProjectState; points: Standing[]; open: number }) {
  const last = points
    .flatMap(({ decision }) => (decision ? [decision.created_at] : []))
    .toSorted()
    .at(-1)
  const minutes = Math.round(secondsSpent(project.id) / 60)
  const parts = [
    open === 0 && last ? `Sealed on ${dayInWords(last)}` : null,
    minutes > 0 ? `${plural(minutes, 'minute')} of talk` : null,
  ].filter(Boolean)
  return (
    <footer
      className={cn(
        'num mt-9 break-inside-avoid pr-32 text-[14px] text-ink-3 md:mt-10 print:min-h-36',
        open === 0 ? 'min-h-14' : 'grid min-h-24 content-end',
      )}
    >
      {open === 0 ? <b className="block font-[560] text-ink">All five decisions stand.</b> : null}
      {parts.join(' · ')}
      {open === 0 ? (
        <Seal className="seal-pressed absolute right-3 -bottom-6 size-[112px] -rotate-8 md:-right-8 md:-bottom-8 md:size-[138px] print:right-0! print:bottom-0!" />
      ) : (
        <span className="absolute right-5 bottom-5 grid size-[92px] place-items-center rounded-full border-[1.5px] border-dashed border-hairline-strong text-center font-display text-[15px] leading-tight text-ink-3 italic md:right-9 md:bottom-9 md:size-[104px]">
          {numberInWords(open)}
          <br />
          to go
        </span>
      )}
    </footer>
  )
}
