"""Traps: reports that are easily taken for one incident, or for several. Sentences and figures are invented."""

from dataclasses import dataclass

from tests.resolution.told import Story
from tocsin.vocabulary.values import Actor, Target, Weapon


@dataclass(frozen=True)
class Trap:
    """`stories` that tell of incidents; those with the same letter in `truth` tell of one."""

    name: str
    truth: str
    stories: tuple[Story, ...]


BASE, MARKET = Target("the base", "military-base"), Target("the market", "market")
DAWN, HARBOUR = Actor("The Dawn Brigade"), Actor("the Harbour League")


def _two_shootings_in_one_town() -> Trap:
    return Trap(
        "two shootings in one town a day apart",
        "ab",
        (
            Story("Gunmen killed six traders in the cattle market of Tillaberi on Monday.", "shooting", "2024-03-04",
                  "Tillaberi", ["the cattle market"], killed=6, target=MARKET),
            Story("Three passengers were shot dead at the bus station of Tillaberi on Tuesday.", "shooting",
                  "2024-03-05", "Tillaberi", ["the bus station"], killed=3, target=Target("passengers", "civilian")),
        ),
    )  # fmt: skip


TRAPS = (
    _two_shootings_in_one_town(),
    Trap("two shootings in one town a day apart, told alike", "ab", (
        Story("Gunmen killed two guards in Tillaberi on Monday.", "shooting", "2024-03-04", "Tillaberi", killed=2),
        Story("Gunmen killed three guards in Tillaberi on Tuesday.", "shooting", "2024-03-05", "Tillaberi", killed=3),
    )),
    Trap("the same base, hit in the morning and in the evening", "ab", (
        Story("Two drones were downed at Ain al-Asad air base at dawn on Thursday.", "drone", "2022-01-06",
              "Ain al-Asad air base", weapon=Weapon("drone", 2), target=BASE, published="2022-01-06"),
        Story("Five rockets landed near Ain al-Asad air base on Thursday evening.", "rocket", "2022-01-06",
              "Ain al-Asad air base", weapon=Weapon("rocket", 5), target=BASE, published="2022-01-06"),
    )),
    Trap("the same base, rockets at 3 a.m. and at 9 p.m.", "ab", (
        Story("Three rockets hit Camp Taji at 3 a.m. on Monday, wounding a cook.", "rocket", "2024-03-04", "Camp Taji",
              weapon=Weapon("rocket", 3), target=BASE, wounded=1),
        Story("Two rockets hit Camp Taji at 9 p.m. on Monday, starting a fire in a depot of tyres.", "rocket",
              "2024-03-04", "Camp Taji", weapon=Weapon("rocket", 2), target=BASE),
    )),
    Trap("an anniversary and what happened on it", "ab", (
        Story("A car bomb in the storytellers' bazaar killed 38 people a year ago.", "vehicle-bomb", "2013-09-29",
              "Peshawar", ["the storytellers' bazaar"], "2014-09-29", killed=38, main=False),
        Story("A grenade wounded four mourners in the storytellers' bazaar on Monday.", "grenade", "2014-09-29",
              "Peshawar", ["the storytellers' bazaar"], "2014-09-29", wounded=4),
    )),
    Trap("the bomb that an anniversary recalls", "aa", (
        Story("A car bomb tore through the storytellers' bazaar in Peshawar on Sunday, killing at least 38 people.",
              "vehicle-bomb", "2013-09-29", "Peshawar", ["the storytellers' bazaar"], "2013-09-29", killed=38),
        Story("One year ago a parked car blew up in the storytellers' bazaar of Peshawar and killed more than 40.",
              "vehicle-bomb", "2013-09-29", "Peshawar", ["the storytellers' bazaar"], "2014-09-29", killed=41,
              main=False),
    )),
    Trap("two bombs in one report", "ab", (
        Story("The first car bomb rammed the gate of the Sahafi hotel and killed 17 people.", "vehicle-bomb",
              "2018-11-09", "Mogadishu", ["the Sahafi hotel"], "2018-11-09", report="twin", killed=17),
        Story("The second car bomb exploded at the checkpoint and killed three soldiers.", "vehicle-bomb",
              "2018-11-09", "Mogadishu", ["the checkpoint"], "2018-11-09", report="twin", killed=3),
    )),
    Trap("one of the two bombs, told by another", "aba", (
        Story("The first car bomb rammed the gate of the Sahafi hotel and killed 17 people.", "vehicle-bomb",
              "2018-11-09", "Mogadishu", ["the Sahafi hotel"], "2018-11-09", report="twin", killed=17,
              target=Target("the Sahafi hotel", "business")),
        Story("The second car bomb exploded at the Zope checkpoint and killed three soldiers.", "vehicle-bomb",
              "2018-11-09", "Mogadishu", ["the Zope checkpoint"], "2018-11-09", report="twin", killed=3,
              target=Target("the Zope checkpoint", "checkpoint")),
        Story("Eighteen bodies lay behind the gate of the Sahafi, which a lorry had broken on Friday.", "vehicle-bomb",
              "2018-11-09", "Mogadishu", ["the gate of the Sahafi"], "2018-11-10", killed=18,
              target=Target("the gate of the Sahafi", "business")),
    )),
    Trap("a toll that grows", "aaa", (
        Story("Five people died when a bomber struck the Ajilari mosque in Maiduguri on Sunday.", "suicide",
              "2024-03-03", "Maiduguri", ["the Ajilari mosque"], "2024-03-03", killed=5,
              target=Target("the Ajilari mosque", "religious")),
        Story("Twenty people were killed by a bomber at a mosque in the Ajilari ward of Maiduguri on Sunday night.",
              "suicide", "2024-03-03", "Maiduguri", ["the Ajilari ward"], "2024-03-04", killed=20,
              target=Target("a mosque", "religious")),
        Story("The number of dead in Sunday's bombing of the Ajilari mosque has reached 54, police said.", "suicide",
              "2024-03-03", "Maiduguri", ["the Ajilari mosque"], "2024-03-05", killed=54,
              target=Target("the Ajilari mosque", "religious")),
    )),
    Trap("a bomber in the same ward a week later", "ab", (
        Story("A bomber killed 20 people at the Ajilari mosque in Maiduguri on Sunday.", "suicide", "2024-03-03",
              "Maiduguri", ["the Ajilari mosque"], "2024-03-04", killed=20),
        Story("A girl blew herself up at the Ajilari mosque in Maiduguri on Sunday, killing a guard.", "suicide",
              "2024-03-10", "Maiduguri", ["the Ajilari mosque"], "2024-03-11", killed=1),
    )),
    Trap("one name in two countries", "ab", (
        Story("Masked men killed a soldier at a checkpoint in Tripoli on Wednesday.", "shooting", "2024-03-06",
              "Tripoli", killed=1, target=Target("a checkpoint", "checkpoint")),
        Story("Gunmen killed a guard at a checkpoint in Tripoli on Wednesday.", "shooting", "2024-03-06",
              "Tripoli in Libya", killed=1, target=Target("a checkpoint", "checkpoint")),
    )),
    Trap("one name in two countries, both bombs in markets", "ab", (
        Story("A bomb in a market of Hyderabad killed nine people on Monday.", "ied", "2024-03-04", "Hyderabad",
              killed=9, target=MARKET),
        Story("A bomb in a market of Hyderabad killed nine people on Monday.", "ied", "2024-03-04",
              "Hyderabad in India", killed=9, target=MARKET),
    )),
    Trap("a claim and the denial of it", "aa", (
        Story("The Dawn Brigade fired seven rockets at Camp Taji on Monday night.", "rocket", "2024-03-04",
              "Camp Taji", status="claimed", weapon=Weapon("rocket", 7), target=BASE, actor=DAWN),
        Story("The command denies a rocket attack on Camp Taji on Monday night.", "rocket", "2024-03-04", "Camp Taji",
              status="denied", target=BASE),
    )),
    Trap("mines on one road in one week", "abc", (
        Story("A mine killed seven people on the Elwak road on Monday.", "ied", "2024-03-04", "Kaya",
              ["the Elwak road"], killed=7),
        Story("A mine wrecked a lorry on the Elwak road on Thursday; nobody was hurt.", "ied", "2024-03-07", "Kaya",
              ["the Elwak road"], published="2024-03-08", killed=0),
        Story("A mine was found and blown up on the Elwak road on Sunday.", "ied", "2024-03-10", "Kaya",
              ["the Elwak road"], published="2024-03-11", status="foiled"),
    )),
    Trap("a fire told from either side of midnight", "aa", (
        Story("Drones set a printing works in Kharkiv on fire in the night to Sunday.", "drone",
              ("2024-05-11", "2024-05-12"), "Kharkiv", ["a printing works"], "2024-05-12",
              target=Target("a printing works", "business")),
        Story("On Sunday at 1:20 a.m. drones struck a printing house in Kharkiv, injuring a watchman.", "drone",
              "2024-05-12", "Kharkiv", ["a printing house"], "2024-05-12", wounded=1,
              target=Target("a printing house", "business")),
    )),
    Trap("drones on one city in two nights", "ab", (
        Story("Drones set a printing works in Kharkiv on fire on Sunday, wounding a watchman.", "drone", "2024-05-12",
              "Kharkiv", ["a printing works"], "2024-05-12", wounded=1,
              target=Target("a printing works", "business")),
        Story("Drones struck a block of flats in Kharkiv on Monday, wounding two women.", "drone", "2024-05-13",
              "Kharkiv", ["a block of flats"], "2024-05-13", wounded=2,
              target=Target("a block of flats", "residence")),
    )),
    Trap("a killing and the bomb at the hospital an hour later", "ab", (
        Story("Gunmen shot dead the lawyer Daud Mengal in Quetta on Monday morning.", "assassination", "2024-03-04",
              "Quetta", killed=1, target=Target("Daud Mengal", "government", "human")),
        Story("A bomber killed 60 mourners of Daud Mengal at the Civil Hospital in Quetta on Monday.", "suicide",
              "2024-03-04", "Quetta", ["the Civil Hospital"], killed=60,
              target=Target("mourners", "civilian", "human")),
    )),
    Trap("two ships on one day in one sea", "ab", (
        Story("A missile hit the bulk carrier Zephyra in the Red Sea on Tuesday.", "missile", "2024-01-16", "Red Sea",
              published="2024-01-16", target=Target("the bulk carrier Zephyra", "vessel")),
        Story("A drone struck the grain ship Eagle Bay in the Red Sea on Tuesday.", "drone", "2024-01-16", "Red Sea",
              published="2024-01-16", target=Target("the grain ship Eagle Bay", "vessel")),
    )),
    Trap("two tankers, both by missiles", "ab", (
        Story("A missile hit the tanker Zephyra 20 miles off Mokha on Tuesday, holing her bow.", "missile",
              "2024-01-16", "Red Sea", published="2024-01-16", target=Target("the tanker Zephyra", "vessel")),
        Story("A missile fell beside the tanker Marlin Star off Hodeidah on Tuesday.", "missile", "2024-01-16",
              "Red Sea", published="2024-01-16", target=Target("the tanker Marlin Star", "vessel")),
    )),
    Trap("one ship by its flag and by its name", "aa", (
        Story("A missile hit the Maltese-flagged bulk carrier Zephyra in the Red Sea on Tuesday.", "missile",
              "2024-01-16", "Red Sea", published="2024-01-16", target=Target("the bulk carrier Zephyra", "vessel")),
        Story("The armed forces struck the ship Zephyra in the Red Sea on Tuesday.", "missile", "2024-01-16",
              "Red Sea", published="2024-01-17", status="claimed", target=Target("the ship Zephyra", "vessel")),
    )),
    Trap("one bar, two outlets with one text", "aa", (
        Story("A grenade thrown into a karaoke bar in Jolo wounded nine people late on Friday, police said.",
              "grenade", "2024-03-01", "Jolo", ["a karaoke bar"], wounded=9),
        Story("A grenade thrown into a karaoke bar in Jolo wounded nine people late on Friday, police said.",
              "grenade", "2024-03-01", "Jolo", ["a karaoke bar"], wounded=9),
    )),
    Trap("a bar and, a week later, a billiard hall", "ab", (
        Story("A grenade thrown into a karaoke bar in Jolo wounded nine people on Friday.", "grenade", "2024-03-01",
              "Jolo", ["a karaoke bar"], "2024-03-02", wounded=9),
        Story("A grenade wounded three youths in a billiard hall in Jolo on Friday.", "grenade", "2024-03-08", "Jolo",
              ["a billiard hall"], "2024-03-09", wounded=3),
    )),
    Trap("one bomb that burst and one that was found", "ab", (
        Story("A bomb in a van wrecked a bank on Chichester Street in Belfast on Saturday.", "vehicle-bomb",
              "2024-03-02", "Belfast", ["Chichester Street"], weapon=Weapon("vehicle-bomb", 1)),
        Story("A device in a litter bin on Victoria Street in Belfast was made safe on Saturday.", "ied",
              "2024-03-02", "Belfast", ["Victoria Street"], status="foiled", weapon=Weapon("ied", 1)),
    )),
    Trap("a threat and the bomb that followed", "ab", (
        Story("A caller threatened to blow up the courthouse of Belfast on Friday.", "other", "2024-03-01", "Belfast",
              ["the courthouse"], "2024-03-01", status="threatened"),
        Story("A car bomb broke the windows of the courthouse of Belfast on Sunday.", "vehicle-bomb", "2024-03-03",
              "Belfast", ["the courthouse"], "2024-03-03"),
    )),
    Trap("two quarters under mortars on one day", "ab", (
        Story("Mortar bombs killed four people in a playground in Adhamiya on Sunday.", "mortar", "2024-03-03",
              "Baghdad", ["Adhamiya"], killed=4),
        Story("Two mortar rounds wounded eleven people in a street of Shula on Sunday.", "mortar", "2024-03-03",
              "Baghdad", ["Shula"], wounded=11, weapon=Weapon("mortar", 2)),
    )),
    Trap("one quarter, told with and without its city", "aa", (
        Story("Mortar bombs killed four people in a playground in Adhamiya on Sunday.", "mortar", "2024-03-03",
              "Baghdad", ["Adhamiya"], killed=4),
        Story("Four dead after mortar fire on a playground of Adhamiya on Sunday.", "mortar", "2024-03-03", "",
              ["Adhamiya"], killed=4),
    )),
    Trap("two cities, two bombs, one day", "ab", (
        Story("A bomb killed two policemen in Kabul on Monday.", "ied", "2024-03-04", "Kabul", killed=2,
              target=Target("two policemen", "police", "human")),
        Story("A bomb killed two policemen in Herat on Monday.", "ied", "2024-03-04", "Herat", killed=2,
              target=Target("two policemen", "police", "human")),
    )),
    Trap("the teachers and the nurses", "ab", (
        Story("Armed men led two nurses away from an ambulance near Kaya on Monday.", "abduction", "2024-03-04",
              "Kaya", target=Target("two nurses", "aid", "human")),
        Story("Four teachers were dragged from a bus near Kaya on Thursday.", "abduction", "2024-03-07", "Kaya",
              published="2024-03-08", target=Target("four teachers", "school", "human")),
    )),
    Trap("the nurses, told again", "aa", (
        Story("Armed men led two nurses away from an ambulance near Kaya on Monday.", "abduction", "2024-03-04",
              "Kaya", target=Target("two nurses", "aid", "human")),
        Story("Two nurses are missing after gunmen held up their ambulance near Kaya on Monday.", "abduction",
              "2024-03-04", "Kaya", target=Target("Two nurses", "aid", "human")),
    )),
    Trap("a summary of many and one of them", "ab", (
        Story("The Dawn Brigade claimed four rocket attacks on Camp Taji in March.", "rocket",
              ("2024-03-01", "2024-03-31"), "Camp Taji", published="2024-04-02", status="claimed", actor=DAWN, count=4,
              target=BASE),
        Story("Three rockets landed at Camp Taji on March 12 without harm.", "rocket", "2024-03-12", "Camp Taji",
              published="2024-03-13", weapon=Weapon("rocket", 3), target=BASE),
    )),
    Trap("two groups, two assassinations, one city", "ab", (
        Story("The Dawn Brigade shot dead the judge Karim Nuri in Baghdad on Monday.", "assassination", "2024-03-04",
              "Baghdad", killed=1, actor=DAWN, target=Target("the judge Karim Nuri", "government", "human")),
        Story("The Harbour League shot dead the reporter Salma Aziz in Baghdad on Monday.", "assassination",
              "2024-03-04", "Baghdad", killed=1, actor=HARBOUR,
              target=Target("the reporter Salma Aziz", "media", "human")),
    )),
    Trap("a raid that one calls a clash", "aa", (
        Story("Rebels stormed the police post of Toribio at dawn on Monday, killing a patrolman.", "raid",
              "2024-03-04", "Toribio", ["the police post"], killed=1, target=Target("the police post", "police")),
        Story("A patrolman died in fighting with rebels at the police post of Toribio on Monday at 5:10 a.m.", "clash",
              "2024-03-04", "Toribio", ["the police post"], killed=1, target=Target("the police post", "police")),
    )),
    Trap("the same police post four days later", "ab", (
        Story("Rebels stormed the police post of Toribio on Monday, killing a patrolman.", "raid", "2024-03-04",
              "Toribio", ["the police post"], killed=1, target=Target("the police post", "police")),
        Story("The police post of Toribio was attacked again on Friday; a girl was wounded.", "raid", "2024-03-08",
              "Toribio", ["the police post"], "2024-03-08", wounded=1, target=Target("The police post", "police")),
    )),
    Trap("a blast that turns out to be an air strike", "aa", (
        Story("An explosion was heard at a villa of Jdeidat Artouz on Saturday before dawn.", "other", "2024-03-02",
              "", ["a villa of Jdeidat Artouz"], "2024-03-02"),
        Story("An air strike on a villa in Jdaydat Artuz killed two officers early on Saturday.", "airstrike",
              "2024-03-02", "", ["a villa in Jdaydat Artuz"], "2024-03-02", killed=2),
    )),
    Trap("an undated brief and an older attack", "ab", (
        Story("Eleven people were wounded by mortar fire in the Shula district of Baghdad.", "mortar", None,
              "Baghdad", ["the Shula district"], "2024-03-20", wounded=11),
        Story("Mortar fire killed three people in the Shula district of Baghdad on Monday.", "mortar", "2024-03-04",
              "Baghdad", ["the Shula district"], "2024-03-04", killed=3),
    )),
    Trap("published before it happened", "ab", (
        Story("Rockets fell on the Green Zone, and nobody was hurt.", "rocket", None, "Green Zone",
              published="2024-03-04"),
        Story("Rockets fell on the Green Zone on Saturday, and nobody was hurt.", "rocket", "2024-03-09", "Green Zone",
              published="2024-03-10"),
    )),
    Trap("rockets on a zone on two days of one week", "ab", (
        Story("A rocket fell in the Green Zone on Monday; nobody was hurt.", "rocket", "2024-03-04", "Green Zone",
              killed=0, weapon=Weapon("rocket", 1)),
        Story("A rocket fell in the Green Zone on Wednesday; nobody was hurt.", "rocket", "2024-03-06", "Green Zone",
              killed=0, weapon=Weapon("rocket", 1)),
    )),
    Trap("a convoy and a base on one day in one province", "ab", (
        Story("A roadside bomb hit a supply convoy in Anbar on Monday.", "ied", "2024-03-04", "Anbar",
              target=Target("a supply convoy", "convoy")),
        Story("Rockets hit the base of Ain al-Asad on Monday.", "rocket", "2024-03-04", "Ain al-Asad air base",
              target=BASE),
    )),
    Trap("two villages raided on one day", "ab", (
        Story("Insurgents killed two people in Nanjaba on Saturday and carried off women.", "raid", "2024-03-02", "",
              ["Nanjaba"], "2024-03-04", killed=2, target=Target("villagers", "civilian", "human")),
        Story("Insurgents burned the school of Muatide on Saturday.", "raid", "2024-03-02", "", ["Muatide"],
              "2024-03-04", target=Target("the school of Muatide", "school")),
    )),
    Trap("one village spelled in two ways", "aa", (
        Story("Warplanes bombed houses in Deir Sharqi on Monday, killing 11 people.", "airstrike", "2024-03-04", "",
              ["Deir Sharqi"], killed=11),
        Story("Fixed-wing aircraft attacked Dayr al-Sharqi on 4 March and took 11 lives.", "airstrike", "2024-03-04",
              "", ["Dayr al-Sharqi"], "2024-03-07", killed=11),
    )),
    Trap("the girls' and the boys' school of one village, on one day", "ab", (
        Story("Explosives wrecked the girls' primary school at Qala Wali before sunrise on Tuesday.", "ied",
              "2024-03-05", "Peshawar", ["the girls' primary school at Qala Wali"],
              target=Target("the girls' primary school", "school")),
        Story("The boys' high school at Qala Wali was blown up after dark on Tuesday.", "ied", "2024-03-05", "Peshawar",
              ["the boys' high school at Qala Wali"], target=Target("the boys' high school", "school")),
    )),
    Trap("the same base, twice in a day by the clock, with as many rockets", "ab", (
        Story("Three rockets fell at Camp Taji at 08:30 on Monday, the security cell said; nobody was hurt.", "rocket",
              "2024-03-04", "Camp Taji", weapon=Weapon("rocket", 3), target=BASE, killed=0),
        Story("Three rockets fell at Camp Taji at 22:25 on Monday, the security cell said; nobody was hurt.", "rocket",
              "2024-03-04", "Camp Taji", weapon=Weapon("rocket", 3), target=BASE, killed=0),
    )),
    Trap("two groups claim one attack", "aaa", (
        Story("The Dawn Brigade says that it fired seven rockets at Camp Taji on Monday night.", "rocket", "2024-03-04",
              "Camp Taji", status="claimed", weapon=Weapon("rocket", 7), target=BASE, actor=DAWN),
        Story("We, the Harbour League, struck Camp Taji with seven rockets on Monday night.", "rocket", "2024-03-04",
              "Camp Taji", status="claimed", weapon=Weapon("rocket", 7), target=BASE, actor=HARBOUR),
        Story("Seven rockets landed in Camp Taji on Monday night; a fence was torn.", "rocket", "2024-03-04",
              "Camp Taji", weapon=Weapon("rocket", 7), target=BASE),
    )),
    Trap("two groups claim two attacks on one base", "ab", (
        Story("The Dawn Brigade says that its drone hit Camp Taji on Monday.", "drone", "2024-03-04", "Camp Taji",
              status="claimed", weapon=Weapon("drone", 1), target=BASE, actor=DAWN),
        Story("The Harbour League says that six mortar bombs fell on Camp Taji on Wednesday.", "mortar", "2024-03-06",
              "Camp Taji", status="claimed", weapon=Weapon("mortar", 6), target=BASE, actor=HARBOUR),
    )),
    Trap("a quarter with a dh and with a z", "aa", (
        Story("A bomb in a minibus killed five pilgrims in Kadhimiya on Sunday.", "ied", "2024-03-03", "Baghdad",
              ["Kadhimiya"], killed=5, target=Target("five pilgrims", "civilian", "human")),
        Story("Five pilgrims died in Kazimiyah on Sunday when their minibus blew up.", "ied", "2024-03-03", "Baghdad",
              ["Kazimiyah"], killed=5, target=Target("Five pilgrims", "civilian", "human")),
    )),
    Trap("a town in Arabic and in Latin letters", "aa", (
        Story("قتل شرطيان في هجوم بالرصاص على نقطة تفتيش في الفلوجة يوم الاثنين", "shooting", "2024-03-04",
              "الفلوجة in Iraq", killed=2, target=Target("نقطة تفتيش", "checkpoint")),
        Story("Gunmen shot dead two policemen at a checkpoint in Falluja on Monday.", "shooting", "2024-03-04",
              "Falluja", killed=2, target=Target("a checkpoint", "checkpoint")),
    )),
    Trap("two towns of one sound", "ab", (
        Story("Gunmen killed a guard at a mill of Karma on Monday.", "shooting", "2024-03-04", "", ["Karma"], killed=1),
        Story("Gunmen killed two bakers in Kirma on Wednesday.", "shooting", "2024-03-06", "", ["Kirma"], killed=2),
    )),
    Trap("nobody hurt at first, two hurt in the end", "aa", (
        Story("A parcel blew up in the post office of Belfast on Friday; nobody was hurt.", "ied", "2024-03-01",
              "Belfast", ["the post office"], "2024-03-01", killed=0, wounded=0,
              target=Target("the post office", "government")),
        Story("Two clerks hurt by Friday's parcel bomb in the post office of Belfast left hospital.", "ied",
              "2024-03-01", "Belfast", ["the post office"], "2024-03-04", wounded=2,
              target=Target("the post office", "government")),
    )),
    Trap("a round-up of a week and three of its attacks", "aabbcc", (
        Story("Monday: a grenade at the fish market of Jolo, three hurt.", "grenade", "2024-03-04", "Jolo",
              ["the fish market"], "2024-03-10", "week", wounded=3, main=False, target=Target("fish market", "market")),
        Story("Three vendors were wounded by a grenade in the fish market of Jolo on Monday.", "grenade", "2024-03-04",
              "Jolo", ["the fish market"], "2024-03-05", wounded=3, target=Target("the fish market", "market")),
        Story("Wednesday: shots at a ferry off Jolo, nobody hurt.", "shooting", "2024-03-06", "Jolo", (), "2024-03-10",
              "week", killed=0, main=False, target=Target("a ferry", "vessel")),
        Story("Men in a pump boat fired at a ferry off Jolo on Wednesday and missed.", "shooting", "2024-03-06", "Jolo",
              (), "2024-03-07", killed=0, target=Target("a ferry", "vessel")),
        Story("Friday: a grenade at a billiard hall in Jolo, one dead.", "grenade", "2024-03-08", "Jolo",
              ["a billiard hall"], "2024-03-10", "week", killed=1, main=False),
        Story("A youth was killed by a grenade in a billiard hall of Jolo on Friday.", "grenade", "2024-03-08", "Jolo",
              ["a billiard hall"], "2024-03-08", killed=1),
    )),
    Trap("ten years on, the same day and the same square", "ab", (
        Story("A bomb in the station square of Quetta killed 11 people on 4 March 2014.", "ied", "2014-03-04", "Quetta",
              ["the station square"], "2014-03-05", killed=11),
        Story("A bomb in the station square of Quetta killed 11 people on Monday.", "ied", "2024-03-04", "Quetta",
              ["the station square"], "2024-03-05", killed=11),
    )),
    Trap("two shootings a day apart, with one toll, at one bridge", "ab", (
        Story("Men on motorcycles shot dead two toll collectors at the bridge of Tillaberi on Monday.", "shooting",
              "2024-03-04", "Tillaberi", ["the bridge"], "2024-03-04", killed=2,
              target=Target("two toll collectors", "civilian", "human")),
        Story("Two soldiers were shot dead in a patrol car by the bridge of Tillaberi on Tuesday.", "shooting",
              "2024-03-05", "Tillaberi", ["the bridge"], "2024-03-05", killed=2,
              target=Target("Two soldiers", "military-base", "human")),
    )),
)  # fmt: skip
