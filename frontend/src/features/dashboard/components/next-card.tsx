import { Link } from '@tanstack/react-router'
import { ArrowRight, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Card } from '@/components/ui'
import type { ActiveProject, Profile } from '@/lib/api'
import { allDecided, type Destination, nextAction } from '../model'
import { KitLink, SummaryLink } from './kit-links'

interface NextCardProps {
  profile: Profile | null
  project: ActiveProject | null
}

/** The one thing to do now. Everything else on the page is there to be looked at. */
export function NextCard({ profile, project }: NextCardProps) {
  const action = nextAction(profile, project)
  return (
    <Card className="relative overflow-hidden p-6 pl-7 md:p-9 md:pl-10">
      <span aria-hidden className="absolute inset-y-0 left-0 w-[5px] bg-vermilion" />
      <section aria-label="What to do next" className="grid gap-4">
        <div className="grid gap-2">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[14px] text-ink-3">
            <span className="font-[560] text-vermilion">{action.about}</span>
            {action.minutes ? (
              <span className="num inline-flex items-center gap-1.5">
                <Clock aria-hidden className="size-[14px]" /> about {action.minutes} min
              </span>
            ) : null}
          </p>
          <h2 className="max-w-[26ch] text-[28px] leading-[1.15] tracking-[-.018em] md:text-[36px]">
            {action.sentence}
          </h2>
          <p className="max-w-[64ch] text-[16px] text-ink-2">{action.why}</p>
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2.5">
          <Button asChild variant="primary" size="l">
            <To destination={action.to} project={project}>
              {action.label} <ArrowRight aria-hidden />
            </To>
          </Button>
          {project && allDecided(project) && action.to !== 'kit' ? (
            <>
              <Button asChild size="l">
                <KitLink id={project.id}>Open the launch kit</KitLink>
              </Button>
              <SummaryLink id={project.id} className="prose-link touch-target text-[14.5px]">
                See the summary
              </SummaryLink>
            </>
          ) : null}
        </div>
      </section>
    </Card>
  )
}

interface ToProps {
  destination: Destination
  project: ActiveProject | null
  children: ReactNode
}

function To({ destination, project, children, ...props }: ToProps) {
  if (destination === 'profile' || !project) {
    return (
      <Link to={destination === 'profile' ? '/onboarding/profile' : '/onboarding/start'} {...props}>
        {children}
      </Link>
    )
  }
  if (destination === 'kit') {
    return (
      <KitLink id={project.id} {...props}>
        {children}
      </KitLink>
    )
  }
  return (
    <Link to="/projects/$id" params={{ id: project.id }} {...props}>
      {children}
    </Link>
  )
}
