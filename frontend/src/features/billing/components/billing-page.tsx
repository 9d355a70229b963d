import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { PageHeader, PageSection } from '@/components/layout'
import { Banner, Tag } from '@/components/ui'
import { meQuery, type Subscription } from '@/lib/api'
import { subscriptionQuery } from '../api'
import { BillingContext } from '../context'
import { managesMoney, roleIn, seesMoney } from '../model'
import type { BillingSearch } from '../search'
import { BillingSkeleton } from './billing-skeleton'
import { Budgets } from './budgets'
import { Details } from './details'
import { Failed } from './failed'
import { Invoices } from './invoices'
import { Payment } from './payment'
import { PlanPart } from './plan-part'
import { Seats } from './seats'
import { UsagePart } from './usage-part'
import { Wanted } from './wanted'
import { WorkspaceChoice } from './workspace-choice'

const FRAME = 'mx-auto w-[min(980px,calc(100%-32px))]'

/** What a workspace pays for, uses and owes. */
export function BillingPage({ plan, interval, workspace }: BillingSearch) {
  const navigate = useNavigate()
  const { data: subscription, error, refetch } = useQuery(subscriptionQuery(workspace))
  const forget = () =>
    void navigate({
      to: '/settings/billing',
      search: workspace ? { workspace } : {},
      replace: true,
      resetScroll: false,
    })
  return (
    <>
      <PageHeader title="Billing" tags={subscription?.sandbox ? <SandboxMoney /> : null} />
      <div className={`${FRAME} pb-16`}>
        <WorkspaceChoice {...(subscription ? { current: subscription.workspace_id } : {})} />
        {subscription ? (
          <Parts subscription={subscription} workspace={workspace}>
            {plan ? <Wanted key={plan} plan={plan} interval={interval ?? null} onClose={forget} /> : null}
          </Parts>
        ) : error ? (
          <div className="pt-9">
            <Failed error={error} onRetry={refetch} />
          </div>
        ) : (
          <BillingSkeleton />
        )}
      </div>
    </>
  )
}

const SandboxMoney = () => (
  <Tag tone="wait" title="No Stripe key is set: test cards only, and nothing is charged.">
    Test payments
  </Tag>
)

interface PartsProps {
  subscription: Subscription
  workspace: string | undefined
  children: React.ReactNode
}

function Parts({ subscription, workspace, children }: PartsProps) {
  const { data: me } = useQuery(meQuery)
  const role = roleIn(me, subscription.workspace_id)
  useHash()
  return (
    <BillingContext
      value={{ workspace, subscription, manages: managesMoney(role), seesMoney: seesMoney(role) }}
    >
      {subscription.configured ? null : (
        <Banner className="mt-6">
          Payments are not set up on this installation. What you use is counted all the same, and nothing can
          be bought.
        </Banner>
      )}
      <PageSection id="plan" title="Plan" about="What you have, and what comes next.">
        <PlanPart />
      </PageSection>
      <PageSection id="usage" title="Usage" about="What is used of what the plan includes.">
        <UsagePart />
      </PageSection>
      <PageSection id="budgets" title="Spending limits" about="How much your partner and agents may cost.">
        <Budgets />
      </PageSection>
      <PageSection id="seats" title="Seats" about="How many people the plan has room for.">
        <Seats />
      </PageSection>
      <PageSection id="payment" title="Payment" about="What is charged, and with which discount.">
        <Payment />
      </PageSection>
      <PageSection id="invoices" title="Invoices" about="Every charge with its receipt.">
        <Invoices />
      </PageSection>
      <PageSection id="details" title="On the invoice" about="Whom invoices name, and their tax ids.">
        <Details />
      </PageSection>
      <PageSection id="services" title="Services" about="Work done for you, beside the plan.">
        <p className="flex flex-wrap gap-x-6 gap-y-1">
          <Link to="/services" className="prose-link touch-target">
            What there is
          </Link>
          <Link to="/services/orders" className="prose-link touch-target">
            Your orders
          </Link>
        </p>
      </PageSection>
      {children}
    </BillingContext>
  )
}

/** The part that the address names, once it is there to be shown. */
function useHash() {
  useEffect(() => {
    const id = window.location.hash.slice(1)
    if (id) document.getElementById(id)?.scrollIntoView()
  }, [])
}
