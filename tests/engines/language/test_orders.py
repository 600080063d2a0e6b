"""Orders, and sentences that only look like orders: the grammar knows their words."""

import pytest

from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.politeness import asks
from recruit.domain.engines.language.reservations import reserves
from recruit.domain.engines.language.understanding import writes

NO_ORDERS = """
would you reject Jane?
Would you hire John Smith for job 5?
Reject Jane?
I think we should reject John for job 5
John should be rejected
we will close job 3 tomorrow
tomorrow close job 3
close job 3 tomorrow
close job 3 if nobody applies
close job 3, if nobody applies
reject John, unless he answers
reject John unless he answers
let's not close job 3
we can close job 3
you can close job 3
you should close job 3
please consider closing job 3
don't you close job 3
why don't we close job 3?
it would be great to close job 3
feel free to close job 3
I was told to close job 3
he asked me to close job 3
The manager wrote: close job 3
close jobs
close all jobs
close everything
delete all candidates
hire everyone for job 1
move everyone to offer
move all candidates of job 5 to interview
undo nothing
don't undo
should I undo that?
can I undo?
how to undo
fyi: reject John for job 5
not sure if we should reject John
nope don't close job 3
close job 3, no
close job 3 - just kidding
close job 3. Just kidding.
close job 3... never mind
could you tell me how to close job 3?
tell me how to close job 3
show me how to reject John
what does reject mean?
explain how to close job 3
before you close job 3, show me the pipeline
show me the pipeline before you close job 3
show job 3 but don't close it
list jobs without closing job 3
I don't think we should close job 3
never close job 3
do NOT close job 3
Mark Close
Close
mark close job
job 3 closed
job 3: close
the job 3 is to be closed
has job 3 been closed?
was John rejected?
did we reject John?
why did we reject John?
who did we reject?
when was job 4 closed?
add
add Jane
add Jane Doe
add candidate
add a candidate to job 5
create
create candidate
create a report
create an offer
make an offer
send John an email
email John
move
move Jane
move John to Berlin
move job 5 to Berlin
set
set salary to 5
set job 5 salary
set the salary of job 5
rename job 5
rename it
update job 5
clone
copy that
duplicate
lösche alle Kandidaten
löschen
nicht löschen Job 4
ne supprime pas le candidat 3
no elimines el candidato 3
Wie schließe ich Job 3?
was passiert wenn ich Job 3 schließe?
que se passe-t-il si je ferme le poste 3 ?
qué pasa si cierro el puesto 3?
we need to reject someone
reject someone for job 5
reject a candidate
reject candidates
create a job for a cook in Lyon?
a new job for a cook in Lyon, 3 years?
erstelle eine Stelle für einen Koch in Lyon?
crée un poste de cuisinier à Lyon ?
crea un puesto de cocinero en Lyon?
lehne John Smith ab?
rejette John Smith ?
rechaza a John Smith?
hire Jane or John for job 1
reject John or Jane for job 1
""".strip().splitlines()
ORDERS = """
could you please reject Jane Doe for job 1?
can you close job 3?
could you create a job for a cook in Lyon?
create a job for a cook in Lyon. Do you love food? Then come.
kannst du John Smith ablehnen?
peux-tu créer un poste de cuisinier à Lyon ?
no, close job 3
I want you to close job 3
kannst du Job 3 schließen?
peux-tu fermer le poste 3 ?
puedes cerrar el puesto 3?
lehne Kandidat 3 für Job 2 ab
ajoute Maria Lopez au poste 1
añade Maria Lopez al puesto 1
""".strip().splitlines()


@pytest.mark.parametrize("sentence", NO_ORDERS)
def test_questions_statements_doubts_and_incomplete_sentences_order_nothing(sentence: str) -> None:
    assert not any(writes(wish) for wish in parse(sentence).wishes)


@pytest.mark.parametrize("sentence", ORDERS)
def test_a_polite_order_is_an_order(sentence: str) -> None:
    assert any(writes(wish) for wish in parse(sentence).wishes)


ASKED_NOTES = """
add a note to Jane: open to remote?
notiz zu Jane: will sie remote?
ajoute une note à Jane : disponible en mai ?
nota para Jane: viene el lunes?
""".strip().splitlines()
ORDERED_NOTES = """
can you add a note to Jane: open to remote?
add a note to Jane: "open to remote?"
add a note to Jane: she asked about remote.
peux-tu ajouter une note à Jane : disponible en mai ?
""".strip().splitlines()


@pytest.mark.parametrize(("sentences", "waits"), [(ASKED_NOTES, True), (ORDERED_NOTES, False)])
def test_a_note_ending_in_a_question_mark_waits_unless_quoted_or_requested(
    sentences: list[str], *, waits: bool
) -> None:
    assert [reserves(one, parse(one).wishes) for one in sentences] == [waits] * len(sentences)


@pytest.mark.parametrize(
    "message",
    [
        "can you please close job 3?",
        "könnten Sie Stelle 3 schließen?",
        "pouvez-vous fermer le poste 3 ?",
        "hola, ¿puedes cerrar el puesto 3?",
        "você pode fechar a vaga 3?",
        "ciao, puoi chiudere la posizione 3?",
        "kun je vacature 3 sluiten?",
    ],
)
def test_a_polite_request_is_not_a_question(message: str) -> None:
    assert not asks(message)


@pytest.mark.parametrize("prose", ["We met at the fair and liked the portfolio. ", "Dear team, thanks for all. "])
def test_an_order_inside_a_long_pasted_text_is_ignored(prose: str) -> None:
    assert not any(writes(wish) for wish in parse(f"{prose * 8}Close job 3. {prose * 8}").wishes)
    assert any(writes(wish) for wish in parse(f"{prose}Close job 3.").wishes)
