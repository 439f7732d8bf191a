import { expect, it } from 'vitest'
import { formatSize } from './file-size'

it('says bytes as people say them', () => {
  expect([0, 512, 14_336, 3_355_443, 52_428_800].map(formatSize)).toEqual(['0 B', '512 B', '14 KB', '3.2 MB', '50 MB'])
})
