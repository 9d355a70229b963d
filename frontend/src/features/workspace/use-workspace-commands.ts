import { ListChecks, MessageCircle } from 'lucide-react'
import { flushSync } from 'react-dom'
import type { ActiveProject } from '@/lib/api'
import { type Command, useCommands, useShortcut } from '@/lib/shortcuts'
import { useTalk } from './conversation'
import { allTasks } from './model'

type View = 'talk' | 'plan' | 'decisions'

const KEYS = [
  { keys: 'Enter', label: 'Send the message' },
  { keys: 'Shift+Enter', label: 'Break the line' },
  { keys: 'Escape', label: 'Stop the answer' },
]

/** What the palette and single keys can do in the workspace, whichever part of it is in sight. */
export function useWorkspaceCommands(project: ActiveProject, setView: (view: View) => void) {
  const { composer } = useTalk()
  const open = allTasks(project.phases).find(({ completed }) => !completed)

  function write() {
    flushSync(() => setView('talk'))
    composer.current?.focus()
  }

  function goToTask(taskId: string) {
    flushSync(() => setView('plan'))
    focusTask(taskId)
  }

  const commands: Command[] = []
  if (project.can_edit) {
    commands.push({
      label: 'Write to Atelier',
      words: 'message talk chat composer',
      icon: MessageCircle,
      keys: '/',
      run: write,
    })
  }
  if (open) {
    commands.push({
      label: `Next open task: ${open.title}`,
      words: 'to do plan checklist',
      icon: ListChecks,
      run: () => goToTask(open.task_id),
    })
  }
  useCommands(commands, KEYS)
  useShortcut(
    '/',
    (event) => {
      event.preventDefault()
      write()
    },
    { enabled: project.can_edit },
  )
}

/** Opens the task's phase where it is closed, and puts the focus on its box. */
function focusTask(taskId: string) {
  const item = document.querySelector(`[data-task="${CSS.escape(taskId)}"]`)
  const closed = item?.closest<HTMLElement>('[hidden]')
  if (closed) document.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(closed.id)}"]`)?.click()
  item?.querySelector<HTMLElement>('[role=checkbox]')?.focus()
}
