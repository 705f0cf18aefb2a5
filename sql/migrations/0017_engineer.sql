-- Who runs it: what the loader and the batch layer may (replays, reconciliations, checks), all that care shows, and to mark what
-- was sent again out of quarantine. Nobody has the role by a deployment: docs/deploy.md says how to give it.
CREATE ROLE engineer;

GRANT ROLE loader TO ROLE engineer;

GRANT ROLE batch TO ROLE engineer;

GRANT ROLE personal_data TO ROLE engineer;

GRANT SELECT, INSERT ON ops.redrive TO ROLE engineer;
