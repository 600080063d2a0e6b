-- Organisation 1 has a row in five, 1,600 others share the rest. No two neighbours in a table are of one organisation.
CREATE FUNCTION org(g bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN CASE WHEN g % 5 = 0 THEN 1 ELSE 2 + g * 7 % 1600 END;

-- Without triggers, which take most of the time: the audit log is filled below.
SET session_replication_role = replica;

INSERT INTO organisations (id, name) SELECT g, 'Organisation ' || g FROM generate_series(1, 1601) g;
INSERT INTO users (org_id, email, full_name, role)
SELECT g, g || '@example.com', 'Founder', 'org_admin' FROM generate_series(1, 1601) g;
INSERT INTO credentials (email, org_id, user_id) SELECT email, org_id, id FROM users;
INSERT INTO passwords SELECT org_id, id, 'x' FROM users;

INSERT INTO jobs (org_id, created_by_user_id, title, description, currency, required_skills, nice_to_have_skills, status,
    is_public, engine, features, text_hash, version, activity_at)
SELECT u.org_id, u.id, 'Job ' || g, repeat('work ', 60), 'EUR', '[]', '[]',
    CASE WHEN g % 20 < 11 THEN 'open' WHEN g % 20 < 19 THEN 'closed' ELSE 'on_hold' END, false, 7,
    decode(repeat(md5(g::text), 8), 'hex'), sha256(g::text::bytea), 1000 + g / 10,
    timestamptz '2025-01-01 00:00Z' + g * interval '15 minutes'
FROM generate_series(1, 20000) g JOIN users u ON u.org_id = org(g) ORDER BY g;

INSERT INTO candidates (org_id, full_name, notes, engine, features, text_hash, version, activity_at)
SELECT org(g), 'Person ' || g, repeat('life ', 60), 7, decode(repeat(md5(g::text), 8), 'hex'), sha256(g::text::bytea),
    1000 + g / 10, timestamptz '2025-01-01 00:00Z' + g * interval '15 minutes'
FROM generate_series(1, 20000) g ORDER BY g;

INSERT INTO candidate_texts (org_id, candidate_id, fields)
SELECT org_id, id, ' person ' || id || ' life ' FROM candidates ORDER BY id;
INSERT INTO job_texts (org_id, job_id, fields) SELECT org_id, id, ' job ' || id || ' work ' FROM jobs ORDER BY id;

INSERT INTO postponed_texts (org_id, source, record_id) SELECT org(g), 'job', g FROM generate_series(1, 5000) g;

INSERT INTO profiles (org_id, candidate_id, skills, languages, education, positions, contacts)
SELECT org_id, id, '[]', '[]', '[]', '[]', '{}' FROM candidates ORDER BY id;
INSERT INTO identifiers (org_id, kind, value, candidate_id)
SELECT org_id, kind, kind || id, id FROM candidates, unnest(ARRAY['email', 'phone', 'name']) kind ORDER BY id;
INSERT INTO documents (org_id, candidate_id, filename, kind, size, sha256, hidden, warnings, created_at, content)
SELECT org_id, id, 'cv.txt', 'txt', 4, sha256(id::text::bytea), '[]', '[]', now(), 'life' FROM candidates ORDER BY id;

INSERT INTO pipeline_templates (org_id, name, is_default, stages)
SELECT org(g), 'Template ' || g, false, '[]' FROM generate_series(1, 4000) g ORDER BY g;
UPDATE pipeline_templates SET is_default = true WHERE id IN (SELECT min(id) FROM pipeline_templates GROUP BY org_id);
INSERT INTO rejection_reasons (org_id, name, type, archived)
SELECT org(g), 'Reason ' || g, 'other', g % 3 = 0 FROM generate_series(1, 8000) g ORDER BY g;
INSERT INTO stages (org_id, job_id, key, name, position, type, requires_reason)
SELECT org_id, id, key, key, place, 'screening', false
FROM jobs, unnest(ARRAY['sourced', 'applied', 'offer', 'hired']) WITH ORDINALITY AS stage (key, place) ORDER BY place, id;

INSERT INTO applications (org_id, job_id, candidate_id, status, source)
SELECT j.org_id, j.id, c.id, 'sourced', 'manual'
FROM (SELECT *, row_number() OVER (PARTITION BY org_id ORDER BY id) AS place FROM jobs) j
JOIN (SELECT *, row_number() OVER (PARTITION BY org_id ORDER BY id) AS place FROM candidates) c USING (org_id, place)
ORDER BY j.id;
INSERT INTO applications (org_id, job_id, candidate_id, status, source)
SELECT 1, first.id, c.id, 'sourced', 'manual'
FROM (SELECT min(id) AS id FROM jobs WHERE org_id = 1) first, candidates c WHERE c.org_id = 1 ON CONFLICT DO NOTHING;

INSERT INTO notes (org_id, candidate_id, application_id, author_user_id, text, visibility, mentions, created_at)
SELECT a.org_id, a.candidate_id, a.id, u.id, repeat('life ', 20), CASE WHEN number = 1 THEN 'everyone' ELSE 'recruiters' END,
    '[]', now()
FROM (SELECT * FROM applications ORDER BY id LIMIT 16000) a JOIN users u USING (org_id), generate_series(1, 2) number
ORDER BY number, a.id;
INSERT INTO unread_mentions (org_id, note_id, user_id)
SELECT n.org_id, n.id, u.id FROM notes n JOIN users u USING (org_id) WHERE n.id % 2 = 0 ORDER BY n.id;
INSERT INTO tags (org_id, name) SELECT org(g), 'Tag ' || g FROM generate_series(1, 8000) g ORDER BY g;
INSERT INTO candidate_tags (org_id, candidate_id, tag_id)
SELECT c.org_id, c.id, t.id
FROM candidates c JOIN (SELECT org_id, id, row_number() OVER (PARTITION BY org_id ORDER BY id) AS place FROM tags) t
    ON t.org_id = c.org_id AND t.place IN (1 + c.id % 5, 6 + c.id % 200)
ORDER BY c.id;
INSERT INTO external_ids (org_id, kind, candidate_id, system, value)
SELECT org_id, 'candidate', id, 'ats', id::text FROM candidates ORDER BY candidates.id;
INSERT INTO external_ids (org_id, kind, job_id, system, value)
SELECT org_id, 'job', id, 'ats', id::text FROM jobs ORDER BY jobs.id;
INSERT INTO external_ids (org_id, kind, job_id, candidate_id, application_id, system, value)
SELECT org_id, 'application', job_id, candidate_id, id, 'ats', id::text FROM applications ORDER BY applications.id LIMIT 16000;
INSERT INTO tasks (org_id, title, due_at, assignee_user_id, candidate_id, job_id, created_by_user_id, created_at, done_at)
SELECT j.org_id, 'Task ' || g, now(), CASE WHEN g % 500 = 0 THEN j.created_by_user_id END, c.id, j.id, j.created_by_user_id,
    now(), CASE WHEN g % 7 > 0 THEN now() END
FROM generate_series(1, 20000) g JOIN jobs j ON j.id = g LEFT JOIN candidates c ON (c.org_id, c.id) = (j.org_id, g)
ORDER BY g;
INSERT INTO team_members (org_id, job_id, user_id, role)
SELECT org_id, id, created_by_user_id, 'owner' FROM jobs WHERE id % 3 = 0 ORDER BY id;

INSERT INTO match_logs (org_id, direction, user_id, job_id, candidate_id, score, reason, strategy, receipt, created_at)
SELECT org(g), 'candidates_for_job', 1, g * 7919 % 500, g * 104729::bigint % 20000, 50, 'Because', 'naive', '{}',
    timestamptz '2025-01-01 00:00Z' + g * interval '15 minutes'
FROM generate_series(1, 35000) g ORDER BY g;

INSERT INTO embeddings (org_id, model, text_hash, vector, version)
SELECT org_id, 'x/1', text_hash, '[1,2,3,4]', version FROM candidates;

INSERT INTO imports (org_id, kind, filename, dry_run, create_duplicates, warnings, total, created_by_user_id, created_at, status)
SELECT u.org_id, 'table', 'people.csv', false, false, '[]', 0, u.id, now(), CASE WHEN g % 100 = 5 THEN 'running' ELSE 'done' END
FROM generate_series(1, 8000) g JOIN users u ON u.org_id = org(g) ORDER BY g;
INSERT INTO import_items (org_id, import_id, number, name, status, candidate_id, deflated, digest)
SELECT org_id, id, number, 'row', CASE WHEN number % 2 = 0 THEN 'created' ELSE 'queued' END, 5, false,
    sha256((id || ' ' || number)::bytea)
FROM imports, generate_series(1, 4) number ORDER BY number, id;

INSERT INTO conversations (org_id, user_id, state, created_at, updated_at)
SELECT u.org_id, u.id, '{}', now(), now() FROM generate_series(1, 8000) g JOIN users u ON u.org_id = org(g) ORDER BY g;
INSERT INTO messages (org_id, conversation_id, role, text, tools, created_at)
SELECT org_id, id, 'user', 'list jobs', '[]', now() FROM conversations, generate_series(1, 4) number ORDER BY number, id;
INSERT INTO actions (org_id, user_id, conversation_id, stage, calls, token, writes, at)
SELECT org_id, user_id, id, CASE WHEN number = 1 THEN 'proposed' ELSE 'done' END, '[]', id || ' ' || number, '[]', now()
FROM conversations, generate_series(1, 3) number ORDER BY number, id;

INSERT INTO saved_searches (org_id, user_id, name, kind, query, shared, created_at, updated_at)
SELECT u.org_id, u.id, 'Nurses', 'candidates', '{}', g % 2 = 0, now(), now()
FROM generate_series(1, 8000) g JOIN users u ON u.org_id = org(g) ORDER BY g;

INSERT INTO sign_ins (org_id, user_id, expires_at)
SELECT u.org_id, u.id, now() FROM generate_series(1, 8000) g JOIN users u ON u.org_id = org(g) ORDER BY g;

INSERT INTO second_factors (org_id, user_id, kind, name, secret, counter, credential_id, created_at)
SELECT u.org_id, u.id, CASE WHEN g % 2 = 0 THEN 'passkey' ELSE 'recovery_code' END, '', sha256(g::text::bytea), 0,
    CASE WHEN g % 2 = 0 THEN sha256(g::text::bytea) END, now()
FROM generate_series(1, 8000) g JOIN users u ON u.org_id = org(g) ORDER BY g;

INSERT INTO identities (org_id, user_id, issuer, subject, created_at)
SELECT org(g), g, 'https://login.example', g, now() FROM generate_series(1, 8000) g ORDER BY g;

INSERT INTO directory_accounts (org_id, user_id, user_name, user_name_key, email, email_key, external_id, active,
    created_at, changed_at)
SELECT org(g), g, g, g, g || '@example.com', g || '@example.com', g, g % 50 > 0, now(), now()
FROM generate_series(1, 8000) g ORDER BY g;
INSERT INTO directory_groups (org_id, name, external_id, created_at, changed_at)
SELECT org(g), 'Group', g, now(), now() FROM generate_series(1, 8000) g ORDER BY g;
INSERT INTO directory_members (org_id, group_id, user_id)
SELECT org_id, id, id FROM directory_groups ORDER BY id;

INSERT INTO api_keys (org_id, name, scopes, digest, created_by_user_id, created_at)
SELECT u.org_id, 'Careers page', '[]', sha256(g::text::bytea), u.id, now()
FROM generate_series(1, 8000) g JOIN users u ON u.org_id = org(g) ORDER BY g;

INSERT INTO invitations (org_id, email, email_key, role, digest, invited_by_user_id, created_at, expires_at)
SELECT org(g), g || '@example.com', g || '@example.com', 'viewer', sha256(g::text::bytea), 1, now(), now()
FROM generate_series(1, 8000) g ORDER BY g;

INSERT INTO password_links (org_id, user_id, digest, expires_at)
SELECT org_id, id, sha256(id::text::bytea), now() FROM users ORDER BY id;

INSERT INTO outgoing_mail (org_id, kind, recipient, user_id, language, created_at, due_at, state)
SELECT u.org_id, 'mention', 'jane@example.com', u.id, 'en', at, at, CASE WHEN g % 50 = 0 THEN 'pending' ELSE 'sent' END
FROM generate_series(1, 8000) g JOIN users u ON u.org_id = org(g),
    LATERAL (SELECT timestamptz '2025-01-01 00:00Z' + g * interval '1 minute' AS at) ORDER BY g;

INSERT INTO keyed_requests (org_id, user_id, key, begun_at)
SELECT u.org_id, u.id, g, timestamptz '2025-01-01 00:00Z' + g * interval '1 minute'
FROM generate_series(1, 20000) g JOIN users u ON u.org_id = org(g) ORDER BY g;

INSERT INTO webhooks (org_id, url, event_types, is_active, created_by_user_id, created_at, secret, cursor)
SELECT u.org_id, 'https://receiver.invalid/', '[]', g % 10 = 0, u.id, now(), 'whsec_', 0
FROM generate_series(1, 2000) g JOIN users u ON u.org_id = org(g) ORDER BY g;
INSERT INTO webhook_deliveries (org_id, webhook_id, message_id, type, request_body, due_at, attempt, event_id, sequence,
    entity, entity_id, state, at)
SELECT org_id, id, number, 'job.created', '{}', timestamptz '2025-01-01 00:00Z' + number * interval '1 hour', 1, number,
    number, 'job', number % 7, CASE WHEN number > 29 THEN 'pending' ELSE 'delivered' END, now()
FROM webhooks, generate_series(1, 30) number ORDER BY number, id;

INSERT INTO audit (org_id, kind, user_id, action, entity, entity_id, candidate_id, job_id, stage, after, place, hash)
SELECT org(g), 'user', 1, 'insert', (ARRAY['job', 'candidate', 'application', 'message'])[1 + g / 5 % 4], g / 10,
    CASE WHEN g / 5 % 4 IN (1, 2) THEN g / 10 END,
    CASE WHEN g / 5 % 4 = 2 THEN g / 10 END, CASE WHEN g / 5 % 4 = 2 THEN 'applied' END,
    jsonb_build_object('source', repeat('life ', 40)),
    CASE WHEN g % 50 > 0 THEN g END, CASE WHEN g % 50 > 0 THEN 'x' END
FROM generate_series(1, 200000) g ORDER BY g;

DROP FUNCTION org;
