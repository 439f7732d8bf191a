/** Where small overlays are put: inside the page's main landmark, so that screen readers find them in it. */
export const overlayHost = () => document.getElementById('main') ?? undefined
