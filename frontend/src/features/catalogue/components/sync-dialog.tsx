import { Banner, Button, DialogClose, DialogFooter } from '@/components/ui'
import { isApiError, sentenceFor } from '@/lib/api'
import { plural } from '@/lib/format'
import { useSync } from '../deeds'
import { environmentName, willDo } from '../model'
import type { SyncPreview, SyncStep } from '../types'
import { Ask } from './sheet'
import { StepsList } from './steps-list'

interface SyncDialogProps {
  preview: SyncPreview
  onClose: () => void
  onDone: (steps: SyncStep[]) => void
  onOutdated: () => void
}

/** The very list that is confirmed; if it is another by now, nothing is done and the new one is shown. */
export default function SyncDialog({ preview, onClose, onDone, onOutdated }: SyncDialogProps) {
  const sync = useSync()
  const isLive = preview.environment === 'live'
  const before = isApiError(sync.error) ? (sync.error.body.done as SyncStep[] | undefined) : undefined
  const go = () =>
    sync.mutate(preview.digest, { onSuccess: ({ done }) => onDone(done), onError: () => onOutdated() })
  return (
    <Ask
      title={`Sync with Stripe (${environmentName(preview.environment)})`}
      description={
        isLive ? 'This is live: customers see it at once.' : 'This is done at once; nobody is charged by it.'
      }
      onClose={onClose}
    >
      {sync.error ? <Banner tone="error">{sentenceFor(sync.error)}</Banner> : null}
      {before && before.length > 0 ? (
        <StepsList label="What was done before it failed" steps={before} done />
      ) : null}
      {preview.steps.length > 0 ? (
        <StepsList label="What will be done" steps={preview.steps} />
      ) : (
        <p className="text-ink-2">Nothing differs any more.</p>
      )}
      <DialogFooter>
        <DialogClose asChild>
          <Button>Not now</Button>
        </DialogClose>
        {willDo(preview) > 0 ? (
          <Button variant={isLive ? 'danger' : 'primary'} pending={sync.isPending} onClick={go}>
            Do {willDo(preview) === 1 ? 'this' : `these ${plural(willDo(preview), 'step')}`} at Stripe (
            {environmentName(preview.environment)})
          </Button>
        ) : null}
      </DialogFooter>
    </Ask>
  )
}
