-- The append: one call, one transaction, for all requests of a flush, whatever their providers.
--
-- t_*: the providers, ascending, so that two writers cannot deadlock. a_*: one entry per request;
-- a_tenant is the 1-based place of its provider. o_*, s_*, e_*, b_*, k_*, l_*: origins, streams read
-- or written with the version seen, events in order, bodies, keys and aliases; *_of is the 1-based
-- request. Within one call no two requests touch the same stream, key, reference or alias: the
-- batcher sees to that, and a call that breaks the rule fails on a unique index. A body whose class
-- key is neither stored nor in its own request was sealed under a key that is gone: overtaken.
--
-- code: 0 stored, 1 replayed, 2 key of another request, 3 reference known, 4 overtaken, 5 no such
-- provider. The rest is the stored answer, for 0 and 1.
--
-- Scalar sub-selects on purpose: an EXISTS over unnest becomes a join that a plan made on empty
-- tables drives from the wrong end.

CREATE FUNCTION heed.append_many(
    t_tenant uuid[],
    a_tenant int[], a_integration uuid[], a_key text[], a_request bytea[], a_status int[],
    a_stream uuid[], a_version int[], a_events int[], a_points_at bigint[], a_now timestamptz[],
    o_of int[], o_source text[], o_ref text[], o_version int[], o_content bytea[], o_members text[],
    o_stream uuid[],
    s_of int[], s_stream uuid[], s_version int[],
    e_of int[], e_nth int[], e_stream uuid[], e_version int[], e_id uuid[], e_type text[],
    e_actor text[], e_salt bytea[], e_facts text[], e_sealed text[],
    b_of int[], b_nth int[], b_id uuid[], b_class text[], b_key uuid[], b_wrapped bytea[],
    b_sealed bytea[],
    k_of int[], k_id uuid[], k_kind text[], k_owner uuid[], k_epoch int[], k_wrapped bytea[],
    l_of int[], l_blind bytea[], l_person uuid[],
    OUT code int[], OUT status int[], OUT stream uuid[], OUT version int[], OUT last bigint[],
    OUT events int[], OUT at timestamptz[])
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
DECLARE
    head bigint[];
    clock timestamptz[];
    first bigint[];
    trouble boolean;
    stored boolean := false;
    replayed boolean := false;
BEGIN
    PERFORM set_config('heed.tenants', t_tenant::text, true);
    PERFORM FROM heed.tenant_head AS h WHERE h.tenant_id = ANY (t_tenant) ORDER BY h.tenant_id
        FOR NO KEY UPDATE;

    -- Statements of their own from here on: each sees all that was committed before we had the locks.
    SELECT array_agg(h.position ORDER BY t.place), array_agg(h.recorded_at ORDER BY t.place)
      INTO head, clock
      FROM unnest(t_tenant) WITH ORDINALITY AS t(tenant_id, place)
      LEFT JOIN heed.tenant_head AS h ON h.tenant_id = t.tenant_id;

    SELECT array_position(head, NULL) IS NOT NULL
        OR EXISTS (SELECT FROM unnest(a_tenant, a_integration, a_key) AS a(t, integration, key)
                    WHERE (SELECT i.position FROM heed.idempotency AS i
                            WHERE i.tenant_id = t_tenant[a.t] AND i.integration = a.integration
                              AND i.key = a.key) IS NOT NULL)
        OR EXISTS (SELECT FROM unnest(s_of, s_stream, s_version) AS s(of, stream, version)
                    WHERE s.version <> coalesce(
                          (SELECT v.version FROM heed.event AS v
                            WHERE v.tenant_id = t_tenant[a_tenant[s.of]] AND v.stream_id = s.stream
                         ORDER BY v.version DESC LIMIT 1), 0))
        OR (o_of <> '{}' AND EXISTS (
                   SELECT FROM unnest(o_of, o_source, o_ref, o_version, o_stream)
                            AS o(of, source, ref, version, stream)
                    WHERE (SELECT k.stream_id <> o.stream OR k.version >= o.version
                             FROM heed.origin AS k
                            WHERE k.tenant_id = t_tenant[a_tenant[o.of]] AND k.source = o.source
                              AND k.ref = o.ref)))
        OR (b_of <> '{}' AND EXISTS (
                   SELECT FROM unnest(b_of, b_key) AS b(of, key)
                    WHERE (SELECT n.of FROM unnest(k_of, k_id) AS n(of, id)
                            WHERE n.of = b.of AND n.id = b.key LIMIT 1) IS NULL
                      AND (SELECT k.epoch FROM heed.vault_key AS k
                            WHERE k.tenant_id = t_tenant[a_tenant[b.of]]
                              AND k.key_id = b.key) IS NULL))
        OR (k_of <> '{}' AND EXISTS (
                   SELECT FROM unnest(k_of, k_kind, k_owner) AS n(of, kind, owner)
                    WHERE (SELECT k.epoch FROM heed.vault_key AS k
                            WHERE k.tenant_id = t_tenant[a_tenant[n.of]] AND k.kind = n.kind
                              AND k.owner = n.owner) IS NOT NULL))
        OR (l_of <> '{}' AND EXISTS (
                   SELECT FROM unnest(l_of, l_blind, l_person) AS n(of, blind, person)
                    WHERE (SELECT l.person <> n.person FROM heed.alias AS l
                            WHERE l.tenant_id = t_tenant[a_tenant[n.of]] AND l.blind = n.blind)))
      INTO trouble;

    IF trouble THEN
        SELECT v.code, v.status, v.stream, v.version, v.last, v.events, v.at
          INTO code, status, stream, version, last, events, at
          FROM heed.verdicts(
               t_tenant, head, a_tenant, a_integration, a_key, a_request,
               o_of, o_source, o_ref, o_version, o_stream, s_of, s_stream, s_version,
               b_of, b_key, k_of, k_id, k_kind, k_owner, l_of, l_blind, l_person) AS v;
    ELSE
        code := array_fill(0, ARRAY[cardinality(a_key)]);
    END IF;

    FOR i IN 1 .. cardinality(a_key) LOOP
        IF code[i] = 0 THEN
            clock[a_tenant[i]] := greatest(clock[a_tenant[i]], a_now[i]);
            at[i] := clock[a_tenant[i]];
            first[i] := head[a_tenant[i]] + 1;
            head[a_tenant[i]] := head[a_tenant[i]] + a_events[i];
            last[i] := CASE WHEN a_events[i] > 0 THEN head[a_tenant[i]] ELSE a_points_at[i] END;
            status[i] := a_status[i];
            stream[i] := a_stream[i];
            version[i] := a_version[i];
            events[i] := a_events[i];
            stored := true;
        ELSIF code[i] = 1 THEN
            replayed := true;
        END IF;
    END LOOP;

    -- A repeat is written too: a standby that is down delays it like the first one.
    IF replayed THEN
        UPDATE heed.idempotency AS i SET replays = i.replays + 1
          FROM unnest(a_tenant, a_integration, a_key, code) AS a(t, integration, key, code)
         WHERE a.code = 1 AND i.tenant_id = t_tenant[a.t] AND i.integration = a.integration
           AND i.key = a.key;
    END IF;
    IF NOT stored THEN
        RETURN;
    END IF;

    UPDATE heed.tenant_head AS h SET position = n.position, recorded_at = n.recorded_at
      FROM unnest(t_tenant, head, clock) AS n(tenant_id, position, recorded_at)
     WHERE h.tenant_id = n.tenant_id
       AND (h.position <> n.position OR h.recorded_at < n.recorded_at);

    IF e_of <> '{}' THEN
        INSERT INTO heed.event (tenant_id, position, stream_id, version, event_id, type, actor,
                                recorded_at, salt, facts, sealed)
        SELECT t_tenant[a_tenant[e.of]], first[e.of] + e.nth - 1, e.stream, e.version, e.id, e.type,
               e.actor, at[e.of], e.salt, e.facts::json, e.sealed::json
          FROM unnest(e_of, e_nth, e_stream, e_version, e_id, e_type, e_actor, e_salt, e_facts, e_sealed)
            AS e(of, nth, stream, version, id, type, actor, salt, facts, sealed)
         WHERE code[e.of] = 0;
        PERFORM pg_notify('heed_log', '');
    END IF;

    INSERT INTO heed.idempotency (tenant_id, integration, key, request, status, stream_id, version,
                                  position, events, recorded_at)
    SELECT t_tenant[a.t], a.integration, a.key, a.request, a.status, a.stream, a.version, last[a.i],
           a.events, at[a.i]
      FROM unnest(a_tenant, a_integration, a_key, a_request, a_status, a_stream, a_version, a_events)
           WITH ORDINALITY AS a(t, integration, key, request, status, stream, version, events, i)
     WHERE code[a.i] = 0;

    IF o_of <> '{}' THEN
        INSERT INTO heed.origin AS known (tenant_id, source, ref, version, content, members, stream_id)
        SELECT t_tenant[a_tenant[o.of]], o.source, o.ref, o.version, o.content, o.members::json, o.stream
          FROM unnest(o_of, o_source, o_ref, o_version, o_content, o_members, o_stream)
            AS o(of, source, ref, version, content, members, stream)
         WHERE code[o.of] = 0
            ON CONFLICT (tenant_id, source, ref) DO UPDATE
           SET version = excluded.version, content = excluded.content, members = excluded.members;
    END IF;

    IF k_of <> '{}' THEN
        INSERT INTO heed.vault_key (tenant_id, key_id, kind, owner, epoch, wrapped, created_at)
        SELECT t_tenant[a_tenant[k.of]], k.id, k.kind, k.owner, k.epoch, k.wrapped, at[k.of]
          FROM unnest(k_of, k_id, k_kind, k_owner, k_epoch, k_wrapped)
            AS k(of, id, kind, owner, epoch, wrapped)
         WHERE code[k.of] = 0;
    END IF;

    IF b_of <> '{}' THEN
        INSERT INTO heed.body (tenant_id, body_id, position, class, key_id, wrapped, sealed)
        SELECT t_tenant[a_tenant[b.of]], b.id, first[b.of] + b.nth - 1, b.class, b.key, b.wrapped, b.sealed
          FROM unnest(b_of, b_nth, b_id, b_class, b_key, b_wrapped, b_sealed)
            AS b(of, nth, id, class, key, wrapped, sealed)
         WHERE code[b.of] = 0;
    END IF;

    IF l_of <> '{}' THEN
        INSERT INTO heed.alias (tenant_id, blind, person)
        SELECT t_tenant[a_tenant[l.of]], l.blind, l.person
          FROM unnest(l_of, l_blind, l_person) AS l(of, blind, person)
         WHERE code[l.of] = 0
            ON CONFLICT (tenant_id, blind) DO NOTHING;  -- the same person: checked above
    END IF;
END $$;
