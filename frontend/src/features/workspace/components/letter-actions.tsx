import { Check, Copy, PencilLine } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, cn, toast } from '@/components/ui'
import { announce } from '@/lib/a11y'

/** In the space between two letters, there for whoever points or tabs to them; on touch always, and in the flow. */
export const LetterActions = ({ className, children }: { className: string; children: ReactNode }) => (
  <div
    className={cn(
      'absolute flex gap-0.5 opacity-0 transition-opacity duration-[var(--quick)] group-focus-within:opacity-100 group-hover:opacity-100',
      'pointer-coarse:static pointer-coarse:-mb-[30px] pointer-coarse:opacity-100',
      className,
    )}
  >
    {children}
  </div>
)

const small = 'size-7 text-ink-3'

export function CopyLetter({ text }: { text: string }) {
  const [isCopied, setIsCopied] = useState(false)

  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [isCopied])

  async function copy() {
    // There is no clipboard on a page that did not come over https, and it can be refused.
    const isDone = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    if (!isDone) return void toast.error('Copying is not allowed here. Select the words instead.')
    setIsCopied(true)
    announce('Copied.')
  }

  const Icon = isCopied ? Check : Copy
  return (
    <Button variant="quiet" size="icon" className={small} aria-label="Copy" onClick={() => void copy()}>
      <Icon aria-hidden strokeWidth={1.7} />
    </Button>
  )
}

export const EditButton = ({ onEdit }: { onEdit: () => void }) => (
  <Button variant="quiet" size="icon" className={small} aria-label="Edit and send again" onClick={onEdit}>
    <PencilLine aria-hidden strokeWidth={1.7} />
  </Button>
)
