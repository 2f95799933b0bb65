"""One question to the endpoint and what it answers, or an error that names the mend."""

from tocsin.extraction.llm.answer import Answer, AnswerError, answer_of, complaint_of
from tocsin.extraction.llm.dialect import Dialect, is_too_long, plainer, request_of
from tocsin.extraction.llm.endpoint import Endpoint
from tocsin.extraction.llm.sending import EndpointError, Reply, Sender

_REFUSED = (401, 403)
_NOT_UNDERSTOOD = (400, 422)
_TOO_LARGE = 413


class Exchange:
    """Asks one endpoint. Learns which dialect it takes, and keeps nothing else between questions."""

    def __init__(self, endpoint: Endpoint, sender: Sender) -> None:
        self.endpoint = endpoint
        self._sender = sender
        self._dialect = Dialect()

    def ask(self, instructions: str, text: str) -> Answer:
        """Return what the model answers about `text`.

        Raises EndpointError if the endpoint cannot be asked, and AnswerError if its answer is of no use.
        """
        # A lone half of a character cannot be sent; a mark stands in for it, and no quote with it will be found.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        dialect: Dialect | None = self._dialect
        while dialect is not None:
            reply = self._sender.send(request_of(dialect, self.endpoint, instructions, text))
            complaint = complaint_of(reply.body, self.endpoint.key) if reply.status >= 300 else ""
            if reply.status == _TOO_LARGE or (reply.status in _NOT_UNDERSTOOD and is_too_long(complaint)):
                raise self._too_long(complaint)
            if reply.status not in _NOT_UNDERSTOOD:
                self._raise_for(reply, complaint)
                self._dialect = dialect
                return answer_of(reply.body, self.endpoint.name)
            dialect = plainer(dialect, complaint)
        raise EndpointError(
            f"{self.endpoint.name}: refuses the request{_said(complaint)}; check llm_model (TOCSIN_LLM_MODEL)"
        )

    def _raise_for(self, reply: Reply, complaint: str) -> None:
        """Raise EndpointError for a `reply` that is no answer."""
        name, status = self.endpoint.name, reply.status
        if 200 <= status < 300:
            return
        # What a server says of a key may hold part of it, so it is not repeated.
        if status in _REFUSED:
            raise EndpointError(f"{name}: refuses access ({status}); {self._about_key()}")
        said = _said(complaint)
        if reply.is_busy:
            tries = self.endpoint.retries + 1
            raise EndpointError(f"{name}: is busy or out of order ({status}, asked {tries}×){said}; try again later")
        raise EndpointError(
            f"{name}: answers {status}{said}; check llm_endpoint (TOCSIN_LLM_ENDPOINT) and llm_model (TOCSIN_LLM_MODEL)"
        )

    def _about_key(self) -> str:
        variable = self.endpoint.key_variable
        if not variable:
            return "name the environment variable that holds the key in llm_key_variable (TOCSIN_LLM_KEY_VARIABLE)"
        if not self.endpoint.key:
            return f"set the environment variable {variable} to a key"
        return f"the key in the environment variable {variable} is not accepted"

    def _too_long(self, complaint: str) -> AnswerError:
        return AnswerError(
            f"{self.endpoint.name}: the text is too long for the model{_said(complaint)}; lower llm_window "
            "(TOCSIN_LLM_WINDOW) or llm_max_tokens (TOCSIN_LLM_MAX_TOKENS)"
        )


def _said(complaint: str) -> str:
    return f": {complaint}" if complaint else ""
