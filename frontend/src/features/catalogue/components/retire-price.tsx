import { Banner, Button, DialogClose, DialogFooter, notify } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { plural } from '@/lib/format'
import { useRetirePrice } from '../deeds'
import { EACH } from '../model'
import type { CataloguePlan, CataloguePrice } from '../types'
import { Ask } from './sheet'

interface RetirePriceProps {
  plan: CataloguePlan
  price: CataloguePrice
  onClose: () => void
}

/** Sold to nobody new; whoever has it keeps it. */
export default function RetirePrice({ plan, price, onClose }: RetirePriceProps) {
  const retire = useRetirePrice(price.id)
  const { display, interval, subscriptions } = price
  const done = () => {
    notify.success(`${display} ${EACH[interval]} is retired`)
    onClose()
  }
  return (
    <Ask
      title={`Retire ${display} ${EACH[interval]}?`}
      description={`${plan.name} is then not sold ${interval === 'month' ? 'monthly' : 'yearly'} until you make a new price.`}
      onClose={onClose}
    >
      <p className="num text-[14.5px] text-ink-2">
        {subscriptions > 0
          ? `${plural(subscriptions, 'subscription')} ${subscriptions === 1 ? 'keeps' : 'keep'} it.`
          : 'Nobody pays it.'}
      </p>
      {retire.error ? <Banner tone="error">{sentenceFor(retire.error)}</Banner> : null}
      <DialogFooter>
        <DialogClose asChild>
          <Button>Keep it</Button>
        </DialogClose>
        <Button
          variant="danger"
          pending={retire.isPending}
          onClick={() => retire.mutate(plan.updated_at, { onSuccess: done })}
        >
          Retire it
        </Button>
      </DialogFooter>
    </Ask>
  )
}
