"""Path traversal in filenames, and documents that would make a server fetch a URL."""

import io
import re
import zipfile

import httpx
import pytest

from api_document import DOCUMENT, ROUTES
from attack.judging import assert_harmless
from attack.listening import Listener, listening
from attack.office import FORM, new_office
from attack.sending import Attacker, Place, attacker, is_form, places
from recruit.entrypoints.services import Services
from stand_ins.documents import docx, line, link, odt, paragraph, pdf, zipped

NAMES = [
    "../../../../etc/passwd", "/etc/passwd", "..", ".", "...", "C:\\Windows\\win.ini", "\\\\host\\share\\cv.txt",
    "a/../b.txt", "%2e%2e%2fpasswd", "..%c0%afpasswd", "CON", "NUL.txt", "COM1", "aux.pdf", "a.txt:stream", ".htaccess",
    "-rf", "~root", "a\u202etxt.exe", "a\u2066b\u2069.txt", "cv.pdf\r\nX-Injected: yes", "a\tb\x1b[2J.txt", "x" * 5000,
    'a"; filename="b.html', "cv.txt; filename*=UTF-8''evil.html", "'; DROP TABLE documents; --", "$(id).txt",
    "`id`.txt", "{{7*7}}", "<script>.html", "履歴書.txt", " ", "\u3000",
]  # fmt: skip
FILENAME_PARAMETERS = [
    "filename=\"a.txt\"; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd",
    "filename*=UTF-8''%2Fetc%2Fpasswd%0D%0AX-Injected%3A%20yes",
    "filename*=UTF-7''+AC4ALgAv-",
    "filename*=punycode''a-b",
    'filename="a.txt"; filename="../b.txt"',
    "filename=a b c.txt",
    'filename="unclosed.txt',
]
"""Parameters of Content-Disposition that no client library writes."""

SAFE = re.compile(r"attachment; filename=\"[A-Za-z0-9 ._()-]*\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+")
DOCUMENTS = "/api/v1/candidates/{candidate_id}/documents"
UPLOADS = [route for route in ROUTES if is_form(route) and any(place.part == "filename" for place in places(route))]


async def test_a_file_is_stored_and_downloaded_under_a_safe_name(services: Services, inside: httpx.AsyncClient) -> None:
    client = await attacker(services, inside, await new_office(services))
    for name in NAMES:
        await client.send(f"POST {DOCUMENTS}", Place("filename", ("file",)), name)
    for head in FILENAME_PARAMETERS:
        part = f'--b\r\nContent-Disposition: form-data; name="file"; {head}\r\n\r\nJane {head}\r\n--b--\r\n'
        response = await client.write(f"POST {DOCUMENTS}", f"{FORM}; boundary=b", part.encode())
        assert_harmless(response, head)
    kept = (await client.send(f"GET {DOCUMENTS}", params={"limit": 100})).json()["items"]
    assert len(kept) > len(NAMES) // 2
    for one in kept:
        name = one["filename"]
        assert 0 < len(name) <= 200, name
        assert not set(name) & set("/\\"), name
        assert name.isprintable(), name
        assert name.strip(". ") == name, name
        reader = Attacker(inside, client.token, {**client.ids, "document_id": one["id"]})
        download = await reader.send(f"GET {DOCUMENTS}/{{document_id}}")
        assert SAFE.fullmatch(download.headers["content-disposition"]), download.headers
        assert download.headers["x-content-type-options"] == "nosniff"
        assert_harmless(download, name)


@pytest.mark.one_storage
@pytest.mark.parametrize("route", UPLOADS)
async def test_a_malicious_filename_causes_no_server_error(
    services: Services, inside: httpx.AsyncClient, route: str
) -> None:
    client = await attacker(services, inside, await new_office(services))
    [place] = [one for one in places(route) if one.part == "filename"]
    for name in NAMES:
        assert_harmless(await client.send(route, place, name), f"{route}, {name!r}", name)
    for head in FILENAME_PARAMETERS:
        part = f'--b\r\nContent-Disposition: form-data; name="{place.steps[0]}"; {head}\r\n\r\nJane\r\n--b--\r\n'
        assert_harmless(await client.write(route, f"{FORM}; boundary=b", part.encode()), f"{route}, {head}")


@pytest.mark.one_storage
async def test_an_archive_with_path_traversal_is_refused(services: Services, inside: httpx.AsyncClient) -> None:
    client = await attacker(services, inside, await new_office(services))
    for name in ("../cv.txt", "/etc/cv.txt", "a/../../cv.txt", "C:\\cv.txt", "..\\cv.txt", "C:cv.txt"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("good.txt", b"Jane Doe")
            archive.writestr(name, b"Jane Doe")
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n'
        response = await client.write(
            "POST /api/v1/candidates/import", f"{FORM}; boundary=b", head + packed.getvalue() + b"\r\n--b--\r\n"
        )
        assert response.status_code == 400, name
        assert "leads elsewhere" in response.json()["detail"], name


PAGE = """<!DOCTYPE html PUBLIC "x" "URL/dtd"><html manifest="URL/manifest"><head><base href="URL/base/">
<link rel="stylesheet" href="URL/css"><link rel="preload" href="URL/preload">
<meta http-equiv="refresh" content="0; url=URL"><style>
@import url("URL/import"); body { background: url(URL/background) } @font-face { src: url(URL/font) }</style>
<script src="URL/script"></script></head><body background="URL/body"><img src="URL/img" srcset="URL/srcset 2x">
<iframe src="URL/frame"></iframe><object data="URL/object"></object><embed src="URL/embed">
<video src="URL/video"></video><svg><image href="URL/svg"/><use href="URL/use#x"/></svg><form action="URL/form">
</form>Jane Doe, baker</body></html>"""
ENTITIES = """<!DOCTYPE html [<!ENTITY a SYSTEM "URL/entity"><!ENTITY % b SYSTEM "URL/parameter"> %b;
<!ENTITY c SYSTEM "file:///etc/passwd">]>"""
XHTML = f"""<?xml version="1.0"?><?xml-stylesheet href="URL/xsl"?>{ENTITIES}<html>
<body xmlns:xi="http://www.w3.org/2001/XInclude">&a;&c;<xi:include href="URL/include"/>Jane Doe, baker</body></html>"""
RICH = r"""{\rtf1\ansi{\*\template URL/template}{\field{\*\fldinst INCLUDEPICTURE "URL/picture"}}
{\field{\*\fldinst INCLUDETEXT "URL/text"}}{\object\objautlink\objupdate{\*\objdata 0105}} Jane Doe, baker}"""
OPEN = '<text:p>Jane Doe, baker<draw:frame><draw:image xlink:href="URL/image"/></draw:frame></text:p>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="URL/svg"/></svg>'
TABLE = 'name,website,notes\nJane Doe,URL/website,"=WEBSERVICE(""URL/csv"")"\n'


def documents_with_urls(url: str) -> dict[str, bytes]:
    """Return documents that refer to a URL, by filename."""
    word = docx(paragraph("Jane Doe, baker"), {f"rId{number}": f"{url}/{number}" for number in range(5)})
    texts = {"page.html": PAGE, "page.xhtml": XHTML, "rich.rtf": RICH, "picture.svg": SVG, "people.csv": TABLE}
    return {
        **{name: text.replace("URL", url).encode() for name, text in texts.items()},
        "word.docx": word,
        "entities.docx": with_entities(word, ENTITIES.replace("URL", url).encode()),
        "open.odt": odt(OPEN.replace("URL", url)),
        "links.pdf": pdf(line("Jane Doe, baker"), links=link(f"{url}/pdf", 72, 700)),
        "plain.txt": f"Jane Doe, baker\n{url}/plain\nfile:///etc/passwd\n".encode(),
    }


def with_entities(word: bytes, entities: bytes) -> bytes:
    """Add a document type to a Word document, and references to its entities."""
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    files["word/document.xml"] = entities + files["word/document.xml"].replace(b"Jane Doe", b"&a;&c;Jane Doe")
    return zipped(files)


@pytest.mark.one_storage
async def test_no_upload_makes_the_server_fetch_a_url(services: Services, inside: httpx.AsyncClient) -> None:
    client = await attacker(services, inside, await new_office(services))
    accepted = 0
    async with listening() as listener:
        for route in UPLOADS:
            [place] = [one for one in places(route) if one.part == "filename"]
            for name, data in documents_with_urls(listener.url).items():
                head = f'--b\r\nContent-Disposition: form-data; name="{place.steps[0]}"; filename="{name}"\r\n\r\n'
                body = head.encode() + data + b"\r\n--b--\r\n"
                response = await client.write(route, f"{FORM}; boundary=b", body)
                assert_harmless(response, f"{route}, {name}")
                assert "root:" not in response.text, f"{route}, {name}"
                accepted += response.is_success
        await services.importer.all_organisations()
        await assert_no_request_received(listener)
    assert accepted > len(UPLOADS) * 4


@pytest.mark.one_storage
async def test_no_url_in_any_field_makes_the_server_fetch_it(services: Services, inside: httpx.AsyncClient) -> None:
    client = await attacker(services, inside, await new_office(services))
    async with listening() as listener:
        for route in ROUTES:
            for place in places(route):
                if place.is_text:
                    await client.send(route, place, f"{listener.url}/{place}")
            address = f"{listener.url}/header"
            named = ("Referer", "Origin", "X-Forwarded-Host", "Callback", "Link", "X-Callback-Url", "Destination")
            await client.send(route, headers=dict.fromkeys(named, address))
        await assert_no_request_received(listener)


async def assert_no_request_received(listener: Listener) -> None:
    assert await listener.is_listening()
    assert len(listener.received) == 1, listener.received


def test_only_reports_are_csv_files_and_none_are_spreadsheets() -> None:
    """A route that returns CSV has to escape cells that begin with = + - @, as tests of reports prove."""
    tables = {
        (path, kind)
        for path, item in DOCUMENT["paths"].items()
        for one in item.values()
        for response in one["responses"].values()
        for kind in response.get("content", {})
        if "csv" in kind or "spreadsheet" in kind or "excel" in kind
    }
    assert {kind for _, kind in tables} == {"text/csv"}
    assert all(path.startswith("/api/v1/reports/") for path, _ in tables)
