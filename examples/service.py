"""A registry as a service: ``uvicorn examples.service:app``, and read it from top to bottom.

What is answered is the library's to know (`dialogues.http`); what is here is the way from a request to it and back.
`DIALOGUES_DATA` names another folder than the bundled registry, `DIALOGUES_RELOAD` every how many seconds it is read.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import dialogues
from dialogues import DialoguesError, UnknownValue, http
from dialogues.records.json_schema import KINDS, json_schema
from dialogues.registry.display import row

FOLDER, SECONDS = os.environ.get("DIALOGUES_DATA"), float(os.environ.get("DIALOGUES_RELOAD", "10"))
LANGUAGES = dialogues.Matcher(["en", "es", "fr", "hy", "ka", "pt", "ro", "ru", "uk", "zh"], default="en")  # of lists
FILTERS = ("kind", "country", "year", "language")
FILTERS_OF_AGREEMENTS = (*FILTERS, "partner", "status", "theme", "organisation", "signed_by")


# 1. One registry for all requests. It never changes: where the files say something new, another takes its place.
@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    app.state.registry = await asyncio.to_thread(dialogues.load, FOLDER)
    watching = asyncio.create_task(watch(app))
    yield
    watching.cancel()


async def watch(app: Starlette) -> None:
    while FOLDER is not None:  # the bundled registry changes only with the library
        await asyncio.sleep(SECONDS)
        with suppress(DialoguesError):  # files that cannot be read for the moment: what was read stays
            registry = await asyncio.to_thread(dialogues.load, FOLDER)
            if registry != app.state.registry:  # by their digests
                app.state.registry = registry


# 2. The way back: an answer as the framework sends it, and words in the reader's language.
def send(answer: http.Answer, **more: str) -> Response:
    return Response(answer.body, answer.status, {**answer.headers, **more})


def language_of(request: Request) -> str:
    if "in" in request.query_params:
        return str(dialogues.LanguageTag.parse(request.query_params["in"]))
    match = LANGUAGES.match(", ".join(request.headers.getlist("Accept-Language")))
    return "en" if match is None else str(match.available)


def tell(request: Request, value: object, language: str | None = None, **more: str) -> Response:
    registry, known = request.app.state.registry, request.headers.getlist("If-None-Match")
    address, wished = str(request.url), language is not None and "in" not in request.query_params
    answer = http.represent(registry, value, address, if_none_match=known, language=language, negotiated=wished)
    return send(answer, **more)


def following(request: Request, after: str) -> dict[str, str]:
    query = [(key, text) for key, text in request.query_params.multi_items() if key != "after"]
    return {"Link": f'<{request.url.path}?{urlencode([*query, ("after", after)])}>; rel="next"'}


# 3. The questions.
async def record(request: Request) -> Response:
    """Answer with a record of any collection, and with its text that suits the reader best."""
    registry, query = request.app.state.registry, request.query_params
    if request.path_params["collection"] not in registry.collections:
        raise HTTPException(404)
    name, wish = request.path_params["record"], request.headers.getlist("Accept-Language")
    known, lang, role = request.headers.getlist("If-None-Match"), query.get("lang"), query.get("role")
    return send(http.negotiate(registry, name, wish, lang, role=role, if_none_match=known))


async def collection(request: Request) -> Response:
    """List a collection, filtered, page by page: the next page starts behind the last id of this one."""
    registry, query, language = request.app.state.registry, request.query_params, language_of(request)
    name = request.path_params["collection"]
    if name not in registry.collections:
        raise dialogues.UnknownCollection(name, [*registry.collections])
    filters = FILTERS_OF_AGREEMENTS if name == "agreements" else FILTERS
    for key in query.keys() - {*filters, "after", "limit", "in"}:
        raise UnknownValue("filter", key, filters)
    found = registry.collections[name].where(**{key: query.getlist(key) for key in filters if key in query})
    ids, after = [each.id for each in found.values() if each.retired is None], query.get("after")
    if after and after not in ids:
        raise dialogues.UnknownRecord(after)
    start = ids.index(after) + 1 if after else 0
    limit = min(int(query["limit"][:4]), 200) if query.get("limit", "").isdecimal() else 50
    page = ids[start : start + limit]
    more = following(request, page[-1]) if page and page[-1] != ids[-1] else {}
    return tell(request, [row(registry, found[each], language) for each in page], language, **more)


async def search(request: Request) -> Response:
    """Find who bears a name, and the records whose texts have the words; the next page starts behind the last place."""
    registry, query, language = request.app.state.registry, request.query_params, language_of(request)
    text = query.get("q", "")
    named, hits = registry.find(text), registry.search(text, language=language, after=query.get("after"), limit=20)
    more = following(request, hits[-1].place) if len(hits) == 20 else {}
    found = {"named": [each.to_dict() for each in named], "hits": [each.to_dict() for each in hits]}
    return tell(request, {**found, "suggestions": [] if named or hits else registry.suggest(text)}, language, **more)


async def timeline(request: Request) -> Response:
    registry, language = request.app.state.registry, language_of(request)
    moments = registry.timeline(request.query_params.get("partner"))  # with what the parties did after they signed
    return tell(request, [each.to_dict(registry, language) for each in moments], language)


async def release(request: Request) -> Response:
    registry = request.app.state.registry
    manifest = registry.manifest.model_dump(mode="json") if registry.manifest else None
    return tell(request, {"digest": registry.digest, "library": dialogues.__version__, "manifest": manifest})


async def schema(request: Request) -> Response:
    if request.path_params["kind"] not in KINDS:
        raise HTTPException(404)
    return tell(request, json_schema(request.path_params["kind"]), **{"Content-Type": "application/schema+json"})


async def refusal(request: Request, error: Exception) -> Response:
    """Answer with a problem document, whatever went wrong; what broke down in here is not told."""
    if not isinstance(error, HTTPException):
        return send(http.problem(error if isinstance(error, DialoguesError) else 500))
    allow = {"Allow": "GET, HEAD, OPTIONS"} if error.status_code == 405 else {}
    if allow and request.method == "OPTIONS":
        return Response(status_code=204, headers=allow)
    return send(http.problem(error.status_code, f"{request.method} {request.url.path[:200]}"), **allow)


app = Starlette(
    lifespan=lifespan,
    exception_handlers=dict.fromkeys([DialoguesError, HTTPException, Exception], refusal),
    routes=[
        *(Route(f"/{each.__name__}", each) for each in (release, search, timeline)),
        Route("/schemas/{kind}", schema),
        Route("/{collection}", collection),
        Route("/{collection}/{record}", record),
    ],
)
