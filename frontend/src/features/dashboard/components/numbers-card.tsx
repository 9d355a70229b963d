import { Link } from '@tanstack/react-router'
import { Card } from '@/components/ui'
import type { Profile } from '@/lib/api'
import { count, percent } from '@/lib/format'

/** What the recommendations are worked out from, and the way to change it. */
export const NumbersCard = ({ profile }: { profile: Profile }) => (
  <Card className="grid gap-4 p-6">
    <h2 className="text-[19px]">Your audience</h2>
    <dl className="num grid grid-cols-2 gap-x-6 gap-y-3">
      <Figure term="Followers">{count(profile.follower_count)}</Figure>
      <Figure term="Engaged">{percent(profile.engagement_rate)}</Figure>
      <Figure term="You make" className="col-span-2">
        {profile.niche}
      </Figure>
    </dl>
    <p>
      <Link to="/onboarding/profile" className="prose-link touch-target text-[14.5px]">
        Change your numbers
      </Link>
    </p>
  </Card>
)

interface FigureProps {
  term: string
  className?: string
  children: string
}

const Figure = ({ term, className, children }: FigureProps) => (
  <div className={className}>
    <dt className="text-[13px] text-ink-3">{term}</dt>
    <dd className="font-display text-[19px] leading-snug font-[500]">{children}</dd>
  </div>
)
