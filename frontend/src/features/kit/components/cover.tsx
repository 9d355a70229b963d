import { Link } from '@tanstack/react-router'
import { Tag } from '@/components/ui'
import { daysBetween, fromToday, numberInWords, openingLine, spoken, todayIn } from '../model'
import type { Kit } from '../types'

/** The title sheet: whose kit it is, when the doors open, and what it rests on. */
export function Cover({ kit, canEdit }: { kit: Kit; canEdit: boolean }) {
  const days = kit.opening_day ? daysBetween(todayIn(kit.time_zone), kit.opening_day) : null
  return (
    <header className="mx-auto w-full max-w-[800px] px-1 pt-1 pb-3 md:px-12 md:pt-4 print:max-w-none print:px-0">
      <p className="eyebrow">Launch kit</p>
      <h2 className="mt-2 text-[36px] tracking-[-.018em] md:text-[46px]">{kit.business}</h2>
      <p className="num mt-2.5 text-[16.5px] text-ink-2">
        {openingLine(kit)}
        {days !== null && days >= 0 ? `, ${fromToday(days)}` : ''}.
      </p>
      <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
        {kit.sandbox ? <Tag tone="wait">Written in part by the sandbox partner</Tag> : null}
        {canEdit ? null : <Tag>You can read and download this kit; members of the workspace change it</Tag>}
      </div>
      {kit.missing.length > 0 ? <Missing kit={kit} /> : null}
    </header>
  )
}

function Missing({ kit: { missing, project_id } }: { kit: Kit }) {
  const one = missing.length === 1
  return (
    <p className="mt-4 max-w-[62ch] text-[14.5px] text-ink-2">
      {numberInWords(missing.length)} {one ? 'decision is' : 'decisions are'} still open: {spoken(missing)}.
      Where the kit rests on {one ? 'it' : 'them'}, it says what we would suggest.{' '}
      <Link to="/projects/$id" params={{ id: project_id }} className="prose-link print:hidden">
        Decide in the talk
      </Link>
    </p>
  )
}
