import { tabSocket, useConnectionStatus } from '@/lib/realtime/tab'
import { Button, cn } from '../ui'

interface ConnectionBannerProps {
  /** What being offline means on this page. */
  offline: string
}

/** The status region stays on the page, so that what appears in it is read out. */
export function ConnectionBanner({ offline }: ConnectionBannerProps) {
  const status = useConnectionStatus()
  const sentences = { connected: null, reconnecting: 'The connection was lost. Finding it again.', offline }
  const sentence = sentences[status]
  return (
    <div
      role="status"
      className={cn(
        'print:hidden',
        sentence &&
          'flex min-h-11 flex-wrap items-center justify-center gap-x-3 bg-amber-soft px-4 py-0.5 text-[14px] leading-snug text-amber',
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
