"""The standard questionnaire goes in, the questions of a printed blank come out, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nokgen.domain.scoring.questions import STANDARD
from nokgen.domain.typography import no_break
from nokgen.messages import N_, Messages
from nokgen.pages.views.campaign import BlankQuestion

# Its titles are heads of columns; people are asked in whole sentences. By the id of the question.
SENTENCES: Mapping[str, str] = {
    "stand_used": N_("Did you look at the information stands when you came to the organisation?"),
    "stand_satisfied": N_("Is the information on the stands complete, clear and easy to find?"),
    "site_used": N_("Did you use the site of the organisation to learn about its work?"),
    "site_satisfied": N_("Is the information on the site complete, clear and easy to find?"),
    "on_time": N_("Did you get the service in time, as agreed or as the rules say?"),
    "comfort": N_("Are you content with the comfort in the organisation?"),
    "disability": N_("Do you, or the person for whom you speak, have a disability group?"),
    "access": N_("Are you content with the access to services for people with disabilities?"),
    "courtesy_first": N_("Were those polite who met you and told you where to go?"),
    "courtesy_service": N_("Were those polite who gave you the service itself?"),
    "remote_used": N_("Did you contact the organisation by telephone, e-mail or on its site?"),
    "courtesy_remote": N_(
        "Were those polite who answered you by telephone, e-mail or on the site?"
    ),
    "recommend": N_("Would you recommend the organisation to relatives and friends?"),
    "schedule": N_("Are you content with the opening hours?"),
    "overall": N_("Are you content with the conditions in the organisation as a whole?"),
}


def standard_questions(messages: Messages) -> Iterator[BlankQuestion]:
    """Each question with yes and no; what only some are asked says who."""
    say = messages.gettext
    numbers = {question.id: n for n, question in enumerate(STANDARD.questions, start=1)}
    for question in STANDARD.questions:
        hint = ""
        if question.among:
            hint = say("Only if you said yes to question %(n)s.", n=numbers[question.among])
        yield BlankQuestion(no_break(say(SENTENCES[question.id])), (say("yes"), say("no")), hint)
