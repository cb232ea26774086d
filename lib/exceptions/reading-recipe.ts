// How a reading is sent with nothing but curl.

import { boundInWords, type Measure } from "@/lib/exceptions/readings";

type Ask = { register: string; conditionId: string; measure: Measure };

export function readingRecipe({ register, conditionId, measure }: Ask): string {
  return [
    `# ${measure.metric}, must be ${boundInWords(measure)}. EXCEPTIONS_TOKEN: a masked secret.`,
    `curl -fsS -m 20 ${register}/api/v1/conditions/${conditionId}/readings \\`,
    '  -H "Authorization: Bearer $EXCEPTIONS_TOKEN" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d "{\\"value\\": $VALUE, \\"at\\": \\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\\", \\"source\\": \\"prometheus\\"}"`,
  ].join("\n");
}
