-- R8: what an approver demanded goes with the approval that they take back. A value of its own, so that nothing is deleted;
-- in a migration of its own, because a new value is only there for the next transaction.

ALTER TYPE condition_state ADD VALUE 'taken_back';
