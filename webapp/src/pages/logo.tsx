export const Logo = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" className={className} aria-hidden>
    <rect width="32" height="32" rx="8" className="fill-accent" />
    <path d="M10 23V9h7.2a4.6 4.6 0 0 1 0 9.2H10" fill="none" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" className="stroke-on-accent" />
    <circle cx="22.5" cy="22.5" r="2" className="fill-on-accent" />
  </svg>
)
