"""Word classes that patterns name. To extend the agent's vocabulary, add words here before adding patterns."""

from recruit.domain.engines.language.phrases import by_phrase

JOB = (
    "job | position | role | opening | vacancy | posting | requisition | req | job opening | job posting | open job"
    " | open position | open role | job role | job req"
)
CANDIDATE = "candidate | person | applicant | profile of candidate | candidate profile"
ID_MARKS = "no | nr | num | number | id | id no | id number | with id | with number | with the id"
"""Words that may stand between a noun and its id."""

NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
ORDINALS = by_phrase(
    {
        1: "first | 1st | top | former",
        2: "second | 2nd",
        3: "third | 3rd",
        4: "fourth | 4th",
        5: "fifth | 5th",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
        -1: "last | latter",
    }
)
"""Ordinals, mapped to positions in a list; -1 is the last one."""

JOB_STATUSES = by_phrase(
    {
        "open": "open | active | live",
        "closed": "closed | filled | inactive",
        "on_hold": "on hold | on_hold | hold | paused | frozen",
        "draft": "draft",
    }
)
STAGES = by_phrase(
    {
        "sourced": "sourced | sourcing | new",
        "applied": "applied",
        "screening": "screening | screen | screened | phone screen | phone screening",
        "interview": "interview | interviews | interviewing | interviewed | an interview | onsite",
        "offer": "offer | offers | offered",
        "hired": "hired | hire",
        "rejected": "rejected",
        "withdrawn": "withdrawn",
    }
)
"""Names of application statuses, mapped to the statuses as the API spells them."""

JOB_FIELDS = by_phrase(
    {
        "salary": "salary | salary range | pay | pay range | compensation",
        "location": "location | city | place",
        "title": "title | job title | name",
        "department": "department | team",
        "employment_type": "employment type",
        "remote_option": "remote option | work mode",
        "status": "status",
        "description": "description",
        "currency": "currency",
    }
)
"""Names of a job's fields, mapped to the fields."""

PRONOUNS = frozenset("him her them he she they it this that me us you".split())

CLASSES = {
    "JOB": JOB,
    "JOBS": """
        jobs | positions | roles | openings | vacancies | postings | requisitions | reqs | job openings |
        open positions | open roles | open jobs | job postings
    """,
    "CANDIDATE": CANDIDATE,
    "CANDIDATES": """
        candidates | people | persons | talent | talents | folks | someone | somebody | anyone | a candidate
        | matches | a match | profiles | the candidates | the right people | a person | hires
    """,
    "APPLICATION": "application | app",
    "APPLICATIONS": "applications | applicants | application | apps | submissions",
    "PIPELINE": "pipeline | funnel | hiring pipeline | candidate pipeline | recruiting pipeline | pipelines",
    "DET": """
        the | a | an | our | my | this | that | these | those | all | all the | all our | all of our | any |
        every | some | your | all of the | each
    """,
    "FOR": "for | of | to | on | in | with | about | from",
    "WE": "we | i | you | they | one | us",
    "SHOW": """
        show | show me | show us | display | see | view | get | get me | give me | give us | fetch | pull up
        | bring up | look at | look up | open | open up | check | read | print | present | let me see | go
        to | i need | i want | what is | what's | what are | where is | load | access | list | need | want
    """,
    "OPEN": """
        show | show me | show us | display | see | view | get | get me | give me | fetch | pull up | bring
        up | look at | look up | open | open up | check | read | print | present | let me see | go to | load
        | access
    """,
    "ABOUT": """
        everything about | tell me everything about | show me everything about | all about |
        tell me about | tell us about | tell me more about | summarize | summarise | sum up | recap |
        describe | brief me on | fill me in on | who is | who's | what do we know about | what do you know
        about | what can you tell me about | more about | more on | info on | info about | information on |
        information about | know about | know more about | hear about | learn about | details of | details
        on | details about | details for | detail on | summary of | summary for | overview of | rundown of |
        rundown on | profile summary of | background on | background of | give me the details of | what
        about
    """,
    "SUMMARY": """
        summary | rundown | overview | recap | brief | profile | briefing | low down | lowdown | description
        | details | breakdown
    """,
    "QUICK": "quick | short | brief | full | little | complete | detailed | good",
    "CLOSE": "close | close down | close out | shut | shut down | end | wrap up | archive",
    "PAUSE": "pause | freeze | suspend | hold",
    "REOPEN": "reopen | re open | unpause | unfreeze | resume | restart | reactivate | open up again",
    "DELETE": "delete | remove | erase | get rid of | purge | wipe",
    "ERASE": "erase | forget | forget about | anonymise | anonymize",
    "FOR_GOOD": """
        permanently | irrevocably | irreversibly | for good | forever | for ever | once and for all
    """,
    "ERASURE": """
        erasure | gdpr erasure | gdpr deletion | gdpr delete | gdpr erase | gdpr removal | data erasure |
        right to be forgotten | right to erasure | anonymisation | anonymization
    """,
    "GDPR": "gdpr | the gdpr | gdpr request | data protection law | article 17 | right to be forgotten",
    "PERSONAL": """
        data | personal data | information | personal information | records | everything | anything | traces |
        every trace | all traces
    """,
    "TASK": "task | the task | my task | task no | task number | reminder | to do",
    "TASKS": "tasks | task list | to dos | todos | to do list | todo list | reminders",
    "CLONE": "clone | copy | duplicate | replicate",
    "STAGE": "stage | round | phase | step | status | process | rounds",
    "MOVE": """
        move | advance | progress | push | promote | transfer | bring | take | send | shift | put | forward
        | bump
    """,
    "ADVANCE": "advance | progress | promote | move forward | move on | move ahead | push forward | bump",
    "REJECT": "reject | decline | turn down | disqualify | rule out | pass on | dismiss | eliminate | refuse",
    "BECAUSE": """
        because | since | as | reason | due to | because of | with reason | for the reason | on the grounds
        that | with the reason | reason is
    """,
    "ADD": "add | submit | apply | assign | shortlist | nominate | enter | attach | put | consider | link | propose",
    "APPLIED": "applied | apply | applies | has applied | have applied | applying",
    "FIT": """
        fit | fits | suit | suits | match | matches | fit for | suit for | be right for | be a fit for |
        qualify for | work for | be good for | fit into | be suitable for | match with | go with | be a
        match for | do well in | be a good fit for | be a good match for | be best for | work well in | fit
        in
    """,
    "GOODFIT": """
        a fit | a match | a good fit | a good match | a great fit | a strong fit | a strong match | a great
        match | a strong candidate | a good candidate | suitable | suited | right | qualified | good | good
        enough | fit | the right fit | the right person | the best fit | the best match | ranked first |
        ranked so high | ranked high | ranked highest | ranked top | the top match | the best candidate |
        ranked | at the top | number one | matched | a top match | cut out
    """,
    "BEST": """
        best | top | strongest | most suitable | most qualified | ideal | best matching | top matching |
        right | good | suitable | matching | fitting | qualified | strong | great | better | promising |
        perfect
    """,
    "FIND": """
        find | find me | search for | search | look for | get | get me | identify | source | recommend |
        suggest | show | show me | give me | list | match | rank | score | shortlist | who are | which are |
        what are | need | propose | i need | i want | find us | pick | evaluate | rate | sort
    """,
    "MATCHING": "match | rank | score | shortlist | recommend | suggest | source | evaluate | rate",
    "QUESTIONS": """
        interview questions | interview question | questions for the interview | questions for an interview
    """,
    "PREPARE": """
        prepare | write | draft | generate | create | suggest | make | give me | give us | list | show |
        show me | need | come up with | get | get me | propose | i need | help me with | compose | send me |
        think of | put together | what are
    """,
    "MESSAGE": """
        email | e mail | mail | message | outreach | outreach email | outreach message | letter | note |
        text | inmail | linkedin message | invitation | outreach mail | reply | follow up | intro |
        introduction | cold email
    """,
    "REGARDING": "about | regarding | for | on | re | concerning | with",
    "COSTS": """
        costs | cost | loses | is costing | excludes | eliminates | hurts | filters out | rules out | limits
        | shrinks
    """,
    "EXPENSIVE": """
        most expensive | costliest | most costly | most restrictive | most limiting | hardest to meet |
        biggest bottleneck | the bottleneck
    """,
    "REQUIREMENT": "requirement | requirements | skill | skills | required skill | must have | criterion",
    "NICE_TO_HAVE": "nice to have | nice to haves | good to have | optional | preferred | bonus",
    "DROP": """
        drop | dropped | remove | removed | drops | removes | took out | take out | skip | skipped | cut |
        delete | deleted | relax | relaxed | waive | waived | ignore | ignored | left out | leave out | did
        without | do without | got rid of
    """,
    "WITH": """
        add | added | require | required | also require | also required | want | wanted | ask for | asked
        for | need | needed | insist on | insisted on | demand | demanded | include | included | also asked
        for | also add | also added
    """,
    "ANDOR": "and | , and | , or | or | with | to | vs | versus | against | and also",
    "UNDO": """
        undo | undo that | undo it | undo this | undo the last one | undo the last change | undo my last
        change | undo the last action | undo what you did | undo last | revert | revert that | revert it |
        revert the last change | roll back | roll that back | roll it back | take that back | take it back |
        reverse that | reverse it | undo last change | undo the last step | undo last action | undo the
        change | revert last change
    """,
}
"""Classes of phrases, separated by bars."""
