"""Countries that titles in Chinese, Japanese and Korean name, where no blanks tell where a name begins and ends.

A name counts where an edge stands on both its sides: the title's end, a stop, a word that joins parties (和, 及び),
or what stands beside the name of a state alone (政府, 間, 关于, 自由贸易协定). The longest name that is known decides;
where something else stands behind it (a province, a city, a body: 加拿大魁北克省, 日本銀行), none is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dialogues.pages.inflected import inflected_countries
from dialogues.pages.partners import NO_SPACES, countries

_LETTERS = re.compile(rf"[{NO_SPACES}]")
_LONGEST = 24  # characters of a name with its form
_STOPS = r"\s,，、。.;；:：)）」』》〉\]】\"”’'"
_DASHES = r"・·‧－—–\-/~〜"
_DASH = re.compile(rf"[{_DASHES}]")
# Names beside CLDR's and those of the United Nations; None for what would be read as the names of two.
_NAMES: dict[str, str | None] = {
    "中華人民共和國": "CN", "大韓民國": "KR", "日本國": "JP", "일본국": "JP", "美利堅合眾國": "US", "蒙古国": "MN",
    "蒙古國": "MN", "越南社會主義共和國": "VN", "朝鮮民主主義人民共和國": "KP", "大不列顛及北愛爾蘭聯合王國": "GB",
    "法蘭西共和國": "FR", "德意志聯邦共和國": "DE", "臺灣": "TW", "泰王國": "TH", "澳大利亞": "AU",
    "印度尼西亞": "ID", "老撾": "LA", "豪州": "AU", "호주": "AU", "英国": "GB",
    "연합왕국": "GB", "그레이트브리튼 및 북아일랜드 연합왕국": "GB",
    "塞尔维亚和黑山": None, "塞爾維亞和黑山": None, "塞爾維亞與蒙特內哥羅": None, "セルビア・モンテネグロ": None,
    "중앙아프리카": None,
}  # fmt: skip
# What stands behind a name and makes it that of the state; of some states, several have borne the name.
_FORM = re.compile(
    r"(?: ?(?:联邦|聯邦|連邦|人民|伊斯兰|伊斯蘭|・イスラム|・アラブ|イスラム|人民民主|民主人民|民主社会主義"
    r"|連邦民主|联邦民主|聯邦民主|연방|이슬람|인민|연방민주)?"
    r"(?:共和国|共和國|공화국)| ?(?:王国|王國|大公国|大公國|公国|公國|・ハシェミット王国|合众国|合眾國|合衆国"
    r"|联邦|聯邦|連邦|왕국|대공국|합중국|연방)|国|國|국)\Z"
)
_NOT_BY_FORM = frozenset({"CN", "TW", "KP", "KR", "VN", "YE", "CD", "CG", "DE"})
# What may stand before a name.
_BEFORE = re.compile(
    rf"(?:\A|[{_STOPS}(（「『《]|(?<![共温溫缓緩饱飽平调調附中])和|(?<![参參给給赠贈])[与與]|(?<!埃)及"
    rf"|(?<![共合协協赞贊不相])同|暨|及び|および|並びに|ならびに"
    rf"|(?<![ぁ-ん])と|关于|關於)\Z"
)
_ABBREVIATED = re.compile(rf"(?:\A|[{_STOPS}(（「])(?:EU|欧盟|歐盟|[日中韓韩美米英印欧歐한중일미])[{_DASHES}]?\Z")
_BEFORE_PARTIES = re.compile(r"(?:的|の|する)\Z")  # … and a name that another party follows
_BEFORE_KOREAN = re.compile(rf"(?:\A|[{_STOPS}(（「](?<! )|(?:[과와및·]|관한|위한|간의) )\Z")
# What may stand behind one: edges, and the words of titles for a state, its ministries and what it agrees on.
_PARTIES = (
    r"(?:联邦|聯邦|連邦|국)?(?:政府|정부)|和(?![平谐諧解睦牛食服室紙纸])|[与與](?![会會])|及|同(?![盟意志胞仁])"
    r"|暨|以及|[并並](?![且非行])"
    r"|との?(?![ぁ-ん])|および|ならびに| ?(?:및|정부)(?![가-힣]*[도시주성])|[과와]의?(?=[\s(（]|\Z)| ?간(?=의|\s|\Z)"
)
_MINISTRY = (
    r"外交部|外务省|外務省|商务部|商務部|农业部|農業部|教育部|文化部|财政部|財政部|科技部|科学技术部|生态环境部"
    r"|环境保护部|交通部|交通运输部|卫生部"
    r"|司法部|国防部|國防部|内政部|經濟部|经济部|旅游部|能源部|公安部|経済産業省|文部科学省|農林水産省|国土交通省"
    r"|環境省|財務省|法務省|厚生労働省"
    r"|외교부|외무성|교육부|환경부|국토교통부|산업통상자원부|농림축산식품부|보건복지부|과학기술정보통신부"
)
_SUBJECT = (
    r"自由贸易|自由貿易|经济|經濟|経済|经贸|經貿|贸易|貿易|通商|投资|投資|保护|保護|促进|促進|文化|科技|科学|科學"
    r"|技术|技術|航空|运输|運輸|引渡|领事|領事"
    r"|社会保障|社會保障|租税|税收|稅收|合作|協力|连携|連携|伙伴|夥伴|パートナーシップ|友好|睦[邻鄰]|安全|军事"
    r"|軍事|环境|環境|能源|原子能|原子力|渔业|漁業"
    r"|农业|農業|教育|旅游|観光|司法|刑事|民事|商事|互助|共助|相互|双边|雙邊|二国間|包括的?|全面|战略|戰略"
    r"|戦略的?|更?[紧緊]密|关系|關係|谅解|諒解|了解|倡[议議]"
    r"|联合|聯合|共同|平和|和平|자유무역|경제|투자|사회보장|항공|문화|과학|기술|협력|관광|환경|에너지|원자력|형사"
    r"|사법|공조|이중과세|방지|포괄적|동반자|관계"
    r"|무역|통상|어업|농업|세관|교육|해운|군사|우호|상호|보장|보호|공동|양해|범죄인 ?인도|[的 及和と및]"
)
_AGREEMENT = (
    r"协定|協定|协议|協議|条约|條約|备忘录|備忘錄|備忘録|覚書|议定书|議定書|声明|聲明|宣言|公约|公約"
    r"|협정|조약|각서|의정서|성명|선언|협약|약정"
)
_BEHIND = re.compile(
    rf"\Z|[{_STOPS.replace(chr(92) + 's', '')}]|{_PARTIES}|之?[间間](?![谍諜])|の間|[两兩]国|兩國|二国"
    rf"|[双雙三四][方边邊]|关于|關於|就"
    rf"|に(?:関|対)する| ?(?:{_MINISTRY})| ?(?:{_SUBJECT}){{0,6}}(?:{_AGREEMENT})| *[0-9]"
)
_STRICT = re.compile(_PARTIES)
_PARTNER = re.compile(rf"[{_DASHES}](?P<league>EU|ASEAN|欧盟|歐盟|东盟|東盟|欧州連合|유럽연합|(?=[{NO_SPACES}]))")
# Korean names that are other words too: extradition, means, arrogance.
_WORDS = frozenset({"인도", "수단", "오만", "가나", "이란"})


def is_without_blanks(title: str) -> bool:
    """Say whether a title has letters of a script that puts no space between words."""
    return not title.isascii() and _LETTERS.search(title) is not None


def named_without_blanks(title: str) -> Iterator[tuple[int, str]]:
    """Give the countries that a title names, each with where its name begins."""
    behind = named = 0
    for match in _LETTERS.finditer(title):
        start = match.start()
        if start < behind or not _may_begin(title, start, named):
            continue
        behind, code = _longest(title, start)
        if code and _may_end(title, start, behind):
            yield start, code
            named = behind


def _may_begin(title: str, start: int, named: int) -> bool:
    """Say whether a name may begin at a place; ``named`` is where the name before it ended."""
    before = title[max(0, start - 8) : start]
    korean = title[start] >= "\uac00"
    if _ABBREVIATED.search(before) or (named and _DASH.fullmatch(title, named, start)):
        return True
    if start > len(before):
        before = "\u0000" + before  # it is not the title's beginning
    if korean:
        return _BEFORE_KOREAN.search(before) is not None
    return _BEFORE.search(before) is not None or _BEFORE_PARTIES.search(before) is not None


def _longest(title: str, start: int) -> tuple[int, str]:
    """Give the end of the longest name that is known, and its code; none for a name of several."""
    for end in range(min(len(title), start + _LONGEST), start + 1, -1):
        if title[end - 1] != "・" and _LETTERS.match(title, end - 1):
            known, code = _state(title[start:end])
            if known:
                return end, code
    return start, ""


@lru_cache(8192)
def _state(name: str) -> tuple[bool, str]:
    """Say whether a name is known, and give the code of the state, where it is one's."""
    if name in _NAMES:
        return True, _NAMES[name] or ""
    found = countries(name) or inflected_countries(name, "")
    if found:
        return True, found[0] if len(found) == 1 else ""
    rest = _FORM.sub("", name)
    code = _state(rest)[1] if rest != name and len(rest) > 1 else ""
    return (True, code) if code and code not in _NOT_BY_FORM else (False, "")


def _may_end(title: str, start: int, end: int) -> bool:
    """Say whether a name may end at a place."""
    before, name = title[max(0, start - 4) : start], title[start:end]
    if (name in _WORDS and not _ABBREVIATED.search(before)) or _BEFORE_PARTIES.search(before):
        return _STRICT.match(title, end) is not None
    if _BEHIND.match(title, end):
        return True
    partner = _PARTNER.match(title, end)
    return partner is not None and (partner["league"] != "" or _longest(title, partner.end())[1] != "")
