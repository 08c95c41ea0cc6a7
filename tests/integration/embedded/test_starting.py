from adapters.postgres.embedded.database import ensure_database
from tests.integration.embedded.world import asked, is_alive


async def test_a_fresh_machine_gets_a_working_database(embedded):
    postgres = embedded().start()
    await ensure_database(postgres, "heed")

    assert await asked(postgres.url(), "SELECT current_database()") == "heed"


async def test_what_was_kept_is_there_after_a_restart(embedded):
    with embedded() as postgres:
        await asked(postgres.url("postgres"), "CREATE TABLE kept AS SELECT 41 AS number")

    again = embedded().start()

    assert await asked(again.url("postgres"), "SELECT number FROM kept") == 41


async def test_starting_twice_starts_one_server(embedded):
    postgres = embedded().start()
    first = postgres.pid()

    postgres.start()

    assert postgres.pid() == first


async def test_two_processes_share_one_server(embedded, another):
    postgres = embedded().start()

    found = another().told("start")

    assert found["pid"] == postgres.pid()
    assert await asked(found["url"], "SELECT 1") == 1


def test_the_server_lives_until_its_last_user_leaves(embedded, another):
    first, second = embedded().start(), another()
    pid = second.told("start")["pid"]

    first.stop()
    lived_on = is_alive(pid)
    second.told("stop")

    assert lived_on
    assert not is_alive(pid)


def test_many_processes_may_start_it_at_the_same_moment(embedded, another):
    processes = [another() for _ in range(3)]

    for process in processes:
        process.process.stdin.write("start\n")
        process.process.stdin.flush()
    lines = [process.process.stdout.readline() for process in processes]

    assert len({line.split(",")[0] for line in lines}) == 1
    assert str(embedded().start().pid()) in lines[0]


async def test_the_database_is_made_only_once(embedded):
    postgres = embedded().start()

    await ensure_database(postgres, 'a "quoted" name')
    await ensure_database(postgres, 'a "quoted" name')

    assert await asked(postgres.url('a "quoted" name'), "SELECT 1") == 1


async def test_text_is_utf8_and_sorts_the_same_everywhere(embedded):
    postgres = embedded().start()
    words = "SELECT string_agg(w, '' ORDER BY w) FROM unnest(ARRAY['b', 'a', 'B', 'é']) AS w"

    assert await asked(postgres.url("postgres"), "SHOW server_encoding") == "UTF8"
    assert await asked(postgres.url("postgres"), words) == "Babé"


async def test_nothing_that_was_committed_is_at_risk_by_default(embedded):
    url = embedded(settings={}).start().url("postgres")

    for setting in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
        assert await asked(url, f"SELECT current_setting('{setting}')") == "on"


async def test_a_caller_may_choose_settings(embedded):
    postgres = embedded(settings={"fsync": "off", "work_mem": "5MB"}).start()

    assert await asked(postgres.url("postgres"), "SHOW work_mem") == "5MB"
