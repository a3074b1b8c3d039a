"""What the engine does: labels, forms, summaries, answers, letters, tools, refusals."""

import json

import pytest

from tests.llm.simulasi.conversing import STATUS, WEATHER, ask
from tests.llm.simulasi.measuring import CLASSES, HELDOUT
from workshop_kit.llm.engines.engine import Message, ToolCall

DITCH = (
    "Parit di belakang Gang Salak RT 5 mampet dua bulan. Tiap hujan air masuk rumah setinggi betis. "
    "Mohon dikeruk segera."
)


class TestLabels:
    @pytest.mark.parametrize(
        "messages",
        [
            [f"Klasifikasikan aduan berikut ke salah satu kategori: jalan, drainase, sampah.\n\nAduan: {DITCH}"],
            [f"Pilih satu label (jalan/drainase/sampah) untuk teks ini:\n\n<teks>{DITCH}</teks>"],
            [f'Kategori aduan ini jalan, drainase atau sampah?\n\n"{DITCH}"'],
            [("system", "Pilih satu label.\n\nLabel:\n- jalan\n- drainase\n- sampah"), DITCH],
            [("system", "Kategorikan aduan warga. Jawab satu kata: jalan, drainase, sampah."), f"Teks:\n{DITCH}"],
            [f"Tentukan kategori aduan di bawah. Pilihan: jalan | drainase | sampah\n```\n{DITCH}\n```"],
            [f"Golongkan aduan ini.\n\nKategori:\n1. jalan\n2. drainase\n3. sampah\n\nAduan: {DITCH}"],
        ],
    )
    def test_they_are_found_in_many_wordings(self, messages):
        assert ask(*messages).text() == "drainase"

    @pytest.mark.parametrize(
        ("labels", "wanted"),
        [
            ("roads, drainage, waste", "drainage"),
            ("Dinas Perhubungan, DPUPR, Disdukcapil", "DPUPR"),
            ("Banjir & Saluran, Air Minum, lainnya", "Banjir & Saluran"),
        ],
    )
    def test_they_may_have_other_names(self, labels, wanted):
        assert ask(f"Classify this complaint as one of: {labels}.\n\n<text>{DITCH}</text>").text() == wanted

    def test_unknown_ones_are_told_by_their_descriptions(self):
        question = "Pilih satu label:\n- undangan: mengajak hadir pada acara\n- tugas: menugaskan pegawai\n\nTeks: {}"
        assert ask(question.format("Kami mengundang Bapak hadir pada acara syukuran.")).text() == "undangan"
        assert ask(question.format("Menugaskan dua pegawai untuk memeriksa gudang.")).text() == "tugas"

    def test_unknown_ones_without_any_ground_are_refused_rather_than_guessed(self):
        assert "di luar kemampuan" in ask("Pilih satu label: apel, mangga.\n\nTeks: Anggaran naik.").text().lower()

    def test_examples_decide_where_words_do_not(self):
        examples = [("Ada suara ribut", "biru"), ("biru",), ("Air bau", "merah")]
        del examples[1]
        talk = [message for text, label in examples for message in (("user", text), ("assistant", label))]
        system = ("system", "Pilih satu label: biru, merah.")
        assert ask(system, *talk, "Suara ribut sekali di sini").text() == "biru"
        assert ask(system, *talk, "Airnya bau amis").text() == "merah"

    def test_examples_may_stand_in_one_message(self):
        shown = (
            "Aduan: Lubang di tikungan.\nKategori: jalan\nAduan: Keran mati.\nKategori: air\n"
            "Aduan: aspal mengelupas.\nKategori:"
        )
        assert ask(shown).text() == "jalan"

    def test_several_texts_get_a_line_each(self):
        asked = (
            "Klasifikasikan setiap tugas: aturan, terlatih, atau generatif.\n\n"
            "1. Menghitung denda keterlambatan\n2. Merangkum notulen rapat\n3. Memprediksi banjir dari curah hujan"
        )
        assert ask(asked).text() == "1. aturan\n2. generatif\n3. terlatih"

    def test_sentiment_urgency_and_yes_or_no(self):
        assert ask("Apa sentimen komentar ini?\n\nPelayanannya cepat dan ramah, terima kasih!").text() == "positif"
        assert (
            ask(
                'Is the sentiment positive, neutral or negative? "The officer was rude and slow, I am disappointed."'
            ).text()
            == "negative"
        )
        assert (
            ask(
                "Tentukan urgensi: rendah, sedang, tinggi.\n\nAduan: Kabel putus menyala, anak hampir tersetrum!"
            ).text()
            == "tinggi"
        )
        asked = "Apakah teks ini keluhan? Jawab ya atau tidak.\n\nTeks: {}"
        assert ask(asked.format("Sampah menumpuk seminggu, bau sekali.")).text() == "ya"
        assert ask(asked.format("Kapan jadwal loket buka, dan apa syaratnya?")).text() == "tidak"

    def test_a_reason_names_words_of_the_text(self):
        said = ask(f"Klasifikasikan: jalan, drainase. Beri alasan.\n\n<teks>{DITCH}</teks>").text()
        assert said.startswith("drainase\nAlasan") and "mampet" in said


class TestForms:
    SCHEMA = {
        "type": "object",
        "properties": {
            "kategori": {"type": "string", "enum": list(CLASSES)},
            "lokasi": {"type": ["string", "null"]},
            "lama": {"type": ["string", "null"]},
            "nomor_surat": {"type": ["string", "null"]},
        },
        "required": ["kategori", "lokasi", "lama", "nomor_surat"],
        "additionalProperties": False,
    }

    def test_a_form_holds_what_the_text_says_and_null_where_it_says_nothing(self):
        assert json.loads(ask(f"Isi kolom.\n\n<teks>{DITCH}</teks>", schema=self.SCHEMA).text()) == {
            "kategori": "drainase",
            "lokasi": "belakang Gang Salak RT 5",
            "lama": "dua bulan",
            "nomor_surat": None,
        }

    def test_json_may_be_asked_for_in_words(self):
        asked = f'Jawab dalam JSON: {{"kategori": "jalan|drainase", "lama": "..."}}\n\nAduan: {DITCH}'
        for form in ("text", "json_object"):
            assert json.loads(ask(asked, form=form).text()) == {"kategori": "drainase", "lama": "dua bulan"}

    @pytest.mark.parametrize("asked", ["Halo", "Tulis puisi", f"Ringkas:\n\n{DITCH}", "Berapa penduduk Samarinda?", ""])
    def test_a_json_object_is_one_whatever_is_asked(self, asked):
        assert isinstance(json.loads(ask(asked, form="json_object").text()), dict)

    def test_fields_are_extracted_as_lines_where_no_json_is_asked_for(self):
        said = ask(f"Ekstrak data berikut: lokasi, lama, dan nomor surat.\n\n<teks>{DITCH}</teks>").text()
        assert said == "lokasi: belakang Gang Salak RT 5\nlama: dua bulan\nnomor surat: tidak disebut"

    def test_a_short_list_of_fields_is_enough(self):
        said = ask("Ekstrak: nik, kelurahan.\n\n<t>NIK <NIK_1>, warga Kelurahan Bugis</t>").text()
        assert said == "nik: <NIK_1>\nkelurahan: Bugis"

    def test_placeholders_of_masked_numbers_are_taken_over(self):
        schema = {
            "type": "object",
            "properties": {"nik": {"type": "string"}, "telepon": {"type": "string"}},
            "required": ["nik", "telepon"],
        }
        said = ask("Isi kolom.\n\n<teks>NIK <NIK_1>, hubungi <TELEPON_2>.</teks>", schema=schema).text()
        assert json.loads(said) == {"nik": "<NIK_1>", "telepon": "<TELEPON_2>"}

    def test_each_point_of_a_list_becomes_an_object(self):
        item = {
            "type": "object",
            "properties": {"jumlah_truk": {"type": "integer"}, "kelurahan": {"type": "string"}},
            "required": ["jumlah_truk", "kelurahan"],
        }
        schema = {"type": "object", "properties": {"baris": {"type": "array", "items": item}}, "required": ["baris"]}
        said = ask(
            "Isi.\n\n<teks>Rekap:\n1. Kelurahan Bukuan: 3 truk\n2. Kelurahan Selili: 5 truk</teks>", schema=schema
        ).text()
        assert json.loads(said) == {
            "baris": [{"jumlah_truk": 3, "kelurahan": "Bukuan"}, {"jumlah_truk": 5, "kelurahan": "Selili"}]
        }


class TestTexts:
    def test_a_summary_has_as_many_sentences_as_asked_for_in_the_texts_order(self):
        told = [
            "Rapat dibuka pukul 09.00.",
            "Diputuskan parit dikeruk karena meluap.",
            "Biaya Rp86 juta disetujui.",
            "Terima kasih atas perhatian dan kerja sama.",
        ]
        said = ask(f"Ringkas dalam dua kalimat:\n\n<teks>{' '.join(told)}</teks>").text()
        assert said == f"{told[1]} {told[2]}"

    def test_a_summary_keeps_the_citations_of_a_numbered_text(self):
        said = ask(
            "Ringkas dalam satu poin:\n\n<teks>Halaman 7\nSerapan turun karena lelang gagal dua kali.</teks>"
        ).text()
        assert said == "- Serapan turun karena lelang gagal dua kali. [halaman 7]"

    @pytest.mark.parametrize(
        ("context", "citation"),
        [
            ("Loket tutup. Loket buka pukul 08.00 WITA.", "[kalimat 2]"),
            ("Halaman 3\nLoket tutup.\nHalaman 4\nLoket buka pukul 08.00 WITA.", "[halaman 4]"),
            ("[A] Loket tutup.\n[B] Loket buka pukul 08.00 WITA.", "[B]"),
        ],
    )
    def test_an_answer_cites_its_sentence(self, context, citation):
        assert (
            ask(f"<konteks>{context}</konteks>\n\nPukul berapa loket buka?").text()
            == f"Loket buka pukul 08.00 WITA. {citation}"
        )

    def test_what_the_text_does_not_say_is_not_answered(self):
        assert (
            ask(f"<konteks>{DITCH}</konteks>\n\nSiapa nama kepala dinasnya?").text()
            == "Tidak ada dalam teks yang diberikan."
        )

    def test_a_talk_goes_on_about_the_text_given_before(self):
        talk = [
            ("user", "<surat>Rapat diadakan Kamis, 5 Juni 2025 di aula.</surat> Ringkas satu kalimat."),
            ("assistant", "Rapat Kamis."),
        ]
        assert "Kamis, 5 Juni 2025" in ask(*talk, "Kapan rapat diadakan?").text()

    def test_a_letter_says_nothing_that_the_complaint_does_not(self):
        said = ask(f"Buatkan surat balasan untuk aduan ini:\n\n{DITCH}").text()
        assert "saluran air" in said and "Gang Salak RT 5" in said and "[diisi petugas]" in said
        assert not set("0123456789") & set(said.replace("RT 5", ""))

    def test_a_memo_takes_over_its_form(self):
        said = ask(
            "Buat nota dinas dari isian ini.\nKepada: Camat Palaran\nDari: Kepala DLH\nHal: Angkutan sampah\n"
            "Isi: Truk kedua tiba pekan depan."
        ).text()
        assert all(
            each in said
            for each in (
                "Kepada: Camat Palaran",
                "Dari: Kepala DLH",
                "Hal: Angkutan sampah",
                "Truk kedua tiba pekan depan.",
            )
        )

    def test_simple_sums_are_reckoned(self):
        assert ask("Berapa 12 x 7 + 1?").text() == "85"
        assert ask("Hitung 1.250 : 4").text() == "312,5"
        assert "di luar kemampuan" in ask("Berapa 1 : 0?").text().lower()


class TestTools:
    def test_the_tool_that_is_asked_for_is_called_with_arguments_from_the_text(self):
        answer = ask("Bagaimana prakiraan cuaca di Lempake pada 5 Mei 2025?", tools=(STATUS, WEATHER))
        assert answer.finish == "tool_calls" and answer.text() == ""
        (call,) = answer.calls
        assert (call.name, json.loads(call.arguments)) == (
            "prakiraan_cuaca",
            {"kelurahan": "Lempake", "tanggal": "2025-05-05"},
        )
        (call,) = ask("Cari status aduan nomor tiket ADU-2025-017.", tools=(STATUS, WEATHER)).calls
        assert (call.name, json.loads(call.arguments)) == ("cari_status_aduan", {"nomor_tiket": "ADU-2025-017"})

    def test_no_tool_is_called_for_something_else_or_when_none_may_be(self):
        assert not ask("Ringkas:\n\nAir mati. Warga menunggu.", tools=(STATUS, WEATHER)).calls
        assert not ask("Prakiraan cuaca di Lempake?", tools=(WEATHER,), tool_choice="none").calls

    def test_a_tool_lacking_its_arguments_is_not_called_unasked(self):
        assert not ask("Cari status aduan saya.", tools=(STATUS,)).calls

    def test_a_call_that_is_required_is_made_and_valid(self):
        (call,) = ask("Selamat pagi", tools=(STATUS, WEATHER), tool_choice="required").calls
        assert isinstance(json.loads(call.arguments), dict)
        (call,) = ask("Selamat pagi", tools=(STATUS, WEATHER), tool_choice="prakiraan_cuaca").calls
        assert call.name == "prakiraan_cuaca" and isinstance(json.loads(call.arguments)["kelurahan"], str)

    def test_after_a_result_it_answers_from_the_result(self):
        call = ToolCall("c1", "prakiraan_cuaca", '{"kelurahan": "Lempake"}')
        result = Message("tool", '{"kelurahan": "Lempake", "cuaca": "hujan ringan", "suhu": 27}', tool_call_id="c1")
        answer = ask("Bagaimana cuaca di Lempake?", Message("assistant", "", (call,)), result, tools=(WEATHER,))
        assert not answer.calls and "hujan ringan" in answer.text() and "alat" in answer.text()
        result = Message("tool", "Tidak ditemukan.", tool_call_id="c1")
        assert (
            "Tidak ditemukan."
            in ask("Bagaimana cuaca?", Message("assistant", "", (call,)), result, tools=(WEATHER,)).text()
        )


class TestRefusals:
    @pytest.mark.parametrize("asked", (HELDOUT / "di_luar.txt").read_text("utf-8").splitlines())
    def test_what_is_out_of_reach_is_refused_with_what_is_not(self, asked):
        said = ask(asked)
        assert "di luar kemampuan simulator" in said.text().lower()
        assert "meringkas" in said.text() or "summarise" in said.text()
        assert said.origin.staged is None

    @pytest.mark.parametrize(
        "asked",
        [
            "Ringkas laporan pelatihan Python berikut dalam satu kalimat:\n\n"
            "Pelatihan Python diikuti 30 orang dan hasil uji naik 20 persen.",
            "Siapa yang menyampaikan pidato?\n\n<teks>Pidato disampaikan oleh Camat Palaran.</teks>",
            "Tugas ini aturan, terlatih, atau generatif? Klasifikasikan.\n\nTeks: menulis puisi",
        ],
    )
    def test_a_text_may_speak_of_what_is_out_of_reach(self, asked):
        assert "di luar kemampuan" not in ask(asked).text().lower()

    def test_it_says_that_it_is_no_language_model(self):
        for asked in ("Halo", "Siapa kamu?", "Are you ChatGPT?", "Apa yang bisa kamu lakukan?"):
            said = ask(asked)
            assert "simulasi-1" in said.text() and said.origin.model == "simulasi-1"
            assert "bukan model bahasa" in said.text() or "no language model" in said.text()

    def test_a_task_without_its_text_asks_for_it(self):
        assert "Belum ada teksnya" in ask("Ringkas dalam tiga kalimat").text()
