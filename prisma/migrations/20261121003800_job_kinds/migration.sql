-- A value of a type can be used only once it is committed, so these two come before what speaks of them.
ALTER TYPE webhook_kind ADD VALUE 'github';
ALTER TYPE webhook_kind ADD VALUE 'gitlab';
