import { Download } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '@/components/ui'
import type { Me } from '@/lib/api'

const DeleteDialog = lazy(() => import('./delete-dialog'))

/** Taking everything along, and leaving. */
export function YourData({ me }: { me: Me }) {
  const [leaving, setLeaving] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <div className="grid gap-7">
      <div className="grid justify-items-start gap-3">
        <p className="text-ink-2">
          One file with your profile, launches, decisions, books and every letter, as JSON that other programs
          can read.
        </p>
        <Button asChild>
          <a href="/api/v1/users/me/export" download>
            <Download aria-hidden /> Download my data
          </a>
        </Button>
      </div>
      <div className="grid justify-items-start gap-3">
        <p className="text-ink-2">
          Deleting ends the account for good. You are told what goes and what stays before anything happens.
        </p>
        <Button ref={opener} variant="danger" onClick={() => setLeaving(true)}>
          Delete my account…
        </Button>
        {leaving ? (
          <Suspense>
            <DeleteDialog me={me} opener={opener} onClose={() => setLeaving(false)} />
          </Suspense>
        ) : null}
      </div>
    </div>
  )
}
