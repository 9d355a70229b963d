import { Link } from '@tanstack/react-router'
import type { ComponentProps } from 'react'

interface ToProject extends Omit<ComponentProps<'a'>, 'href' | 'id'> {
  id: string
}

export const KitLink = ({ id, ...props }: ToProject) => (
  <Link to="/projects/$id/kit" params={{ id }} {...props} />
)

export const SummaryLink = ({ id, ...props }: ToProject) => (
  <Link to="/projects/$id/summary" params={{ id }} {...props} />
)
