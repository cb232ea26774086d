import { Document } from "yaml";

/** Without anchors, which not every tool follows, and without folding, which would change the words. */
export function yamlOf(value: object): string {
  return new Document(value, { aliasDuplicateObjects: false }).toString({ lineWidth: 0 });
}
