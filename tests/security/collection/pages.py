"""Script for whoever opens the feedback or grades by hand: in outputs, text, pictures, metadata."""

from nbformat import from_dict
from nbformat.v4 import new_output

from tests.security.attack import attack, runs_script
from tests.security.handin import HandIn


def _script(work: HandIn) -> str:
    return f"<script>fetch('http://127.0.0.1:{work.scene.port}/{work.name}')</script>"


@attack("script-in-shown-page", "Shows HTML with script.", seen=runs_script, together=True)
def _(work: HandIn) -> None:
    work.run(f"""
        from IPython.display import HTML, display
        display(HTML({_script(work)!r}))
    """)


@attack("script-as-mime-type", "Shows script as an output of its own kind.", seen=runs_script, together=True)
def _(work: HandIn) -> None:
    work.run(f"""
        from IPython.display import Javascript, display
        display(Javascript("fetch('/{work.name}')"))
    """)


@attack(
    "script-in-representation",
    "Shows an object whose `_repr_html_` has an event handler.",
    seen=runs_script,
    together=True,
)
def _(work: HandIn) -> None:
    work.run(f"""
        class Tampil:
            def _repr_html_(self): return "<img src=x onerror=\\"fetch('/{work.name}')\\">"
            def _repr_svg_(self): return "<svg onload=\\"fetch('/{work.name}')\\"></svg>"
            def _repr_markdown_(self): return "<iframe srcdoc=\\"<script>fetch('/{work.name}')</script>\\"></iframe>"
            def _repr_latex_(self): return "$$\\\\href{{javascript:{work.name}}}{{x}}$$"
        from IPython.display import display
        display(Tampil())
    """)


@attack("script-in-picture", "Shows a drawing with script.", seen=runs_script, together=True, stock=False)
def _(work: HandIn) -> None:
    work.run(f"""
        from IPython.display import SVG, display
        display(SVG(data='<svg xmlns="http://www.w3.org/2000/svg"><script>/*{work.name}*/</script></svg>'))
    """)


@attack("script-in-text-cell", "Writes script into the answer that a person grades.", seen=runs_script)
def _(work: HandIn) -> None:
    work.write(
        "catatan-asisten",
        (
            f"Tiga kalimat. {_script(work)} <img src=x onerror=\"fetch('/{work.name}')\">\n\n"
            f'[klik](javascript:{work.name}) <a href="javascript:{work.name}">klik</a> '
            f'<iframe srcdoc="{work.name}"></iframe>'
        ),
    )


@attack("script-in-attachment", "Attaches a page to a text cell and links to it.", seen=runs_script)
def _(work: HandIn) -> None:
    cell = work.markdown(f"![x](attachment:a.svg) <svg><animate onbegin=\"fetch('/{work.name}')\"></svg>")
    cell["attachments"] = {"a.svg": {"image/svg+xml": "PHN2Zz48L3N2Zz4="}}


@attack(
    "script-in-error",
    "Raises an error whose name and message are script.",
    seen=runs_script,
    stock=False,
    together=True,
)
def _(work: HandIn) -> None:
    work.run(f"raise type({_script(work)!r}, (Exception,), {{}})({_script(work)!r})")


@attack(
    "script-in-stored-outputs",
    "Hands in outputs with script, in cells that run and in cells that do not.",
    seen=runs_script,
    stock=False,
)
def _(work: HandIn) -> None:
    for cell in work.notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [new_output("display_data", {"text/html": _script(work)})]


@attack(
    "script-in-widget-state",
    "Hands in the state of widgets with script, and cells that show them.",
    seen=runs_script,
    stock=False,
)
def _(work: HandIn) -> None:
    state = {"model_name": "HTMLModel", "model_module": "@jupyter-widgets/controls", "state": {"value": _script(work)}}
    closing = f"</script><script>fetch('/{work.name}')</script>"
    work.notebook.metadata["widgets"] = from_dict(
        {
            "application/vnd.jupyter.widget-state+json": {
                "version_major": 2,
                "version_minor": 0,
                "state": {"a" * 32: state, closing: state},
            }
        }
    )
    work.run(f"""
        import ipywidgets
        from IPython.display import display
        display(ipywidgets.HTML({_script(work)!r}))
    """)


@attack(
    "script-in-metadata", "Names the notebook, its language and its cells in script.", seen=runs_script, stock=False
)
def _(work: HandIn) -> None:
    script = f"\"><script>fetch('/{work.name}')</script>"
    work.notebook.metadata["title"] = script
    work.notebook.metadata["authors"] = [{"name": script}]
    work.notebook.metadata["language_info"] = {"name": script, "pygments_lexer": script, "mimetype": script}
    for cell in work.notebook.cells:
        cell.metadata["tags"] = [script.replace(" ", "")]


@attack(
    "style-over-the-page",
    "Shows a style that covers the page with a picture from elsewhere.",
    seen=runs_script,
    together=True,
)
def _(work: HandIn) -> None:
    work.run(f"""
        from IPython.display import HTML, display
        display(HTML("<style>body {{background: url(http://example.id/{work.name})}}</style>"
                     "<link rel=stylesheet href='http://example.id/{work.name}'><p>x</p>"))
    """)
