import type { Outgoing } from '@/lib/realtime/reducer'
import { Bubble } from './bubble'
import { PenTakenUp } from './partner-letter'

/** On its way: shown at once, and honest about it when there is no way. */
export const UnsentLetter = ({ outgoing }: { outgoing: Outgoing }) => (
  <>
    <div className="grid justify-items-end">
      <Bubble text={outgoing.text} />
      {outgoing.state === 'waiting' ? (
        <p className="pt-2.5 text-right text-[13px] text-ink-3">
          Waiting for the connection. It goes out by itself.
        </p>
      ) : null}
    </div>
    {outgoing.state === 'sending' ? <PenTakenUp /> : null}
  </>
)
