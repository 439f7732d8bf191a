/** Texts worth trying, from the plain order to what only a person can answer. */
export const suggestions: { name: string; text: string }[] = [
  { name: 'Two products, a date, a budget', text: 'hi! can we get 150 of the 11oz white mugs and 2 dozen navy caps by next friday? around $1,200 total' },
  { name: 'Something left open', text: 'need 60 black tote bags for the fair, and some navy ballpoint pens' },
  { name: 'Several products fit', text: '100 tumblers please' },
  { name: 'More than there is in stock', text: '5000 black steel bottles please' },
  { name: 'Not in the catalogue', text: 'do you do 25 engraved cutting boards?' },
  { name: 'Add to what was asked', text: 'and 100 navy ballpoint pens too please' },
  { name: 'Yes to a quote', text: 'YES' },
  { name: 'Opt out', text: 'STOP' },
  { name: 'Opt in again', text: 'START' },
]
