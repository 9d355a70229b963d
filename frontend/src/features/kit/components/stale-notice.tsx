import { Banner, Button } from '@/components/ui'

interface StaleNoticeProps {
  sentence: string
  onSeeNew: () => void
  onKeep: () => void
  isPending: boolean
}

/** Seeing the new text can be undone, so nothing is asked twice. */
export const StaleNotice = ({ sentence, onSeeNew, onKeep, isPending }: StaleNoticeProps) => (
  <Banner tone="wait" className="print:hidden">
    <p>{sentence} There is a new text; yours stays until you say otherwise.</p>
    <div className="mt-2.5 flex flex-wrap gap-2">
      <Button size="s" pending={isPending} onClick={onSeeNew}>
        See the new text
      </Button>
      <Button size="s" variant="quiet" className="text-amber" onClick={onKeep}>
        Keep mine
      </Button>
    </div>
  </Banner>
)
