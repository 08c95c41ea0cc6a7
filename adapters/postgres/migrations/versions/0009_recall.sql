-- What several requests have to know before they can be decided, each of its own provider, in one
-- call: the record that a reference leads to, and who is behind each blind index, with their key.
--
-- Row security stays as it is: each request's provider is named before its rows are asked for, and
-- every statement in here reads that name anew. Nobody is named when the call has ended.

CREATE FUNCTION heed.recall(
    p_tenants uuid[], p_sources text[], p_refs text[], p_blinds int[], p_blind bytea[])
    RETURNS TABLE (stream uuid, version int, content bytea, members text,
                   persons uuid[], keys uuid[], epochs int[], wrapped bytea[])
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
DECLARE
    place int := 0;
BEGIN
    FOR nth IN 1 .. cardinality(p_tenants) LOOP
        PERFORM set_config('heed.tenant', p_tenants[nth]::text, true);
        SELECT o.stream_id, o.version, o.content, o.members::text
          INTO stream, version, content, members
          FROM heed.origin AS o
         WHERE o.tenant_id = p_tenants[nth] AND o.source = p_sources[nth] AND o.ref = p_refs[nth];
        persons := NULL;
        keys := NULL;
        epochs := NULL;
        wrapped := NULL;
        IF p_blinds[nth] > 0 THEN
            -- One look-up by index for each. A plain join would be planned, on tables without
            -- statistics yet, to read all that the provider has.
            SELECT array_agg(a.person ORDER BY w.place), array_agg(k.key_id ORDER BY w.place),
                   array_agg(k.epoch ORDER BY w.place), array_agg(k.wrapped ORDER BY w.place)
              INTO persons, keys, epochs, wrapped
              FROM unnest(p_blind[place + 1 : place + p_blinds[nth]])
                   WITH ORDINALITY AS w(blind, place)
                   LEFT JOIN LATERAL (SELECT n.person
                                        FROM heed.alias AS n
                                       WHERE n.tenant_id = p_tenants[nth] AND n.blind = w.blind
                                      OFFSET 0) AS a ON true
                   LEFT JOIN LATERAL (SELECT v.key_id, v.epoch, v.wrapped
                                        FROM heed.vault_key AS v
                                       WHERE v.tenant_id = p_tenants[nth] AND v.kind = 'person'
                                         AND v.owner = a.person
                                      OFFSET 0) AS k ON true;
            place := place + p_blinds[nth];
        END IF;
        RETURN NEXT;
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION heed.recall FROM PUBLIC;
GRANT EXECUTE ON FUNCTION heed.recall TO heed_app;
