-- A pipeline answers in no person's name. Alone, because a new word of an enum cannot be used before it is committed.
ALTER TYPE "via" ADD VALUE 'pipeline';
