"""Two hundred inputs that nobody should send: each has to give reports or named rejections, nothing else.

`malformed(folder)` writes them and returns their paths. They are the same on every run.
"""

import gzip
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

SENTENCE = (
    "Two rockets landed near the harbour of Qasimabad on Monday and wounded a guard, the governor's office said. "
)
ARTICLE = "\n\n".join(SENTENCE * 3 for _ in range(5))
PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>Rockets near harbour</title>"
    "<meta property='article:published_time' content='2020-08-17T14:39:00+03:00'></head><body><article>"
    "<h1>Rockets near harbour</h1>" + "".join(f"<p>{SENTENCE * 2}</p>" for _ in range(6)) + "</article></body></html>"
)
ARABIC = "سقط صاروخان قرب الميناء يوم الاثنين وأصيب حارس بجروح، بحسب مكتب المحافظ. "
HEBREW = "שתי רקטות נפלו ליד הנמל ביום שני ושומר נפצע, נמסר מלשכת המושל. "
EMOJI = "🔴🚀💥 Two rockets near the harbour 👨‍👩‍👧‍👦🏴‍☠️ one guard wounded 🇮🇶\u202eesrever\u202c. "
BIG = 50_000_000

Case = tuple[str, bytes]


def _broken_pages() -> Iterator[Case]:
    data = PAGE.encode()
    for i in range(20):
        yield f"truncated-{i:02}.html", data[: max(1, len(data) * i // 20 + 3)]
    yield "comment-unclosed.html", data.replace(b"<article>", b"<article><!-- ")
    yield "script-unclosed.html", data.replace(b"<article>", b"<script>var a = '<p>';")
    yield "style-unclosed.html", data.replace(b"<article>", b"<style>p { color: red }")
    yield "cdata-unclosed.html", data.replace(b"<article>", b"<![CDATA[")
    yield "title-unclosed.html", data.replace(b"</title>", b"")
    yield "attribute-unclosed.html", data.replace(b"<article>", b'<article class="')
    yield "attribute-huge.html", data.replace(b"<article>", b'<article data-x="' + b"a" * 3_000_000 + b'">')
    yield "attributes-many.html", data.replace(b"<article>", b"<article " + b"a=1 " * 200_000 + b">")
    yield "attributes-same.html", data.replace(b"<article>", b"<article " + b"id='x' " * 50_000 + b">")
    yield "entity-storm.html", data.replace(b"<article>", b"<article>" + b"&amp;#x41;&lt;&nosuch;&#0;&#xD800;" * 20_000)
    yield "entity-out-of-range.html", data.replace(b"<article>", b"<article>&#9999999999;&#x110000;&#-1;")
    yield (
        "base64-image.html",
        data.replace(b"<article>", b"<img src='data:image/png;base64," + b"iVBORw0K" * 400_000 + b"'>"),
    )
    yield "only-opening.html", b"<" * 1_000_000
    yield "only-closing.html", b"</p>" * 300_000
    yield "only-bang.html", b"<!" * 500_000
    yield "only-question.html", b"<?" * 500_000
    yield "only-comments.html", b"<!---->" * 200_000
    yield "comments-open.html", b"<!--" * 300_000
    yield "scripts-open.html", b"<script>" * 200_000
    yield "scripts-linked-data.html", b"<script type='application/ld+json'>" * 50_000
    yield "metas.html", b"<meta name='a' content='b'>" * 100_000
    yield "metas-open.html", b"<meta " * 300_000
    yield "html-in-html.html", data * 200
    yield "doctype-only.html", b"<!DOCTYPE html>"
    yield "empty-body.html", b"<html><body></body></html>"
    yield "frameset.html", b"<html><frameset><frame src='a'></frameset></html>"
    yield "svg-only.html", b"<html><body><svg><path d='" + b"M0 0L1 1" * 100_000 + b"'/></svg></body></html>"
    yield "null-in-tags.html", data.replace(b"<p>", b"<p\x00>")
    yield "dates-impossible.html", data.replace(b"2020-08-17T14:39:00+03:00", b"2020-13-45T99:99:99+99:99")
    yield "date-year-zero.html", data.replace(b"2020-08-17T14:39:00+03:00", b"0000-00-00")
    linked = {"@context": "https://schema.org", "@type": ["NewsArticle"], "headline": 7, "datePublished": ["x"]}
    script = f"<script type='application/ld+json'>{json.dumps([linked, [linked], 'x', None])}</script>".encode()
    yield "linked-data-odd.html", data.replace(b"</head>", script + b"</head>")
    deep = b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script>"
    yield "linked-data-deep.html", data.replace(b"</head>", deep + b"</head>")


def _nested() -> Iterator[Case]:
    text = SENTENCE.encode() * 5
    for tag in ("div", "span", "table", "ul", "b", "font", "blockquote", "a"):
        for depth in (500, 20_000):
            opened, closed = f"<{tag}>".encode() * depth, f"</{tag}>".encode() * depth
            yield f"nested-{tag}-{depth}.html", b"<html><body>" + opened + text + closed + b"</body></html>"
    row = b"<table><tr><td>"
    yield "nested-rows.html", b"<html><body>" + row * 20_000 + text
    yield "unclosed-paragraphs.html", b"<html><body>" + (b"<p>" + SENTENCE.encode()) * 8_000
    yield "unclosed-bold.html", b"<html><body>" + b"<p><b><i><font>" * 20_000 + text
    yield "misnested.html", b"<html><body>" + b"<b><p></b></p>" * 50_000 + text
    yield "lists.html", b"<html><body>" + b"<ul><li>" * 50_000 + text
    yield "links.html", b"<html><body>" + b"<a href='x'>Rocket attack kills five in town</a> " * 30_000
    yield "cells.html", b"<html><body><table>" + b"<tr><td>one</td><td>two</td></tr>" * 40_000 + b"</table>"


def _json_lines() -> Iterator[Case]:
    good = json.dumps({"id": "a", "text": SENTENCE * 3, "published": "2020-08-17"})
    yield "json-one-bad-line.jsonl", f"{good}\n{{broken\n{good}\n".encode()
    yield "json-not-object.jsonl", b'1\n"text"\nnull\n[1, 2]\ntrue\n' + good.encode()
    yield (
        "json-wrong-types.jsonl",
        b'{"id": [1], "text": 5}\n{"text": ["a"]}\n{"html": {"a": 1}}\n{"id": {}, "text": "Ab c."}',
    )
    yield "json-lone-surrogates.jsonl", b'{"id": "\\ud800", "text": "Rockets \\udfff fell \\ud83d near \\ude80 it."}'
    yield "json-escaped-nuls.jsonl", b'{"id": "\\u0000", "text": "Rockets\\u0000 fell\\u0007 near\\u001b[31m it."}'
    yield "json-deep-lists.jsonl", b'{"id": "a", "text": "x", "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    yield "json-deep-objects.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    yield "json-deep-array.json", b"[" * 200_000
    yield "json-big-number.jsonl", b'{"id": ' + b"9" * 10_000 + b', "text": "Rockets fell."}'
    yield "json-nan.jsonl", b'{"id": NaN, "text": "Rockets fell.", "published": Infinity}'
    dates: tuple[object, ...] = ("yesterday", "2020-02-30", "17/08/2020", 20200817, [], "9999999-1-1")
    lines = (json.dumps({"text": SENTENCE, "published": published}) for published in dates)
    yield "json-dates.jsonl", "\n".join(lines).encode()
    yield "json-same-ids.jsonl", f"{good}\n{good}\n{good}".encode()
    yield "json-array-cut.json", f"[{good}, {good}, {{".encode()
    yield "json-array-odd.json", f"[{good}, 7, null, [], {{}}]".encode()
    yield "json-pretty.json", json.dumps({"id": "p", "text": SENTENCE}, indent=4).encode()
    yield "json-empty-object.json", b"{}"
    yield "json-empty-array.json", b"[]"
    yield "json-no-end.jsonl", b'{"id": "a", "text": "' + SENTENCE.encode() * 2000
    yield "json-raw-newlines.jsonl", b'{"id": "a", "text": "Rockets\nfell\nnear it."}'
    yield "json-raw-tabs.jsonl", b'{"id": "a", "text": "Rockets\tfell near the harbour of the town today."}'
    yield "json-latin1.jsonl", '{"id": "a", "text": "Rockets fell near the café in Qasimabad."}'.encode("latin-1")
    yield "json-utf16.jsonl", good.encode("utf-16")
    yield "json-bom.jsonl", b"\xef\xbb\xbf" + good.encode()
    yield "json-html-broken.jsonl", json.dumps({"id": "a", "html": PAGE[:700]}).encode()
    yield "json-html-deep.jsonl", json.dumps({"id": "a", "html": "<div>" * 20_000 + SENTENCE}).encode()
    yield "json-same-keys.jsonl", b'{"text": "a", "text": "Rockets fell.", "id": 1, "id": 2}'
    yield "json-blank-lines.jsonl", b"\n\n  \n" + good.encode() + b"\n\n\n"
    yield "json-huge-id.jsonl", json.dumps({"id": "x" * 100_000, "text": SENTENCE}).encode()
    yield "json-id-newline.jsonl", json.dumps({"id": "a\nb\r\u2028c", "text": SENTENCE}).encode()
    yield "json-url-odd.jsonl", json.dumps({"url": "http://[::1", "text": SENTENCE, "source": {"name": None}}).encode()


def _encodings() -> Iterator[Case]:
    words = "Die Raketen fielen nahe der Straße, zwölf Wachen überlebten. "
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-7", "cp1252", "cp037", "mac-roman"):
        yield f"encoding-{name}.txt", (words * 20).encode(name)
    for name in ("cp1256", "iso8859-6", "utf-16", "utf-8"):
        yield f"encoding-arabic-{name}.txt", (ARABIC * 20).encode(name, "replace")
    yield "encoding-hebrew-cp1255.txt", (HEBREW * 20).encode("cp1255")
    for name in ("shift_jis", "euc-jp", "iso2022_jp"):
        yield f"encoding-{name}.txt", ("月曜日に港の近くにロケット弾が落ちた。" * 20).encode(name)
    yield "encoding-koi8.txt", ("Две ракеты упали у порта в понедельник. " * 20).encode("koi8-r")
    yield "encoding-gb18030.txt", ("两枚火箭弹周一落在港口附近。" * 20).encode("gb18030")
    yield "encoding-lies.html", PAGE.replace("<head>", "<head><meta charset='utf-16'>").encode() + "é".encode("cp1252")
    yield "encoding-unknown.html", PAGE.replace("<head>", "<head><meta charset='no-such-thing'>").encode()
    yield "encoding-rot13.html", PAGE.replace("<head>", "<head><meta charset='rot13'>").encode()
    yield (
        "encoding-mixed.txt",
        SENTENCE.encode() + "Straße".encode("cp1252") + "Straße".encode() + "Straße".encode("utf-16"),
    )
    yield "utf8-overlong.txt", SENTENCE.encode() + b"\xc0\x80\xe0\x80\x80\xf0\x80\x80\x80"
    yield "utf8-surrogates.txt", SENTENCE.encode() + b"\xed\xa0\x80\xed\xbf\xbf"
    yield "utf8-cut.txt", ARABIC.encode()[:-1]
    yield "bom-only.txt", b"\xef\xbb\xbf"
    yield "boms.txt", b"\xef\xbb\xbf" * 1000 + SENTENCE.encode()
    yield "utf16-odd.txt", SENTENCE.encode("utf-16")[:-1]


def _texts() -> Iterator[Case]:
    yield "empty.txt", b""
    yield "empty.html", b""
    yield "empty.jsonl", b""
    yield "empty.pdf", b""
    yield "one-byte.txt", b"a"
    yield "spaces.txt", b" \t\r\n" * 5000
    yield "nuls.txt", b"\x00" * 100_000
    yield "nuls-between.txt", b"\x00".join(SENTENCE.encode()[i : i + 1] for i in range(len(SENTENCE)))
    yield "nuls-within.txt", SENTENCE.encode().replace(b" ", b" \x00", 3)
    yield "controls.txt", bytes(range(1, 32)) * 1000
    yield "escapes.txt", b"\x1b[31m" + SENTENCE.encode() + b"\x1b]0;title\x07\x1b[2J"
    yield "newlines-mixed.txt", f"a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029{SENTENCE}".encode()
    yield "newlines-only.txt", b"\n" * 1_000_000
    yield "returns-only.txt", b"\r" * 1_000_000
    yield "right-to-left.txt", ((ARABIC + HEBREW) * 30).encode()
    yield "right-to-left-marks.txt", ("\u202e" + SENTENCE + "\u2066\u2067\u2069\u200f").encode()
    yield "emoji.txt", (EMOJI * 200).encode()
    yield "combining.txt", ("Z" + "\u0301" * 50_000 + SENTENCE).encode()
    yield "zero-width.txt", "\u200b".join(SENTENCE).encode()
    yield "private-use.txt", ("\ue000\uf8ff\U000f0000" * 2000 + SENTENCE).encode()
    yield "noncharacters.txt", ("\ufffe\uffff\U0010ffff" * 100 + SENTENCE).encode()
    yield "one-word.txt", b"a" * 900_000
    yield "one-line.txt", SENTENCE.encode() * 8000
    yield "pipes.txt", b"|" * 500_000
    yield "bars.txt", b"a | " * 200_000
    yield "quotes.txt", b'"' * 500_000
    yield "brackets.txt", b"([" * 250_000
    yield "dots.txt", b"." * 500_000
    yield "digits.txt", b"2020-08-17 " * 50_000
    yield "dates.txt", b"\n".join(b"Published: Jul. 8, 2021 at 5:48 AM" for _ in range(20_000))
    yield "headings.txt", b"Most Read\n" * 50_000
    yield "captions.txt", (b"x" * 39 + b" (photo credit: ") * 10_000
    yield "many-lines.txt", b"a\n" * 400_000
    yield "dump-endless.txt", (b"Home | News | Sport\nShare\n" + SENTENCE.encode() + b"\nMost read\n1. x\n") * 3000


def _binaries() -> Iterator[Case]:
    chance = random.Random(7)  # noqa: S311 -- noise, not secrets
    for i in range(8):
        yield (
            f"noise-{i}{('.bin', '.txt', '.html', '.jsonl', '.pdf', '', '.json', '.htm')[i]}",
            chance.randbytes(20_000),
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    yield "archive.zip", packed.getvalue()
    yield "document.docx", packed.getvalue()
    yield "zip-as.html", packed.getvalue()
    yield "zip-cut.zip", packed.getvalue()[:20]
    yield "image.png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + chance.randbytes(500)
    yield "image-as.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF" + chance.randbytes(5000)
    yield "image.gif", b"GIF89a" + chance.randbytes(500)
    yield "program", b"\x7fELF\x02\x01\x01" + chance.randbytes(5000)
    yield "program.exe", b"MZ\x90\x00" + chance.randbytes(5000)
    yield "table.sqlite", b"SQLite format 3\x00" + b"\x00" * 4096
    yield "sheet.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4096
    yield "archive.tar", b"name".ljust(257, b"\x00") + b"ustar\x0000" + b"\x00" * 700
    yield "archive.7z", b"7z\xbc\xaf\x27\x1c" + chance.randbytes(300)
    yield "sound.mp3", b"ID3\x03" + chance.randbytes(3000)
    yield "film.mp4", b"\x00\x00\x00\x18ftypmp42" + chance.randbytes(3000)
    yield "rich.rtf", b"{\\rtf1\\ansi Rockets fell.}"
    text = gzip.compress(SENTENCE.encode() * 3, mtime=0)
    yield "good.txt.gz", text
    yield "cut.txt.gz", text[:-9]
    yield "flipped.txt.gz", text[:20] + b"\xff\xff\xff" + text[23:]
    yield "twice.gz", gzip.compress(text, mtime=0)
    yield "members.gz", text * 50
    yield "garbage-after.gz", text + b"garbage"
    yield "header-only.gz", text[:10]
    yield "bomb.gz", _bomb(200)
    yield "bomb.html.gz", _bomb(100)
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{laughs}]><l>&l9;</l>'
    yield "laughs.xml", xml.encode()
    yield "laughs.html", xml.replace("<l>", "<html><body><p>").replace("</l>", "</p></body></html>").encode()
    outside = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p></body></html>'
    yield "entity-outside.html", outside.encode()
    yield "feed.xml", b"<?xml version='1.0'?><rss><channel><item><title>a</title></item></channel></rss>"


def _bomb(megabytes: int) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    block = b"A" * 1_000_000
    return b"".join([*(machine.compress(block) for _ in range(megabytes)), machine.flush()])


def _pdfs() -> Iterator[Case]:
    chance = random.Random(11)  # noqa: S311 -- noise, not secrets
    good = minimal_pdf(SENTENCE)
    yield "good.pdf", good
    for i in range(6):
        yield f"cut-{i}.pdf", good[: len(good) * (i + 1) // 7]
    yield "header-only.pdf", b"%PDF-1.7\n"
    yield "noise-after-header.pdf", b"%PDF-1.4\n" + chance.randbytes(20_000)
    yield "no-cross-references.pdf", good[: good.rindex(b"xref")]
    yield "pages-circle.pdf", good.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    yield "pages-missing.pdf", good.replace(b"/Kids [3 0 R]", b"/Kids [9 0 R]")
    yield "count-lies.pdf", good.replace(b"/Count 1", b"/Count 99999999")
    yield "no-text.pdf", minimal_pdf("")
    yield "stream-length-lies.pdf", good.replace(b"/Length ", b"/Length 9")
    for i in range(3):
        spoiled = bytearray(good)
        for _ in range(30):
            spoiled[chance.randrange(20, len(spoiled))] = chance.randrange(256)
        yield f"spoiled-{i}.pdf", bytes(spoiled)
    yield "deep-array.pdf", good.replace(b"/Count 1", b"/Count 1 /X " + b"[" * 50_000)
    yield "flate-bomb.pdf", minimal_pdf(SENTENCE, packed=zlib.compress(b"A" * 100_000_000, 9))


def minimal_pdf(text: str, packed: bytes | None = None) -> bytes:
    """Return a PDF of one page that holds `text` on one line, or `packed` as its deflated contents."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    contents = f"BT /F1 12 Tf 72 720 Td ({escaped}) Tj ET".encode("latin-1") if text else b""
    packing = b""
    if packed is not None:
        contents, packing = packed, b"/Filter /FlateDecode "
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< " + packing + f"/Length {len(contents)} >>\nstream\n".encode() + contents + b"\nendstream",
    ]
    done, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(done))
        done += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    start = len(done)
    head = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    return (
        done
        + head
        + table
        + f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def _big() -> Iterator[Case]:
    line = SENTENCE.encode()
    text = line * (BIG // len(line))
    yield "big-line.txt", text
    yield (
        "big-line.jsonl",
        b'{"id": "a", "text": "' + text + b'"}\n{"id": "b", "text": "Rockets fell near the harbour."}',
    )
    yield "big-page.html", b"<html><body><p>" + text
    yield "big-arabic.txt", ARABIC.encode() * (BIG // len(ARABIC.encode()))


def _write(folder: Path, cases: Iterator[Case]) -> Iterator[Path]:
    for name, data in cases:
        path = folder / name
        path.write_bytes(data)
        yield path


def _odd_names(folder: Path) -> Iterator[Path]:
    names = (
        "line\nbreak.txt",
        "tab\there.txt",
        "bell\x07.txt",
        "عاجل.txt",
        "🔴.txt",
        "-",
        "-h.txt",
        " .txt",
        "a" * 240 + ".txt",
    )
    for name in names:
        path = folder / name
        try:
            path.write_text(SENTENCE, encoding="utf-8")
        except OSError:
            continue  # some file systems refuse such names, so nobody there can give them either
        yield path


def malformed(folder: Path) -> list[Path]:
    """Write the inputs into `folder` and return their paths, at least 200."""
    groups: tuple[Callable[[], Iterator[Case]], ...] = (
        _broken_pages, _nested, _json_lines, _encodings, _texts, _binaries, _pdfs, _big,
    )  # fmt: skip
    paths = [path for group in groups for path in _write(folder, group())]
    return paths + list(_odd_names(folder))
