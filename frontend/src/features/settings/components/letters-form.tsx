import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Banner, Button, Skeleton, Switch } from '@/components/ui'
import { type LetterPreferences, sentenceFor } from '@/lib/api'
import { lettersQuery, useChooseLetters } from '../letters'

const KINDS: { kind: keyof LetterPreferences; title: string; about: string }[] = [
  {
    kind: 'usage',
    title: 'Limits of your plan',
    about: 'When one of them is near or reached.',
  },
  {
    kind: 'weekly',
    title: 'Your week',
    about: 'Once a week: what came in, what waits for you, what to do next.',
  },
]

export default function LettersForm() {
  const { data: chosen, error, refetch } = useQuery(lettersQuery)
  const choose = useChooseLetters()
  if (error && !chosen) {
    const again = (
      <Button size="s" onClick={() => refetch()}>
        Try again
      </Button>
    )
    return (
      <Banner tone="error" action={again}>
        {sentenceFor(error)}
      </Banner>
    )
  }
  if (!chosen) return <Skeleton className="h-[150px] rounded-card" />
  return (
    <div className="grid gap-4">
      {choose.error ? <Banner tone="error">{sentenceFor(choose.error)}</Banner> : null}
      <ul className="divide-y divide-hairline rounded-card border border-hairline bg-sheet">
        {KINDS.map(({ kind, ...words }) => (
          <KindRow
            key={kind}
            {...words}
            checked={chosen[kind]}
            onChange={(checked) => choose.mutate({ [kind]: checked })}
          />
        ))}
      </ul>
      <p className="text-[14px] text-ink-3">
        Codes, receipts and what concerns your plan or orders always reach you.
      </p>
    </div>
  )
}

interface KindRowProps {
  title: string
  about: string
  checked: boolean
  onChange(checked: boolean): void
}

function KindRow({ title, about, checked, onChange }: KindRowProps) {
  const id = useId()
  return (
    <li className="flex items-center justify-between gap-4 px-4 py-3">
      <div className="min-w-0">
        <label htmlFor={id} className="font-[530]">
          {title}
        </label>
        <p id={`${id}-about`} className="text-[13.5px] text-ink-2">
          {about}
        </p>
      </div>
      <Switch id={id} aria-describedby={`${id}-about`} checked={checked} onCheckedChange={onChange} />
    </li>
  )
}
