/**
 * Stands in for `react-style-singleton`, with which the dialogs' scroll lock writes a style element into the page; our policy stops those. Nothing is lost:
 * the page itself never scrolls, only panes inside it do.
 */
export const styleSingleton = () => () => null
