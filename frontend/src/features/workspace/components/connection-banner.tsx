import { Button, cn } from '@/components/ui'
import { tabSocket, useConnectionStatus } from '@/lib/realtime/tab'

const SENTENCES = {
  reconnecting: 'The connection was lost. Finding it again.',
  offline: 'You are offline. What you write goes out later.',
} as const

/** The status region stays on the page, so that what appears in it is read out. */
export function ConnectionBanner() {
  const status = useConnectionStatus()
  const sentence = status === 'connected' ? null : SENTENCES[status]
  return (
    <div
      role="status"
      className={cn(
        sentence &&
          'flex min-h-11 flex-wrap items-center justify-center gap-x-3 bg-amber-soft px-4 text-[14px] text-amber',
      )}
    >
      {sentence}
      {sentence ? (
        <Button
          variant="quiet"
          size="s"
          className="text-amber underline"
          onClick={() => tabSocket().checkNow()}
        >
          Try now
        </Button>
      ) : null}
    </div>
  )
}
