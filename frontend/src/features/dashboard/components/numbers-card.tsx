import { Link } from '@tanstack/react-router'
import { Card } from '@/components/ui'
import type { Profile } from '@/lib/api'
import { count, percent } from '@/lib/format'

/** What the recommendations are worked out from, and the way to change it. */
export const NumbersCard = ({ profile }: { profile: Profile }) => (
  <Card className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 px-6 py-5 md:px-8">
    <dl className="num flex flex-wrap gap-x-10 gap-y-3">
      <Figure term="Followers">{count(profile.follower_count)}</Figure>
      <Figure term="Engaged">{percent(profile.engagement_rate)}</Figure>
      <Figure term="You make">{profile.niche}</Figure>
    </dl>
    <Link to="/onboarding/profile" className="prose-link touch-target text-[14.5px]">
      Change your numbers
    </Link>
  </Card>
)

const Figure = ({ term, children }: { term: string; children: string }) => (
  <div>
    <dt className="text-[13px] text-ink-3">{term}</dt>
    <dd className="font-display text-[19px] leading-snug font-[500]">{children}</dd>
  </div>
)
