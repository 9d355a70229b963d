import { dayInWords, timeOfDay } from '@/lib/format'
import type { Order, OrderState } from './types'

type Tone = 'plain' | 'wait' | 'done' | 'alert'

const TONES: Record<OrderState, Tone> = {
  draft: 'plain',
  requested: 'plain',
  quoted: 'wait',
  accepted: 'wait',
  paid: 'done',
  in_progress: 'done',
  delivered: 'done',
  closed: 'plain',
  declined: 'alert',
  cancelled: 'plain',
}

export const toneOf = (state: OrderState): Tone => TONES[state]

/** The way of an order that goes well, and what each step is called before it has come. */
const WAY: [OrderState, string][] = [
  ['requested', 'You send the request'],
  ['quoted', 'We name one price'],
  ['accepted', 'You accept'],
  ['paid', 'You pay'],
  ['in_progress', 'We do the work'],
  ['delivered', 'We deliver'],
  ['closed', 'Closed'],
]

const ENDED = new Set<OrderState>(['declined', 'cancelled', 'closed'])

/** What has not happened yet; nothing, once an order has ended. */
export function stillToCome({ state }: Order): string[] {
  if (ENDED.has(state)) return []
  const at = WAY.findIndex(([step]) => step === state)
  return WAY.slice(at + 1).map(([, label]) => label)
}

/** "21 November 2026, 14:02" */
export const moment = (at: string) => `${dayInWords(at)}, ${timeOfDay(at)}`

/** What happens next, in a sentence. */
export function nextStep({ state, quote, paid_at }: Order): string {
  const next: Record<OrderState, string> = {
    draft: 'It is kept for you and not sent yet. Nobody has read it.',
    requested: 'We read it and name one price, by letter and here. You owe nothing until you accept it.',
    quoted: quote?.holds
      ? 'A price is named. Accept it and pay, or let the order go at no cost.'
      : 'The quote has run out. Write to us and you get a new one.',
    accepted: 'You accepted the price. The work begins once it is paid.',
    paid: 'It is paid. The work begins now, and you are told when it does.',
    in_progress: 'The work is under way. You are told when it is delivered.',
    delivered: 'It is delivered. Look at it; corrections that belong to the package are still included.',
    closed: 'It is delivered and closed.',
    declined: 'We cannot do this one. Nothing was charged.',
    cancelled: paid_at ? 'It was cancelled.' : 'It was cancelled, at no cost.',
  }
  return next[state]
}
