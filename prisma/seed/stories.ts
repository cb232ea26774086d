// All of them: about eighty exceptions over the past year.

import { accessStories } from "./stories-access";
import { aiStories } from "./stories-ai";
import { costStories } from "./stories-cost";
import { dataStories } from "./stories-data";
import { infrastructureStories } from "./stories-infrastructure";
import { securityStories } from "./stories-security";
import type { Story } from "./story";

export const stories: Story[] = [
  ...securityStories,
  ...infrastructureStories,
  ...costStories,
  ...dataStories,
  ...aiStories,
  ...accessStories,
];
