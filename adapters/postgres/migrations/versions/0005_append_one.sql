-- The append of one plain request: one event on a stream that nothing else was read for, without
-- bodies, keys or aliases. What a quiet system sends, and a third cheaper than the set-based call.

CREATE FUNCTION heed.append_one(
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
    head bigint;
    held heed.idempotency;
    known boolean;
    current int;
BEGIN
    PERFORM set_config('heed.tenants', '{' || p_tenant || '}', true);
    SELECT h.position, greatest(h.recorded_at, p_now) INTO head, at
      FROM heed.tenant_head AS h WHERE h.tenant_id = p_tenant FOR NO KEY UPDATE;
    IF head IS NULL THEN
        code := 5;
        RETURN;
    END IF;

    SELECT i.* INTO held FROM heed.idempotency AS i
     WHERE i.tenant_id = p_tenant AND i.integration = p_integration AND i.key = p_key;
    IF held.key IS NOT NULL THEN
        IF held.request <> p_request THEN
            code := 2;
            RETURN;
        END IF;
        UPDATE heed.idempotency AS i SET replays = i.replays + 1
         WHERE i.tenant_id = p_tenant AND i.integration = p_integration AND i.key = p_key;
        SELECT 1, held.status::int, held.stream_id, held.version, held.position, held.events, held.recorded_at
          INTO code, status, stream, version, last, events, at;
        RETURN;
    END IF;

    SELECT (SELECT k.stream_id <> p_stream OR k.version >= p_ref_version FROM heed.origin AS k
             WHERE k.tenant_id = p_tenant AND k.source = p_source AND k.ref = p_ref),
           coalesce((SELECT v.version FROM heed.event AS v
                      WHERE v.tenant_id = p_tenant AND v.stream_id = p_stream
                   ORDER BY v.version DESC LIMIT 1), 0)
      INTO known, current;
    code := CASE WHEN known THEN 3 WHEN current <> p_seen THEN 4 ELSE 0 END;
    IF code > 0 THEN
        RETURN;
    END IF;

    SELECT p_status, p_stream, p_seen + 1, head + 1, 1 INTO status, stream, version, last, events;
    UPDATE heed.tenant_head AS h SET position = last, recorded_at = at WHERE h.tenant_id = p_tenant;
    INSERT INTO heed.event (tenant_id, position, stream_id, version, event_id, type, actor,
                            recorded_at, salt, facts, sealed)
    VALUES (p_tenant, last, p_stream, version, p_id, p_type, p_actor, at, p_salt, p_facts::json, '[]');
    INSERT INTO heed.idempotency (tenant_id, integration, key, request, status, stream_id, version,
                                  position, events, recorded_at)
    VALUES (p_tenant, p_integration, p_key, p_request, p_status, p_stream, version, last, 1, at);
    IF p_ref IS NOT NULL THEN
        INSERT INTO heed.origin AS o (tenant_id, source, ref, version, content, members, stream_id)
        VALUES (p_tenant, p_source, p_ref, p_ref_version, p_content, p_members::json, p_stream)
            ON CONFLICT (tenant_id, source, ref) DO UPDATE
           SET version = excluded.version, content = excluded.content, members = excluded.members;
    END IF;
    PERFORM pg_notify('heed_log', '');
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA heed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION heed.tenant() TO heed_app, heed_projector, heed_eraser;
GRANT EXECUTE ON FUNCTION heed.tenants(), heed.append_one, heed.append_many, heed.verdicts TO heed_writer;
