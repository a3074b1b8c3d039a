"""``workshop llm``: serve the sandbox, see who used what, set quotas, make recordings."""

from typing import Annotated

import typer

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate
from workshop_kit.llm.recordings.recording import record

app = typer.Typer(no_args_is_help=True, help="Model bahasa untuk semua orang di ruangan.")
quota = typer.Typer(no_args_is_help=True, help="Jatah pemakaian.")
app.add_typer(quota, name="quota")
app.command()(record)


class OptionNotUnderstood(WorkshopError):
    """An option means nothing."""


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Alamat yang dilayani; bawaan: hanya komputer ini.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: yang kosong.")] = 8642,
) -> None:
    """Jalankan layanan model; di hub, alamatnya dari hub."""
    from contextlib import nullcontext

    from workshop_kit.llm.access.local_service import announced
    from workshop_kit.llm.sandbox.app import create_app
    from workshop_kit.llm.sandbox.assembly import parts_of
    from workshop_kit.llm.sandbox.serving import listen
    from workshop_kit.llm.sandbox.serving import serve as run
    from workshop_kit.llm.settings import llm_settings

    settings = llm_settings()
    if settings.hub is not None:
        host, port = _place(settings.hub.url) or (host, port)
    elif host not in ("127.0.0.1", "::1", "localhost"):
        raise OptionNotUnderstood(
            _("Tanpa hub, layanan ini hanya untuk komputer ini: siapa pun yang dapat mencapainya tidak perlu masuk.")
        )
    sandbox = create_app(parts_of(settings))
    listening = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}{sandbox.parts.prefix}/v1"
    # On a hub, notebooks are on other machines and are told by the hub.
    with announced(settings.home, address) if settings.hub is None else nullcontext():
        typer.echo(translate(_("Layanan model siap di {address}; hentikan dengan Ctrl-C."), address=address))
        run(sandbox, listening)


@app.command()
def usage() -> None:
    """Tampilkan siapa memakai berapa."""
    import asyncio

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from workshop_kit.llm.ledger.ledger import Used
    from workshop_kit.llm.sandbox.assembly import ledger_of
    from workshop_kit.llm.settings import llm_settings

    async def ask() -> list[Used]:
        ledger = ledger_of(llm_settings())
        try:
            return await ledger.everybody()
        finally:
            await ledger.close()

    heads = (_("Hari"), _("Orang"), _("Permintaan"), _("Token"), _("Rupiah"))
    table = Table(*(translate(head) for head in heads))
    for row in asyncio.run(ask()):
        amount = row.amount
        # A name may look like markup.
        cells = (row.day, row.person, str(amount.requests), str(amount.tokens), f"{amount.rupiah:.2f}")
        table.add_row(*map(Text, cells))
    Console(highlight=False).print(table)


@quota.command("set")
def set_(
    person: Annotated[str, typer.Argument(help="Nama orang seperti di hub.")],
    period: Annotated[str, typer.Option(help="day: per hari; workshop: selama lokakarya.")] = "day",
    requests: Annotated[int | None, typer.Option(min=0, help="Paling banyak permintaan.")] = None,
    tokens: Annotated[int | None, typer.Option(min=0, help="Paling banyak token.")] = None,
    rupiah: Annotated[int | None, typer.Option(min=0, help="Paling banyak rupiah.")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Kembali ke jatah kelompoknya.")] = False,
) -> None:
    """Beri satu orang jatah sendiri; yang tidak disebut tidak dibatasi."""
    import asyncio

    from workshop_kit.llm.ledger.amount import MICRO
    from workshop_kit.llm.ledger.quota import Quota
    from workshop_kit.llm.sandbox.assembly import ledger_of
    from workshop_kit.llm.settings import llm_settings

    if period not in ("day", "workshop"):
        raise OptionNotUnderstood(_("--period berisi “{period}”; pakai day atau workshop."), period=period)
    if reset == (requests is not None or tokens is not None or rupiah is not None):
        raise OptionNotUnderstood(_("Sebutkan --requests, --tokens, atau --rupiah; atau hanya --reset."))
    wanted = None if reset else Quota(requests, tokens, None if rupiah is None else rupiah * MICRO)

    async def put() -> None:
        ledger = ledger_of(llm_settings())
        try:
            await ledger.set_quota(person, period, wanted)  # type: ignore[arg-type]
        finally:
            await ledger.close()

    asyncio.run(put())
    typer.echo(translate(_("Jatah {person} sudah diatur."), person=person))


def _place(url: str) -> tuple[str, int] | None:
    """Host and port of the address that a hub gives its service."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        return (parts.hostname, parts.port) if parts.hostname and parts.port else None
    except ValueError:
        return None
