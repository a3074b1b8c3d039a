# One word a habit. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OS_RELEASE ?= /etc/os-release
# Where Debian puts PostgreSQL's server programs, which are on nobody's PATH.
POSTGRESQL ?= /usr/lib/postgresql
PYTEST_ARGS ?= -n 2 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help lab doctor test build check lock bench model pictures test-system

help:  ## daftar perintah ini
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r word what; do printf '  make %-8s %s\n' "$$word" "$$what"; done

lab: $(STAMP)  ## buka pelajaran di JupyterLab (BROWSER=none: hanya cetak alamatnya)
	@$(BIN)/python -m workshop_kit.cli lab $(if $(filter none,$(BROWSER)),--no-browser) $(LAB_ARGS)

doctor: $(STAMP)  ## periksa apakah komputer ini siap
	@$(BIN)/python -m workshop_kit.cli doctor

test: $(STAMP) test-system  ## jalankan semua tes
	$(BIN)/python -m pytest $(PYTEST_ARGS)

build: $(STAMP)  ## buat ulang buku kerja dari sumbernya
	$(BIN)/python -m workshop_kit.cli build

check: $(STAMP)  ## periksa gaya, tipe, dan hasil bangun tanpa mengubah apa pun
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy --strict workshop_kit
	$(BIN)/python -m workshop_kit.lab.environment --check
	$(BIN)/python -m workshop_kit.cli build --check

lock: $(STAMP)  ## perbarui requirements.lock dan environment.yml (UPGRADE=--upgrade: ke versi terbaru)
	$(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --no-annotate --extra dev --no-emit-package workshop-kit --python-version 3.11 $(UPGRADE) \
		-o requirements.lock pyproject.toml
	$(BIN)/python -m workshop_kit.lab.environment

pictures: $(STAMP) test-system  ## ambil ulang gambar untuk README dan galeri data
	WORKSHOP_PICTURES=docs/pictures $(BIN)/python -m pytest tests/browser/test_lesson.py
	$(BIN)/python -m workshop_kit.data.gallery docs

model: $(STAMP)  ## latih ulang model bahasa kecil dan ukur nilainya (sekitar satu jam)
	@$(BIN)/python -c 'import safetensors, tokenizers, torch' 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-train.txt
	$(BIN)/python -m workshop_kit.data.generate.mini.training
	$(BIN)/python -m workshop_kit.data.generate.mini.scores

bench: $(STAMP)  ## ukur kecepatan
	@for program in bench/*.py; do echo "== $$program"; $(BIN)/python "$$program" || exit 1; done

# Debian and Ubuntu packages, installed when that needs no password; else the one line to type.
define debian
if ! command -v apt-get >/dev/null 2>&1; then echo "$(2)" >&2; exit 1; \
elif [ "$$(id -u)" = 0 ]; then as_root=; \
elif sudo -n true 2>/dev/null; then as_root="sudo -n"; \
else echo "Ketik baris ini, lalu ulangi: sudo apt-get update && sudo apt-get install -y $(1)" >&2; exit 1; fi; \
echo "Memasang $(1) ..."; \
$$as_root apt-get update -qq </dev/null && \
$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) </dev/null >/dev/null
endef

# The environment counts as installed when it was made here and nothing it was made from has changed since.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo \
		"Perlu Python 3.11 atau lebih baru; pasang dahulu, atau sebut letaknya: make lab PYTHON=/letak/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		package="$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
		$(call debian,$$package,Python ini tidak memuat modul venv; pasang Python 3.11 yang lengkap.); }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); }
	@echo "Memasang paket, sekali saja dan beberapa menit ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@printf '%s\n' '$(CURDIR)' > $(STAMP)

# Ubuntu's chromium-browser without its snap is a stub that only says so: whether it is there is seen by running it.
test-system:
	@[ "$$(uname -s)" = Linux ] || { echo "Tes hanya berjalan di Linux (di Windows: WSL); pelajaran sendiri tidak memerlukannya." >&2; exit 1; }
	@missing=; browser=; \
	{ chromium --version || chromium-browser --version; } </dev/null >/dev/null 2>&1 || browser=chromium; \
	command -v bwrap >/dev/null 2>&1 || missing=bubblewrap; \
	command -v initdb >/dev/null 2>&1 || [ -n "$(wildcard $(POSTGRESQL)/*/bin/initdb)" ] || \
		missing="$${missing:+$$missing }postgresql"; \
	say() { echo "Ketik baris ini, lalu ulangi: $$1" >&2; exit 1; }; \
	if [ -n "$$browser" ] && grep -q '^ID=ubuntu' $(OS_RELEASE) 2>/dev/null; then \
		say "sudo snap install chromium$${missing:+ && sudo apt-get install -y $$missing}"; fi; \
	missing="$$browser$${browser:+$${missing:+ }}$$missing"; \
	[ -n "$$missing" ] || exit 0; \
	if command -v apt-get >/dev/null 2>&1; then :; \
	elif command -v dnf >/dev/null 2>&1; then say "sudo dnf install -y $${missing}$$(case $$missing in *postgresql) echo -server;; esac)"; \
	elif command -v pacman >/dev/null 2>&1; then say "sudo pacman -S --needed $$missing"; fi; \
	$(call debian,$$missing,Tes memerlukan program ini; pasang dahulu: $$missing)
