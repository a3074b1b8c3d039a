"""``workshop lab``."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer


def lab(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder kerja Anda; dibuat bila belum ada.", show_default=False)
    ] = None,
    language: Annotated[str | None, typer.Option(help="id | en", show_default=False)] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Hanya cetak alamatnya.")] = False,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port tertentu.", show_default=False)] = None,
    fresh: Annotated[
        list[str] | None,
        typer.Option(help="Mulai modul ini dari awal; pekerjaan lama dicadangkan.", show_default=False),
    ] = None,
    lessons: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """Buka pelajaran di JupyterLab."""
    from rich.console import Console

    from workshop_kit.errors import WorkshopError
    from workshop_kit.lab import server
    from workshop_kit.lab.folder import deliver, delivered_language
    from workshop_kit.lab.lessons import checkout, offered
    from workshop_kit.lab.typed import quoted, typed
    from workshop_kit.language import _, translate
    from workshop_kit.llm.access.local_service import beside
    from workshop_kit.settings import choose_language, settings

    console = Console(highlight=False, soft_wrap=True, emoji=False)

    def say(sentence: str, style: str = "", **fields: object) -> None:
        console.print(translate(sentence, **fields), style=style, markup=False)

    def again(files: list[str]) -> str:
        named = [quoted(folder)] if folder else []
        spoken = ["--language", language] if language else []
        return " ".join([typed(), "lab", *named, *spoken, *(f"--fresh {module}" for module in _modules(files))])

    try:
        chosen = choose_language(language)
        own = settings()
        root = checkout()
        place = folder or own.folder or (root / "kerja" if root else Path.home() / "Samarinda.AI")
        place = place.expanduser().resolve()
        port = port or own.port
        already = server.running(own.home, place)
        if already is not None:
            # Its open notebooks would be saved over what is changed here.
            if fresh or delivered_language(place) not in (None, chosen):
                raise server.StillRunning(
                    _(
                        "JupyterLab untuk folder ini masih berjalan di {address}: tutup dahulu (Ctrl-C di tempat ia "
                        "dijalankan), lalu ulangi perintah ini."
                    ),
                    address=already,
                )
            say(_("JupyterLab untuk folder ini sudah berjalan. Buka alamat ini di peramban:"))
            say("{address}", "bold", address=already)
            return
        done = deliver(place, offered(chosen, lessons), chosen, fresh or [])
        for backup in done.backups:
            say(_("Pekerjaan lama Anda ada di {backup}."), backup=backup)
        if done.outdated:
            say(
                _(
                    "{modules} sudah Anda ubah, jadi dibiarkan; ada edisi yang lebih baru. Untuk memakainya, dengan "
                    "pekerjaan Anda dicadangkan dahulu: {command}"
                ),
                modules=", ".join(_modules(done.outdated)),
                command=again(done.outdated),
            )
        if done.other_language:
            say(
                _(
                    "{modules} sudah Anda ubah, jadi dibiarkan dalam bahasanya semula. Untuk menggantinya, dengan "
                    "pekerjaan Anda dicadangkan dahulu: {command}"
                ),
                modules=", ".join(_modules(done.other_language)),
                command=again(done.other_language),
            )
        if port is not None:
            server.require_free(port)
        with server.stoppable(), beside(own.home):
            say(_("Menyiapkan JupyterLab ..."))
            running = server.Lab(own.home, place, chosen, port, browser=not no_browser and _has_browser())
            try:
                address = running.address()
                say(_("Folder kerja Anda: {folder}"), folder=place)
                say(_("Buka alamat ini di peramban bila belum terbuka sendiri:"))
                say("{address}", "bold", address=address)
                say(_("Tekan Ctrl-C di sini bila sudah selesai."))
                running.wait()
            except KeyboardInterrupt:
                running.stop()
            finally:
                running.stop()
        say(_("JupyterLab sudah ditutup; pekerjaan Anda tersimpan di {folder}."), folder=place)
    except WorkshopError as error:
        Console(stderr=True, highlight=False, soft_wrap=True, emoji=False).print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error


def _modules(files: list[str]) -> list[str]:
    return sorted({file.partition("-")[0] for file in files})


def _has_browser() -> bool:
    """Whether a window can open here; a text browser would take the terminal."""
    if os.environ.get("BROWSER") == "none":
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("BROWSER"))
