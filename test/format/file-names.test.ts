import { expect, it } from 'vitest'
import { compileFormat } from '../../src/format/index.ts'
import { readLine } from './read-line.ts'

const FRONT = '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET /a%20b HTTP/1.1" 200 512'
const STRING = '%h %l %u %t "%r" %>s %b'

it.each([
  {
    string: `${STRING} %f "%{User-Agent}i"`,
    line: `${FRONT} /var/www/a b \\"c.pdf "LEAK"`,
    why: 'before the agent',
  },
  { string: `${STRING} "%{User-Agent}i" %f`, line: `${FRONT} "LEAK" /var/www/a b.pdf`, why: 'at the end' },
  { string: `${STRING} "%f" "%{User-Agent}i"`, line: `${FRONT} "/var/www/a b.pdf" "LEAK"`, why: 'in quotes' },
  { string: `%f ${STRING} "%{User-Agent}i"`, line: `/var/www/a b.pdf ${FRONT} "LEAK"`, why: 'in front' },
  { string: `${STRING} %f %D "%{User-Agent}i"`, line: `${FRONT} /var/www/a b 46 46 "LEAK"`, why: 'before a duration' },
  { string: `${STRING} %f "%{User-Agent}i"`, line: `${FRONT} /var/www/a.pdf "LEAK"`, why: 'without a space' },
])('a name of a file that holds spaces, $why', ({ string, line }) => {
  expect(readLine(compileFormat(string), line)).toMatchObject({
    texts: { target: '/a%20b', bytes: '512', agent: 'LEAK' },
  })
})
