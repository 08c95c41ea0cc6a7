-- The append again, cheaper; what it asks and what it promises are those of 0004 and 0005.
--
-- A reference that is new is inserted without looking for a conflict; a body's key is looked for
-- among those of the flush by place; one plain request locks its provider's head by moving it.

-- As an index condition the list of providers is sorted anew for every row that is looked up; as a
-- filter it is searched for the few rows that are found. IS TRUE keeps it out of the index.
DO $$
DECLARE
    protected text;
BEGIN
    FOREACH protected IN ARRAY ARRAY['tenant_head', 'event', 'idempotency', 'origin', 'alias',
                                    'vault_key', 'body'] LOOP
        EXECUTE format('ALTER POLICY of_this_flush ON heed.%I '
                       'USING ((tenant_id = ANY ((SELECT heed.tenants())::uuid[])) IS TRUE)',
                       protected);
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION heed.append_many(
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
    grown boolean := false;
BEGIN
    PERFORM set_config('heed.tenants', t_tenant::text, true);
    PERFORM FROM heed.tenant_head AS h WHERE h.tenant_id = ANY (t_tenant) ORDER BY h.tenant_id
        FOR NO KEY UPDATE;

    -- Statements of their own from here on: each sees all that was committed before we had the locks.
    SELECT array_agg(h.position ORDER BY t.place), array_agg(h.recorded_at ORDER BY t.place)
      INTO head, clock
      FROM unnest(t_tenant) WITH ORDINALITY AS t(tenant_id, place)
      LEFT JOIN heed.tenant_head AS h ON h.tenant_id = t.tenant_id;

    IF o_of <> '{}' THEN
        SELECT EXISTS (SELECT FROM unnest(o_of, o_source, o_ref) AS o(of, source, ref)
                        WHERE (SELECT k.version FROM heed.origin AS k
                                WHERE k.tenant_id = t_tenant[a_tenant[o.of]]
                                  AND k.source = o.source AND k.ref = o.ref) IS NOT NULL)
          INTO grown;
    END IF;

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
        OR (grown AND EXISTS (
                   SELECT FROM unnest(o_of, o_source, o_ref, o_version, o_stream)
                            AS o(of, source, ref, version, stream)
                    WHERE (SELECT k.stream_id <> o.stream OR k.version >= o.version
                             FROM heed.origin AS k
                            WHERE k.tenant_id = t_tenant[a_tenant[o.of]] AND k.source = o.source
                              AND k.ref = o.ref)))
        OR (b_of <> '{}' AND EXISTS (
                   SELECT FROM unnest(b_of, b_key) AS b(of, key)
                    WHERE k_of[array_position(k_id, b.key)] IS DISTINCT FROM b.of
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

    -- Nobody else writes a provider's references while we hold its head, so that what was not there
    -- is still not there: the speculative insert, half as dear again, is for those that grow.
    IF grown THEN
        INSERT INTO heed.origin AS known (tenant_id, source, ref, version, content, members, stream_id)
        SELECT t_tenant[a_tenant[o.of]], o.source, o.ref, o.version, o.content, o.members::json, o.stream
          FROM unnest(o_of, o_source, o_ref, o_version, o_content, o_members, o_stream)
            AS o(of, source, ref, version, content, members, stream)
         WHERE code[o.of] = 0
            ON CONFLICT (tenant_id, source, ref) DO UPDATE
           SET version = excluded.version, content = excluded.content, members = excluded.members;
    ELSIF o_of <> '{}' THEN
        INSERT INTO heed.origin (tenant_id, source, ref, version, content, members, stream_id)
        SELECT t_tenant[a_tenant[o.of]], o.source, o.ref, o.version, o.content, o.members::json, o.stream
          FROM unnest(o_of, o_source, o_ref, o_version, o_content, o_members, o_stream)
            AS o(of, source, ref, version, content, members, stream)
         WHERE code[o.of] = 0;
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

CREATE OR REPLACE FUNCTION heed.append_one(
    p_tenant uuid, p_integration uuid, p_key text, p_request bytea, p_status int,
    p_now timestamptz,
    p_source text, p_ref text, p_ref_version int, p_content bytea, p_members text,
    p_stream uuid, p_seen int,
    p_id uuid, p_type text, p_actor text, p_salt bytea, p_facts text,
    OUT code int, OUT status int, OUT stream uuid, OUT version int, OUT last bigint,
    OUT events int, OUT at timestamptz)
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
DECLARE
    asked bytea;
    known boolean;
    current int;
    held heed.idempotency;
BEGIN
    PERFORM set_config('heed.tenants', '{' || p_tenant || '}', true);
    -- One statement locks the head and moves it; what is not stored moves it back.
    UPDATE heed.tenant_head AS h
       SET position = h.position + 1, recorded_at = greatest(h.recorded_at, p_now)
     WHERE h.tenant_id = p_tenant
 RETURNING h.position, h.recorded_at INTO last, at;
    IF last IS NULL THEN
        code := 5;
        RETURN;
    END IF;

    -- A statement of its own: it sees all that was committed before we had the lock.
    SELECT (SELECT i.request FROM heed.idempotency AS i
             WHERE i.tenant_id = p_tenant AND i.integration = p_integration AND i.key = p_key),
           (SELECT k.stream_id <> p_stream OR k.version >= p_ref_version FROM heed.origin AS k
             WHERE k.tenant_id = p_tenant AND k.source = p_source AND k.ref = p_ref),
           coalesce((SELECT v.version FROM heed.event AS v
                      WHERE v.tenant_id = p_tenant AND v.stream_id = p_stream
                   ORDER BY v.version DESC LIMIT 1), 0)
      INTO asked, known, current;
    code := CASE WHEN asked = p_request   THEN 1
                 WHEN asked IS NOT NULL   THEN 2
                 WHEN known               THEN 3
                 WHEN current <> p_seen   THEN 4
                 ELSE 0 END;
    IF code > 0 THEN
        UPDATE heed.tenant_head AS h SET position = h.position - 1 WHERE h.tenant_id = p_tenant;
        last := NULL;
        at := NULL;
    END IF;
    IF code = 1 THEN
        UPDATE heed.idempotency AS i SET replays = i.replays + 1
         WHERE i.tenant_id = p_tenant AND i.integration = p_integration AND i.key = p_key
     RETURNING i.* INTO held;
        SELECT held.status::int, held.stream_id, held.version, held.position, held.events, held.recorded_at
          INTO status, stream, version, last, events, at;
    END IF;
    IF code > 0 THEN
        RETURN;
    END IF;

    status := p_status;
    stream := p_stream;
    version := p_seen + 1;
    events := 1;
    INSERT INTO heed.event (tenant_id, position, stream_id, version, event_id, type, actor,
                            recorded_at, salt, facts, sealed)
    VALUES (p_tenant, last, p_stream, version, p_id, p_type, p_actor, at, p_salt, p_facts::json, '[]');
    INSERT INTO heed.idempotency (tenant_id, integration, key, request, status, stream_id, version,
                                  position, events, recorded_at)
    VALUES (p_tenant, p_integration, p_key, p_request, p_status, p_stream, version, last, 1, at);
    IF known IS NOT NULL THEN
        UPDATE heed.origin AS o
           SET version = p_ref_version, content = p_content, members = p_members::json
         WHERE o.tenant_id = p_tenant AND o.source = p_source AND o.ref = p_ref;
    ELSIF p_ref IS NOT NULL THEN
        INSERT INTO heed.origin (tenant_id, source, ref, version, content, members, stream_id)
        VALUES (p_tenant, p_source, p_ref, p_ref_version, p_content, p_members::json, p_stream);
    END IF;
    PERFORM pg_notify('heed_log', '');
END $$;
