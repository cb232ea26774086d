-- A token that sends readings does nothing else with them. Alone, because a new word of an enum cannot be used before it is committed.
ALTER TYPE token_right ADD VALUE 'measure';
