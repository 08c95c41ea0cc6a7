"""The statement that counts loose ends: all that are open, and their kin.

It costs what there is to count, so it is for whoever wants the numbers, not for every page.
"""

from typing import Final

from projections.runner.statement import Statement

# $2 provider, $3 persons, $4 as of, $5 late by, $6 loops, $7 delays by pace or loop, $8 services,
# $9 units, $10 what contracts want told, and the reader may be, $11 subjects that are not told.
# A service and the provider are looked at anew from the day of the last review of each.
# Kin: a subject, what it is about, and what that is about, as far as it goes.
TALLY: Final = Statement("""
      WITH RECURSIVE held AS (
    SELECT review.service, max(review.held_on) AS on_day
      FROM @loop_subjects AS review
     WHERE review.tenant_id = $2
       AND review.kind = 'governance_review'
       AND review.void IS NOT TRUE
       AND review.held_on <= ($4 AT TIME ZONE 'Europe/London')::date
  GROUP BY review.service),
           owed AS (
    SELECT loop.loop, loop.pace, loop.subject, loop.opened_at, subject.unit,
           COALESCE(held.on_day::timestamp AT TIME ZONE 'Europe/London', loop.owed_since)
               AS owed_since
      FROM @open_loops AS loop
      JOIN @loop_subjects AS subject
        ON subject.tenant_id = loop.tenant_id
       AND subject.subject = loop.subject
 LEFT JOIN held
        ON loop.loop = 'governance_review'
       AND CASE subject.kind
           WHEN 'service' THEN held.service = loop.subject
           ELSE held.service IS NULL END
     WHERE loop.tenant_id = $2
       AND (loop.closed_at IS NULL OR loop.closed_at > $4)
       AND ($6::text[] IS NULL OR loop.loop = ANY ($6))
       AND subject.void IS NOT TRUE
       AND loop.subject <> ALL ($11::uuid[])
       AND CASE
           WHEN loop.depends_on IS NULL THEN true
           WHEN loop.depends_on = 'registration' THEN NOT EXISTS (
                SELECT 1
                  FROM @loop_subjects AS at
                 WHERE at.tenant_id = $2
                   AND at.subject = subject.service
                   AND at.registered IS FALSE)
           ELSE (loop.depends_on NOT LIKE 'judge:%') = (
                substr(loop.depends_on, strpos(loop.depends_on, ':') + 1) = ANY ($10::text[])
                OR COALESCE(substr(loop.depends_on, strpos(loop.depends_on, ':') + 1)
                            || '/' || subject.service = ANY ($10::text[]), false))
           END),
           timed AS (
    SELECT owed.*,
           COALESCE(owed_since + make_interval(secs => COALESCE(
                        $7::jsonb ->> pace, $7::jsonb ->> loop)::float),
                    opened_at) AS late_from
      FROM owed),
           open AS (
    SELECT *
      FROM timed
     WHERE owed_since <= $4
       AND late_from <= $5),
           kin AS (
    SELECT subject, subject AS related
      FROM open
     UNION
    SELECT kin.subject, unnest(other.about)
      FROM kin
      JOIN @loop_subjects AS other
        ON other.tenant_id = $2
       AND other.subject = kin.related),
           known AS (
    SELECT kin.subject,
           COALESCE(bool_or(other.excluded && $3::uuid[]
                            OR (cardinality(other.members) > 0 AND NOT EXISTS (
                                SELECT 1
                                  FROM unnest(other.members) AS member
                                 WHERE NOT EXISTS (
                                       SELECT 1
                                         FROM @loop_subjects AS incident
                                        WHERE incident.tenant_id = $2
                                          AND incident.subject = member
                                          AND incident.excluded && $3::uuid[])))),
                    false) AS hidden,
           COALESCE(array_agg(DISTINCT other.service) FILTER (WHERE other.service IS NOT NULL),
                    ARRAY[]::uuid[]) AS services
      FROM kin
      JOIN @loop_subjects AS other
        ON other.tenant_id = $2
       AND other.subject = kin.related
  GROUP BY kin.subject),
           visible AS (
    SELECT open.loop, open.late_from
      FROM open
      JOIN known USING (subject)
     WHERE NOT known.hidden
       AND ($8::uuid[] IS NULL OR known.services && $8)
       AND ($9::uuid[] IS NULL OR open.unit = ANY ($9)))
    SELECT loop, count(*) AS open, min(late_from) AS since
      FROM visible
  GROUP BY loop
  ORDER BY loop
""")
