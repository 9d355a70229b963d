import { Banner, Button } from '@/components/ui'
import { sentenceFor } from '@/lib/api'

interface FailedProps {
  error: unknown
  onRetry: () => unknown
}

/** A part of the page that could not be read; the rest of it stands. */
export const Failed = ({ error, onRetry }: FailedProps) => (
  <Banner
    tone="error"
    className="flex-wrap"
    action={
      <Button size="s" onClick={() => void onRetry()}>
        Try again
      </Button>
    }
  >
    {sentenceFor(error)}
  </Banner>
)
