import pytest

from tocsin.reading.language_of import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The convoy was hit by a bomb on the road to the border, and two of its drivers were wounded."),
        ("en", "FIVE SOLDIERS WERE KILLED IN THE ATTACK ON THE POST, AND THE ARMY SAID THAT IT WOULD ANSWER."),
        (
            "fr",
            "Le convoi a été touché par une bombe sur la route de la frontière et deux de ses chauffeurs sont blessés.",
        ),
        (
            "es",
            "El convoy fue alcanzado por una bomba en la carretera de la frontera y dos de sus choferes están heridos.",
        ),
        (
            "pt",
            "O comboio foi atingido por uma bomba na estrada da fronteira e dois dos seus motoristas ficaram feridos.",
        ),
        ("de", "Der Konvoi wurde auf der Straße zur Grenze von einer Bombe getroffen, zwei der Fahrer sind verletzt."),
        (
            "it",
            "Il convoglio è stato colpito da una bomba sulla strada per la frontiera e due degli autisti sono feriti.",
        ),
        (
            "tr",
            "Konvoy sınır yolunda bir bomba ile vuruldu ve iki sürücü yaralandı, dedi vali, bu çok ağır bir gün için.",
        ),
        ("id", "Konvoi itu terkena bom di jalan ke perbatasan dan dua sopir terluka, kata polisi pada hari itu."),
        ("ar", "أصيب الرتل بقنبلة على طريق الحدود وجرح اثنان من السائقين"),
        ("fa", "کاروان در جاده مرزی با بمب هدف قرار گرفت و دو راننده زخمی شدند"),
        ("ur", "سرحدی سڑک پر قافلے کو بم سے نشانہ بنایا گیا اور دو ڈرائیور زخمی ہوئے"),
        ("ru", "Колонна подорвалась на дороге к границе, ранены двое водителей"),
        ("uk", "Колона підірвалася на дорозі до кордону, поранені двоє водіїв"),
        ("he", "השיירה נפגעה ממטען בדרך לגבול ושני נהגים נפצעו"),
        ("el", "Το κομβόι χτυπήθηκε από βόμβα στον δρόμο προς τα σύνορα"),
        ("zh", "车队在通往边境的路上遭到炸弹袭击，两名司机受伤"),
        ("ja", "車列は国境へ向かう道路で爆弾に襲われ、運転手二人が負傷した"),
        ("hi", "सीमा की सड़क पर काफिले पर बम से हमला हुआ और दो चालक घायल हुए"),
    ],
)
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "Bomb", "Kunduz, Baghlan", "AK-47 107mm C-RAM", "12 34 56", "Une bombe"])
def test_too_little_tells_nothing(text: str) -> None:
    assert language_of(text) == ""


def test_a_quotation_does_not_hide_english() -> None:
    quoted = (
        'The group wrote "nous avons mené une attaque contre les soldats dans la ville" and said that it was the first.'
    )
    assert language_of(quoted) in {"en", ""}


def test_english_with_arabic_names_is_english() -> None:
    text = "The rockets fell near the bridge (الجسر) in the east of the town, and the police said that two were found."
    assert language_of(text) == "en"
