import type { ReactNode } from 'react'
import { Logo } from './logo'

/** The frame of everything that is open to whoever has not signed in. */
export const Door = ({ title, children }: { title: string; children: ReactNode }) => (
  <main className="grid h-full place-items-center overflow-y-auto p-4">
    <div className="w-full max-w-form">
      <div className="mb-6 flex items-center gap-3"><Logo className="size-9" /><span className="text-title font-strong text-strong">PromoEngine</span></div>
      <div className="flex flex-col gap-4 rounded-panel border border-hair bg-surface-1 p-6">
        <h1 className="text-title font-strong text-strong">{title}</h1>
        {children}
      </div>
    </div>
  </main>
)

export const doorLink = 'text-list text-accent-text underline-offset-2 hover:underline'
