import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { meQuery } from '@/lib/api'
import { usePlaceOrder } from '../api'
import { forgetDraft, keepDraft, readDraft } from '../drafts'
import type { Answers, Package } from '../types'
import { ScopingForm } from './scoping-form'

/** The form of one package, with what was typed before and not sent. */
export function NewOrder({ offer }: { offer: Package }) {
  const { data: me } = useSuspenseQuery(meQuery)
  const [given] = useState(() => readDraft(me.id, offer.key))
  const place = usePlaceOrder()
  const navigate = useNavigate()
  const keep = useCallback((answers: Answers) => keepDraft(me.id, offer.key, answers), [me.id, offer.key])

  async function send(answers: Record<string, string | number>, draft: boolean) {
    const order = await place.mutateAsync({ package: offer.key, answers, draft })
    forgetDraft(me.id, offer.key)
    await navigate({ to: '/services/orders/$id', params: { id: order.id } })
  }

  return (
    <ScopingForm
      questions={offer.form}
      given={given}
      onChange={keep}
      onSend={(answers) => send(answers, false)}
      onKeep={(answers) => send(answers, true)}
    />
  )
}
