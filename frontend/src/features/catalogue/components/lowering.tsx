import { ArrowRight } from 'lucide-react'
import { Banner, Button, DialogFooter, Tag } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { workspaces } from '../model'
import type { InclusionChange, InclusionPreview } from '../types'

interface LoweringProps {
  plan: string
  preview: InclusionPreview
  pending: boolean
  error: unknown
  onBack: () => void
  onConfirm: () => void
}

/** Before less is included: what exactly, for how many workspaces, and what becomes of those who use more. */
export const Lowering = ({ plan, preview, pending, error, onBack, onConfirm }: LoweringProps) => (
  <section aria-labelledby="lowering-title" className="grid gap-4">
    <div>
      <h3 id="lowering-title" className="text-[19px]">
        {preview.workspaces === 0
          ? `Nobody on ${plan} gets less by this now`
          : `${workspaces(preview.workspaces)} on ${plan} ${preview.workspaces === 1 ? 'gets' : 'get'} less by this`}
      </h3>
      <p className="mt-1 text-[14.5px] text-ink-2">
        It holds from the moment you confirm it. What people have stays theirs: who is over a limit can add
        nothing until they are below it.
      </p>
    </div>
    <ul className="divide-y divide-hairline rounded-card border border-hairline">
      {preview.changes.map((change) => (
        <Change key={change.feature} change={change} />
      ))}
    </ul>
    {error ? <Banner tone="error">{sentenceFor(error)}</Banner> : null}
    <DialogFooter>
      <Button onClick={onBack}>Back</Button>
      <Button variant="danger" pending={pending} onClick={onConfirm}>
        {preview.workspaces === 0 ? 'Lower it' : `Lower it for ${workspaces(preview.workspaces)}`}
      </Button>
    </DialogFooter>
  </section>
)

const Change = ({
  change: { label, before, after, lowers, workspaces: touched, over },
}: {
  change: InclusionChange
}) => (
  <li className="grid gap-1 px-4 py-3">
    <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="font-[530]">{label}</span>
      <Tag tone={lowers ? 'wait' : 'done'}>{lowers ? 'Less' : 'More'}</Tag>
    </span>
    <span className="num flex flex-wrap items-center gap-2 text-[14.5px] text-ink-2">
      {before} <ArrowRight aria-label="becomes" className="size-3.5 text-ink-3" /> {after}
    </span>
    {lowers ? (
      <span className="num text-[13.5px] text-ink-3">
        {workspaces(touched ?? 0)}
        {over === null
          ? ''
          : over === 0
            ? ', none of them uses more than that'
            : `, ${over} of them use more than that`}
      </span>
    ) : null}
  </li>
)
