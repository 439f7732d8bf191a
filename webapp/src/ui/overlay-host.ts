import { createContext, useContext } from 'react'

/** The open dialog around something, else the page's main landmark. */
export const OverlayHost = createContext<HTMLElement | null>(null)

/**
 * Where small overlays are put: inside the dialog that they belong to, since everything outside a modal dialog is
 * hidden from screen readers, else inside the page's main landmark. It must not change while one is open: moving would close it.
 */
export const useOverlayHost = () => useContext(OverlayHost) ?? undefined
