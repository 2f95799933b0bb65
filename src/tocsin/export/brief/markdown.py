"""A brief as Markdown: numbers lead to anchors, pictures to what they tell."""

import re
from collections.abc import Iterator

from tocsin.export.brief.base import (
    Block,
    Brief,
    Bullets,
    Dossier,
    Lead,
    Link,
    Name,
    Number,
    Paragraph,
    Piece,
    Plot,
    Quote,
    Section,
    Sentence,
    Table,
    Tiles,
)  # fmt: skip
from tocsin.export.visible import one_line, visible
from tocsin.export.wording import day_words

ACTIVE = re.compile(r"[\\`*_\[\]<>#|~$&@]|://|(?i:\bwww)(?=\.)")
"""What would act in Markdown or make a link by itself."""
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", "://": "&#58;//"}


def brief_markdown(brief: Brief) -> str:
    """Return `brief` as Markdown (CommonMark with tables, as GitHub has it); ends with a line feed."""
    lines = [
        f"# {plain(brief.title)}",
        "",
        f"**{day_words(brief.since)} – {day_words(brief.day)}.** {plain(brief.scope)}.",
        "",
    ]
    for section in brief.sections:
        lines += _section(section)
    if brief.listings:
        lines += ['<a id="numbers"></a>', "", "## The numbers", ""]
        for listing in brief.listings:
            entries = ", ".join(f"[{plain(title)}](#{key})" for key, title in listing.entries)
            lines.append(f'- <a id="{listing.key}"></a>**{plain(listing.words)}**: {entries}')
        lines.append("")
    if brief.dossiers:
        lines += ['<a id="sources"></a>', "", "## Incidents and sources", ""]
        for dossier in brief.dossiers:
            lines += _dossier(dossier)
    if brief.further:
        lines += ["## Further incidents", ""]
        for one in brief.further:
            quote = f" “{plain(one.words)}”" if one.words else ""
            told = f"{plain(one.head)}{quote} {plain(one.told_by)}"
            lines.append(f'- <a id="{one.key}"></a>**{plain(one.title)}** {told}')
        lines.append("")
    lines += ["---", "", f"Made by Tocsin {brief.version} from reports that are named with every number."]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Return `text` on one line, so that nothing in it acts."""
    return _inert(one_line(text))


def _inert(text: str) -> str:
    return ACTIVE.sub(_still, text)


def _still(found: re.Match[str]) -> str:
    given = found.group()
    if given.lower() == "www":
        return f"{given[:2]}&#{ord(given[2])};"
    return ENTITIES.get(given, f"\\{given}")


def _section(section: Section) -> list[str]:
    lines = [f'<a id="{section.key}"></a>', "", f"## {section.title}", ""]
    for block in section.blocks:
        lines += [*_block(block), ""]
    return lines


def _block(block: Block) -> Iterator[str]:
    match block:
        case Lead():
            yield f"> **{_sentence(block.sentence)}**"
        case Paragraph():
            yield _sentence(block.sentence)
        case Bullets():
            yield from (f"- {_sentence(item)}" for item in block.items)
        case Tiles():
            for tile in block.tiles:
                note = f" ({_sentence(tile.note)})" if tile.note else ""
                yield f"- **{_sentence(tile.figure)}** {plain(tile.label)}{note}"
        case Plot():
            yield f"*{plain(block.picture.title)}*: {plain(block.picture.telling)} {_sentence(block.caption)}".rstrip()
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{plain(table.caption)}**"
        yield ""
    yield "| " + " | ".join(plain(head) or " " for head in table.heads) + " |"
    yield "|" + " --- |" * len(table.heads)
    for at, row in enumerate(table.rows):
        cells = [_sentence(cell) for cell in row]
        if table.keys and table.keys[at]:
            cells[0] = f'<a id="{table.keys[at]}"></a>{cells[0]}'
        yield "| " + " | ".join(cell or " " for cell in cells) + " |"


def _sentence(pieces: Sentence) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    match piece:
        case Number():
            return f"[{plain(piece.words)}](#{piece.target})"
        case Name():
            return plain(piece.words)
        case Quote():
            return f"“{plain(piece.words)}”"
        case Link():
            return f"[{plain(piece.words)}](<{_address(piece.address)}>)" if piece.leads else plain(piece.words)
    return _inert(visible(piece))  # the blanks of a sentence's own words count


def _address(address: str) -> str:
    return re.sub(r"[<>\s\\]", lambda found: f"%{ord(found.group()):02X}", address)


def _dossier(dossier: Dossier) -> Iterator[str]:
    yield f'<a id="{dossier.key}"></a>'
    yield ""
    yield f"### {plain(dossier.title)}"
    yield ""
    yield plain(dossier.head)
    yield ""
    if dossier.words:
        yield f"> {plain(dossier.words)}"
        yield ""
    for value in dossier.values:
        doubt = " ≠" if value.disputed else ""
        yield f"- **{plain(value.label)}{doubt}** {plain(value.words)}".rstrip()
        for told in value.told:
            mark = "▸ " if told.chosen else ""
            words = f"{plain(told.words)} " if told.words and told.words != value.words else ""
            quote = f"“{plain(told.quote)}” " if told.quote else ""
            yield f"  - {mark}{words}{quote}([{plain(told.who)}, {told.day}](#{told.report_key}), {told.grade})"
    yield ""
    for number, origin in enumerate(dossier.origins, start=1):
        address = (
            f" <{_address(origin.address)}>" if origin.link else f" {plain(origin.address)}" if origin.address else ""
        )
        digest = f" (archived, SHA-256 `{origin.digest}`)" if origin.digest else ""
        title = f"{plain(origin.source)}, {origin.day}: {plain(origin.title)}"
        yield f'{number}. <a id="{origin.key}"></a>{title}{address}{digest}'
    yield ""
