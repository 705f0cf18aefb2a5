-- Archive objects that published runs cover.
SELECT archive_key FROM ops.batch_object;
