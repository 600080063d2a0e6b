"""`recruit audit verify`, run as a process."""

import json
from pathlib import Path

import asyncpg

from processes import ran
from recruit.adapters.postgres.embedded.postgres_process import Address
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from worlds import new_organisation


async def tamper(postgres: Address, statement: str) -> None:
    """Run a statement that bypasses the triggers and policies of the test's database."""
    connection = await asyncpg.connect(
        host=str(postgres.socket_dir), port=postgres.port, user="postgres", database="lone"
    )
    await connection.execute("SET session_replication_role = 'replica'")
    await connection.execute(statement)
    await connection.close()


async def test_a_chain_is_verified_and_compared_with_the_saved_heads(
    postgres: Address, lone_database: str, tmp_path: Path
) -> None:
    async with kernel.STORAGE.open(AdapterConfig(lone_database, Path())) as storage:
        organisation = await new_organisation(storage)
        await organisation.job("Baker")
    org_id, heads = organisation.actor.org_id, tmp_path / "heads"
    settings = {"RECRUIT_STORAGE": lone_database, "RECRUIT_SECRET_KEY": "a key of thirty-two bytes or more"}
    verify = ("audit", "verify", "--heads", str(heads))

    code, out, _ = await ran(*verify, data_dir=tmp_path, settings=settings)
    assert code == 0
    assert f"organisation #{org_id}: 4 entries hold\n" in out
    assert json.loads(heads.read_text())[str(org_id)][0] == 4

    await tamper(postgres, f"DELETE FROM audit WHERE org_id = {org_id} AND place = 4")
    assert (await ran("audit", "verify", data_dir=tmp_path, settings=settings))[0] == 0, (
        "what is cut off isn't seen alone"
    )
    code, out, _ = await ran(*verify, data_dir=tmp_path, settings=settings)
    assert code == 1
    assert f"organisation #{org_id}: the chain ends at place 3, and had 4: entries are missing at the end\n" in out

    await tamper(postgres, f"UPDATE audit SET user_id = 5 WHERE org_id = {org_id} AND place = 2")
    code, out, _ = await ran("audit", "verify", data_dir=tmp_path, settings=settings)
    assert (code, f"organisation #{org_id}: the chain breaks at place 2" in out) == (1, True)


async def test_an_unusable_heads_file_is_reported_in_one_line(upgraded_database: str, tmp_path: Path) -> None:
    (tmp_path / "nothing").write_text("nothing")
    (tmp_path / "list").write_text('{"1": ["x"]}')
    settings = {"RECRUIT_STORAGE": upgraded_database, "RECRUIT_SECRET_KEY": "a key of thirty-two bytes or more"}
    for path, complaint in (
        ("nothing", "nothing is no file of heads: give the one that an earlier run wrote\n"),
        ("list", "list is no file of heads: give the one that an earlier run wrote\n"),
        ("/proc/self/mem", "/proc/self/mem can't be read: Input/output error\n"),
        ("no/where", "can't be written"),
    ):
        verify = ("audit", "verify", "--heads", str(tmp_path / path))
        code, _, err = await ran(*verify, data_dir=tmp_path, settings=settings)
        assert (code, err.count("\n"), complaint in err) == (1, 1, True), path
