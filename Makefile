# Handlingsplan: planer i YAML blir nämndens Word-dokument. `make help` förklarar allt.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HP := $(BIN)/handlingsplan
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.PHONY: build publish validate diff test lint bench demo schema constraints clean help FORCE

build: $(VENV)/installed ## Kontrollera planerna och bygg de dokument som inte är aktuella (det som bara `make` gör)
	@$(HP) build

publish: $(VENV)/installed ## Gör PDF och Word-filer med sidnummer, för nämnden och registrator (behöver LibreOffice)
	@$(HP) publish $(if $(SOFFICE),--soffice $(SOFFICE))

validate: $(VENV)/installed ## Visa allt som kontrollen har att säga om planerna
	@$(HP) validate

diff: $(VENV)/installed ## Visa vad som skiljer mellan två planer: make diff A=2023/kungsholmen B=2024/kungsholmen
	@$(if $(and $(A),$(B)),,echo 'Ange vad som ska jämföras: make diff A=2023/kungsholmen B=2024/kungsholmen'; exit 2;) $(HP) diff '$(A)' '$(B)'

test: $(VENV)/developing ## Kör alla tester, och sedan lint
	@$(BIN)/pytest -n auto
	@$(MAKE) --no-print-directory lint

lint: $(VENV)/developing ## Granska programkoden (ruff och mypy)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/developing ## Mät hastigheten mot docxtpl som det är, och jämförelser mot Docxodus, i samma körning
	@$(BIN)/python -m tests.bench

schema: $(VENV)/installed ## Skriv docs/*.schema.json på nytt, efter en ändring i modellen
	@for file in handlingsplan arende uppfoljning; do $(HP) schema $$file > docs/$$file.schema.json || exit; done

demo: $(VENV)/installed ## Gör en påhittad stad med sexton nämnder, och bygg alla dess dokument i build/demo
	@$(HP) sample build/demo/plans --boards 16 --year 2024 || [ $$? -eq 3 ] # 3: någon har ändrat i staden, och då behålls den
	@$(HP) build build/demo/plans --out build/demo/outputs

constraints: ## Skriv constraints.txt på nytt med de senaste versionerna
	@rm -rf $(VENV)/fresh && $(PYTHON) -m venv $(VENV)/fresh
	@$(VENV)/fresh/bin/python -m pip --disable-pip-version-check -qq install setuptools '.[dev,bench]'
	@{ sed -n 1p constraints.txt; $(VENV)/fresh/bin/python -m pip freeze --all --exclude pip --exclude handlingsplan; } > constraints.new
	@mv constraints.new constraints.txt && rm -rf $(VENV)/fresh

# Ett enda dokument: make outputs/2023/kungsholmen/handlingsplan.docx
outputs/%.docx: $(VENV)/installed FORCE
	@$(HP) build plans/$(patsubst %/,%,$(dir $*)) --type $(notdir $*)

clean: ## Ta bort den virtuella miljön och det som tester lämnar; det som har byggts ligger kvar
	@rm -rf $(VENV) .pytest_cache .hypothesis .mypy_cache .ruff_cache handlingsplan.egg-info
	@find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Visa den här hjälpen
	@echo 'make [MÅL]'
	@echo
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  \1@\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F@ '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo '  outputs/ÅR/NÄMND/TYP.docx'
	@echo '                 Bygg ett enda dokument, till exempel outputs/2023/kungsholmen/handlingsplan.docx'

$(VENV)/python: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 eller nyare behövs. Ange var den finns: make PYTHON=python3.12'; exit 4; }
	@echo 'Gör i ordning en egen miljö i $(VENV) (bara första gången, tar ungefär en minut) …'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install -c constraints.txt setuptools
	@touch $@

$(VENV)/installed: $(VENV)/python pyproject.toml
	@$(PIP) install -c constraints.txt --no-build-isolation --config-settings editable_mode=compat -e .
	@touch $@

$(VENV)/developing: $(VENV)/installed
	@$(PIP) install -c constraints.txt --no-build-isolation --config-settings editable_mode=compat -e '.[dev]'
	@touch $@

FORCE:
