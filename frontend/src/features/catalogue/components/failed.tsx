import type { ReactNode } from 'react'
import { Banner, Button } from '@/components/ui'
import { sentenceFor } from '@/lib/api'

interface FailedProps {
  error: unknown
  onRetry: () => unknown
  children?: ReactNode
}

/** What could not be read or done, in the server's words, and another try. */
export const Failed = ({ error, onRetry, children }: FailedProps) => (
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
    {children}
  </Banner>
)
