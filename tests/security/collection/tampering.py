"""Points without an answer: the checks and what they stand on are changed from the notebook."""

from tests.security.attack import attack, gained
from tests.security.handin import HandIn


@attack("check-replaced", "Puts a function of its own in the place of the kit's `check`.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        import workshop_kit
        workshop_kit.check = lambda name: None
    """)


@attack("judge-patched", "Lets every exercise of the kit judge in its favour.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        from workshop_kit.exercises import exercise
        exercise.Exercise.judge = lambda self, names, stored: exercise.Verdict(self.name, "right", "")
    """)


@attack("displayhook-replaced", "Swallows what a failed check shows.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        type(get_ipython().displayhook).__call__ = lambda self, result=None: None
    """)


@attack("tests-stripped-from-tree", "Strips checks and asserts with an AST transformer before they run.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        import ast
        class Buang(ast.NodeTransformer):
            def visit_Assert(self, node):
                return ast.Pass()
            def visit_Expr(self, node):
                return ast.Pass() if "check" in ast.dump(node) else node
        get_ipython().ast_transformers.append(Buang())
    """)


@attack("tests-stripped-from-text", "Rewrites the text of cells with an input transformer.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        def buang(lines):
            return ["None\\n"] if any("check(" in line for line in lines) else lines
        get_ipython().input_transformers_cleanup.append(buang)
    """)


@attack("import-hook", "Puts itself first among the finders of modules, and has the kit loaded anew.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        import importlib.machinery
        class Pencari:
            def find_spec(self, name, path=None, target=None):
                if name == "workshop_kit":
                    return importlib.machinery.ModuleSpec(name, self)
            def create_module(self, spec):
                return None
            def exec_module(self, module):
                module.check = lambda name: None
        sys.meta_path.insert(0, Pencari())
        del sys.modules["workshop_kit"]
    """)


@attack("own-kit-beside-notebook", "Hands in a package of the kit's name, which lies first on the path.", seen=gained)
def _(work: HandIn) -> None:
    work.files["workshop_kit.py"] = b"check = data = hint = progress = quiz = show = start = lambda *a, **b: None\n"
    work.run("""
        for nama in [nama for nama in sys.modules if nama.startswith("workshop_kit")]:
            del sys.modules[nama]
        sys.path.insert(0, os.getcwd())
    """)


@attack("traced", "Follows every call with `sys.settrace` and changes the check when it is entered.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        def lacak(frame, kejadian, nilai):
            if frame.f_code.co_name == "judge":
                type(frame.f_locals["self"]).examine = lambda self, given: None
                type(frame.f_locals["self"]).given = lambda self, names, stored: None
                sys.settrace(None)
        sys.settrace(lacak)
        sys._getframe().f_trace = lacak
    """)


@attack("found-by-gc", "Walks all objects of the process for checks and replaces them.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        import gc
        for benda in gc.get_objects():
            if type(benda).__name__ == "CodeExercise":
                benda.function = lambda **jawaban: None
                type(benda).given = lambda self, names, stored: {}
    """)


@attack("found-by-frames", "A function asked for walks up its callers to the check and disarms it.", seen=gained)
def _(work: HandIn) -> None:
    work.write(
        "target-kosong",
        """
        import sys
        def hitung_tercapai(baris):
            bingkai = sys._getframe()
            while bingkai := bingkai.f_back:
                if "_compare_counts" in bingkai.f_globals:
                    bingkai.f_globals["_compare_counts"] = lambda *lain: None
                    break
            return float(len(baris)), 0.5
    """,
    )


@attack("answered-by-check", "A function asked for calls what the check itself compares with.", seen=gained)
def _(work: HandIn) -> None:
    work.write(
        "fungsi-papan",
        """
        def papan_capaian(tabel, tahun, minimal):
            from workshop_kit.curriculum.m04_tabel_capaian import checks
            papan = checks._board(tabel[tabel["tahun"] == tahun])
            return papan[papan["dinilai"] >= minimal].sort_values("tercapai_persen", ascending=False)
    """,
    )


@attack("answered-by-examples", "Runs the right answers that are listed with the exercises.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        from workshop_kit.exercises import session
        jawaban = session.current().module["saring"].right_examples[0].value
    """)
    work.write("saring", "exec(jawaban)")


@attack(
    "quiz-filled-from-definition", "Asks the quiz for its right answer and stores that before the check.", seen=gained
)
def _(work: HandIn) -> None:
    work.run("""
        import json
        from workshop_kit.exercises import session
        modul = session.current().module
        benar = modul["urutan"].reference()
        pathlib.Path("jawaban.json").write_text(json.dumps({"module": "m04", "answers": {"urutan": benar}}))
    """)


@attack("builtins-patched", "Patches the builtin functions that checks compare with.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        import builtins
        builtins.abs = lambda nilai: 0
    """)
    work.write(
        "target-kosong",
        """
        n = 0
        def hitung_tercapai(baris):
            global n
            n += 1
            return int(baris[["target", "realisasi"]].isna().any(axis=1).sum()), n
    """,
    )


@attack("numpy-comparison-patched", "Lets numpy find everything close to everything.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        np.allclose = lambda *lain, **bernama: True
        np.isclose = lambda *lain, **bernama: np.True_
    """)
    work.write(
        "kelompok",
        """
        jumlah_indikator = target_terisi = tabel_2025.groupby("opd").size()
        perlu_ditanya = tabel_2025.loc[tabel_2025["target"].isna(), "opd"].unique().tolist()
    """,
    )


@attack("data-patched", "Replaces the data that the check loads.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        from workshop_kit import data as lumbung
        lumbung.load = lambda nama, *lain, **bernama: milik_kami_dan_lain
        milik_kami_dan_lain = pd.DataFrame(
            {"opd": ["Disdukcapil", "Disdukcapil", "X"], "tahun": [2024, 2025, 2024], "indikator": ["a", "b", "c"]}
        )
    """)
    work.write("saring", "milik_kami = milik_kami_dan_lain.iloc[:2]")


@attack("memory-poked", "Changes a constant inside the interpreter with `ctypes`.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        import ctypes
        from workshop_kit.exercises.verdict import Verdict
        tampak = Verdict.__dict__
        isi = ctypes.py_object.from_address(id(tampak) + object.__basicsize__).value
        isi["passed"] = True
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(Verdict))
    """)


@attack("result-published", "Publishes a result of its own into the outputs of each check cell.", seen=gained)
def _(work: HandIn) -> None:
    work.run("""
        def tampilkan(info=None):
            inti = get_ipython().kernel
            inti.send_response(
                inti.iopub_socket, "execute_result",
                {"data": {"text/plain": "2"}, "metadata": {}, "execution_count": 1},
            )
        get_ipython().events.register("pre_run_cell", tampilkan)
        get_ipython().events.register("post_run_cell", tampilkan)
    """)


@attack("points-in-progress-store", "Writes its successes into the store of progress.", seen=gained, stock=False)
def _(work: HandIn) -> None:
    work.run("""
        from workshop_kit.exercises import session
        for nama in session.current().module.exercises:
            session.current().progress.record("m04", nama, passed=True)
    """)
