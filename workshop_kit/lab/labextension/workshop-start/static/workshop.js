// The workshop inside JupyterLab: the start page as first tab, and a start button for lessons without code.
//
// A prebuilt JupyterLab extension is a module federation container: an object with init() and get() under its name in
// window._JUPYTERLAB. This one is written by hand, so that there is nothing to build; JupyterLab's own modules come
// from the shared scope that JupyterLab hands to init().
"use strict";

(() => {
  const NAME = "workshop-start";
  const OPEN = "workshop:start";
  const ICON =
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" ' +
    'fill="#0f4c5c"/><path d="M4 15c2.7 0 2.7-2 5.3-2s2.7 2 5.4 2 2.7-2 5.3-2" fill="none" stroke="#fff" ' +
    'stroke-width="2" stroke-linecap="round"/><circle cx="12" cy="8" r="2.4" fill="#f2b84b"/></svg>';
  const WORDS = {
    id: {
      start: "Mulai",
      caption: "Daftar modul dan kemajuan Anda",
      category: "Lokakarya",
      ready: "Pelajaran ini tidak memerlukan kode. Tekan tombol untuk menyiapkan gambar dan kuisnya.",
      begin: "Mulai pelajaran",
      busy: "Sedang disiapkan …",
      done: "Pelajaran siap: silakan membaca dari atas.",
      again: "Siapkan ulang",
      failed: "Belum berhasil disiapkan. Coba tekan sekali lagi.",
    },
    en: {
      start: "Start",
      caption: "Your modules and progress",
      category: "Workshop",
      ready: "This lesson needs no code. Press the button to prepare its figures and quizzes.",
      begin: "Start the lesson",
      busy: "Preparing …",
      done: "The lesson is ready: read on from the top.",
      again: "Prepare again",
      failed: "It could not be prepared. Please press once more.",
    },
  };
  const STYLE = `
    .workshop-start iframe { width: 100%; height: 100%; border: 0; display: block; background: #f4f6f5; }
    .workshop-bar { display: flex; align-items: center; gap: 16px; min-height: 52px; padding: 6px 16px;
      background: #e3eef0; color: #1c2b30; border-bottom: 2px solid #0f4c5c; font-size: 14px; }
    .workshop-bar button { flex: none; padding: 8px 18px; border: 2px solid #0f4c5c; border-radius: 8px; cursor: pointer;
      background: #0f4c5c; color: #fff; font: inherit; font-weight: 600; }
    .workshop-bar.workshop-done button { background: #fff; color: #0f4c5c; }
    .workshop-bar button:disabled { opacity: .75; cursor: progress; }
    .workshop-no-code .jp-CodeCell:has(.jp-InputPlaceholder) > .jp-Cell-inputWrapper { display: none; }
    .workshop-no-code .jp-OutputPrompt { visibility: hidden; }
    .workshop-bar button:focus-visible { outline: 3px solid #b86e00; outline-offset: 2px; }`;

  let scope;

  // One of JupyterLab's own modules, the version that is in use.
  async function shared(name) {
    const versions = Object.values(scope[name] ?? {});
    const version = versions.find((each) => each.loaded) ?? versions[0];
    if (!version) throw new Error(`JupyterLab does not share ${name}`);
    return (await version.get())();
  }

  function startTab(app, { Widget, MainAreaWidget, PageConfig, icon, words }) {
    const frame = document.createElement("iframe");
    frame.src = `${PageConfig.getBaseUrl()}workshop/start`;
    frame.title = words.start;

    class StartPage extends Widget {
      onAfterShow() {
        frame.contentWindow?.postMessage({ type: "workshop:renew" }, window.location.origin);
      }
      onActivateRequest() {
        frame.focus();
      }
    }
    const content = new StartPage();
    content.addClass("workshop-start");
    content.node.append(frame);

    const opened = (event) => {
      const { type, path } = event.data ?? {};
      if (event.origin !== window.location.origin || event.source !== frame.contentWindow) return;
      if (type === "workshop:open" && typeof path === "string" && path.endsWith(".ipynb")) {
        app.commands.execute("docmanager:open", { path, factory: "Notebook" });
      }
    };
    window.addEventListener("message", opened);
    content.disposed.connect(() => window.removeEventListener("message", opened));

    const tab = new MainAreaWidget({ content });
    tab.id = NAME;
    tab.toolbar.hide();
    Object.assign(tab.title, { label: words.start, caption: words.caption, icon, closable: true });
    return tab;
  }

  function startBar(panel, { Widget, NotebookActions, words }) {
    const bar = new Widget();
    bar.addClass("workshop-bar");
    const button = document.createElement("button");
    const text = document.createElement("span");
    text.setAttribute("role", "status");
    button.type = "button";
    button.textContent = words.begin;
    text.textContent = words.ready;
    bar.node.append(button, text);

    button.addEventListener("click", async () => {
      button.disabled = true;
      text.textContent = words.busy;
      let fine = false;
      try {
        await panel.sessionContext.ready;
        fine = await NotebookActions.runAll(panel.content, panel.sessionContext);
      } catch (error) {
        console.error(error);
      }
      button.disabled = false;
      button.textContent = fine ? words.again : words.begin;
      text.textContent = fine ? words.done : words.failed;
      bar.toggleClass("workshop-done", fine);
      panel.content.activeCellIndex = 0;
      panel.content.scrollToItem(0, "start");
    });
    return bar;
  }

  async function plugins() {
    const [application, apputils, coreutils, launcher, mainmenu, notebook, components, lumino] = await Promise.all(
      [
        "@jupyterlab/application", "@jupyterlab/apputils", "@jupyterlab/coreutils", "@jupyterlab/launcher",
        "@jupyterlab/mainmenu", "@jupyterlab/notebook", "@jupyterlab/ui-components", "@lumino/widgets",
      ].map(shared),
    );
    const { PageConfig } = coreutils;
    const words = WORDS[PageConfig.getOption("workshopLanguage")] ?? WORDS.id;
    const icon = new components.LabIcon({ name: "workshop:start", svgstr: ICON });
    const parts = {
      Widget: lumino.Widget, MainAreaWidget: apputils.MainAreaWidget, NotebookActions: notebook.NotebookActions,
      PageConfig, icon, words,
    };

    const start = {
      id: "workshop-start:page",
      description: "The start page as first tab.",
      autoStart: true,
      requires: [application.ILabShell],
      optional: [apputils.ICommandPalette, launcher.ILauncher, mainmenu.IMainMenu],
      activate: (app, shell, palette, launch, menu) => {
        let tab;
        const show = (activate) => {
          if (!tab || tab.isDisposed) {
            tab = startTab(app, parts);
            const [first] = shell.widgets("main");
            shell.add(tab, "main", { mode: "tab-before", ref: first?.id, activate: false });
          }
          if (activate) shell.activateById(tab.id);
        };
        app.commands.addCommand(OPEN, { label: words.start, caption: words.caption, icon, execute: () => show(true) });
        palette?.addItem({ command: OPEN, category: words.category });
        launch?.add({ command: OPEN, category: words.category, rank: 0 });
        menu?.helpMenu.addGroup([{ command: OPEN }], -10);
        // Last of all, so that the tabs of last time are there; an address that names a notebook keeps it in front.
        app.restored.then(() => {
          // With nothing else open, the start page is all one needs: the file browser waits at the left edge.
          if ([...shell.widgets("main")].every((widget) => widget.id.startsWith("launcher"))) shell.collapseLeft();
          show(!PageConfig.getOption("treePath"));
          for (const widget of [...shell.widgets("main")]) {
            if (widget.id.startsWith("launcher")) widget.close();
          }
        });
      },
    };

    const button = {
      id: "workshop-start:button",
      description: "A start button above lessons without code.",
      autoStart: true,
      requires: [notebook.INotebookTracker],
      activate: (app, tracker) => {
        tracker.widgetAdded.connect(async (_, panel) => {
          await panel.context.ready;
          if (panel.context.model.getMetadata("workshop")?.track === "P") {
            panel.addClass("workshop-no-code");
            panel.contentHeader.addWidget(startBar(panel, parts));
          }
        });
      },
    };

    const style = document.createElement("style");
    style.textContent = STYLE;
    document.head.append(style);
    return { __esModule: true, default: [start, button] };
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB[NAME] = {
    init: (given) => { scope = given; },
    get: async () => {
      const exports = await plugins();
      return () => exports;
    },
  };
})();
