import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Banner } from '@/ui/banner'

/** Something only a person can decide; the page brings the buttons that decide it. */
export const AttentionBanner = ({ text, actions }: { text: string; actions?: ReactNode }) => (
  <div className="border-b border-hair bg-surface-1 p-3"><Banner tone="warn" icon={TriangleAlert} actions={actions} role="alert">{text}</Banner></div>
)
