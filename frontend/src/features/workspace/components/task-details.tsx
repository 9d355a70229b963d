import type { ReactNode } from 'react'
import type { Task } from '@/lib/api'
import { dayInWords } from '@/lib/format'

const VIA = {
  manual: 'Ticked by hand',
  ai_auto: 'Ticked from what you said',
  ai_confirmed: 'Ticked after you said yes',
} as const

export function TaskDetails({ task }: { task: Task }) {
  return (
    <div className="grid gap-3 pt-2.5 pb-1.5 text-[13.5px] text-ink-2">
      <Part title="Why">
        <p>{task.why}</p>
      </Part>
      <Part title="How">
        <ol className="grid list-decimal gap-1 pl-[18px] marker:text-ink-3">
          {task.how.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Part>
      {task.note ? <p className="border-l-2 border-amber pl-3">{task.note}</p> : null}
      <Part title="Done when">
        <p>{task.done_when}</p>
      </Part>
      {task.completed_via ? (
        <p className="text-[12.5px] text-verdigris">
          {VIA[task.completed_via]}
          {task.completed_at ? `, ${dayInWords(task.completed_at)}` : ''}
        </p>
      ) : null}
    </div>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h4 className="eyebrow mb-0.5 font-sans">{title}</h4>
    {children}
  </section>
)
