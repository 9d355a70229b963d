import { PenLine } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Banner, Button, Spinner, Tag } from '@/components/ui'
import { announce } from '@/lib/a11y'
import { useDropDraft, useStartDraft } from '../api'
import type { Draft } from '../types'

interface PartnerDraftProps {
  draft: Draft
  projectId: string
  sandbox: boolean
  /** The section shows what was edited by hand, not what the partner wrote. */
  isUnderMine: boolean
}

/** The partner writing the positioning from the talk: offered, under way, here, or failed. */
export function PartnerDraft({
  draft: { status, detail },
  projectId,
  sandbox,
  isUnderMine,
}: PartnerDraftProps) {
  const start = useStartDraft(projectId)
  const drop = useDropDraft(projectId)
  useSaidAloud(status)

  if (status === 'writing') {
    return (
      <Strip>
        <span className="flex items-center gap-2.5" role="status">
          <Spinner className="text-vermilion" />
          Your partner is writing this from your own sentences. You can go on reading.
        </span>
        <Button size="s" pending={drop.isPending} onClick={() => drop.mutate()}>
          Cancel
        </Button>
      </Strip>
    )
  }
  if (status === 'failed') {
    return (
      <Banner
        tone="error"
        className="print:hidden"
        action={
          <span className="flex flex-wrap gap-2">
            <Button size="s" pending={start.isPending} onClick={() => start.mutate()}>
              Again
            </Button>
            <Button size="s" variant="quiet" pending={drop.isPending} onClick={() => drop.mutate()}>
              Never mind
            </Button>
          </span>
        }
      >
        {detail || 'The partner could not write it this time. The text below is as it was.'}
      </Banner>
    )
  }
  if (status === 'ready') {
    return (
      <Strip>
        <span className="flex flex-wrap items-center gap-2">
          {isUnderMine
            ? 'Your partner’s text lies under yours: Restore shows it.'
            : 'Written by your partner from your own sentences.'}{' '}
          {sandbox ? <Tag tone="wait">Sandbox partner</Tag> : null}
        </span>
        <span className="flex flex-wrap gap-2">
          <Button size="s" pending={start.isPending} onClick={() => start.mutate()}>
            Write it again
          </Button>
          <Button size="s" variant="quiet" pending={drop.isPending} onClick={() => drop.mutate()}>
            Take it away
          </Button>
        </span>
      </Strip>
    )
  }
  return (
    <Strip>
      <span>Your partner can write this from what you said in the talk.</span>
      <Button size="s" pending={start.isPending} onClick={() => start.mutate()}>
        {start.isPending ? null : <PenLine aria-hidden />}
        Let the partner write it
      </Button>
    </Strip>
  )
}

const Strip = ({ children }: { children: React.ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2.5 rounded bg-sunk px-4 py-3 text-[14.5px] text-ink-2 print:hidden">
    {children}
  </div>
)

/** The writing ends while one reads something else. */
function useSaidAloud(status: Draft['status']) {
  const before = useRef(status)
  useEffect(() => {
    if (before.current === 'writing' && status === 'ready')
      announce('Your partner has written the positioning')
    before.current = status
  }, [status])
}
