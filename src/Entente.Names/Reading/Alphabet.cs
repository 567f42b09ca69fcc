namespace Entente.Names.Reading;

/// <summary>
/// The plain letters of one script after folding. Letters that differ from a plain one in dots that romanisations do not
/// show stand for it: ک is ك, ی is ي, ғ is г. At most 32, so that a letter is five bits wherever speed matters.
/// </summary>
internal sealed class Alphabet
{
    private readonly Dictionary<char, string> _spelled = [];
    private readonly Dictionary<char, byte> _index = [];

    private Alphabet(string letters, params (string Spelled, string Letters)[] variants)
    {
        Letters = letters;
        for (var i = 0; i < letters.Length; i++)
        {
            _index[letters[i]] = (byte)i;
            _spelled[letters[i]] = letters[i].ToString();
        }

        foreach (var (spelled, alike) in variants)
        {
            foreach (var letter in alike)
            {
                _spelled[letter] = spelled;
            }
        }
    }

    /// <summary>a to z.</summary>
    public static Alphabet Latin { get; } = new("abcdefghijklmnopqrstuvwxyz");

    /// <summary>The letters of Arabic; those of Persian, Urdu, Pashto and the Maghreb by the Arabic letter of the same sound or shape.</summary>
    public static Alphabet Arabic { get; } = new(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويةپچگ",
        ("ا", "ٱإأآٲٳ"), ("ي", "یىېےۍێئ"), ("ك", "کڪ"), ("ه", "ہھۀە"), ("ة", "ۃ"), ("و", "ۇۆۈۋؤ"), ("ت", "ټٹ"), ("د", "ډڈ"), ("ر", "ړڑ"),
        ("ن", "ڼںڻ"), ("ش", "ښ"), ("ز", "ځژ"), ("س", "څ"), ("ف", "ڤ"), ("گ", "ڨڭݣ"), ("", "ءـ"));

    /// <summary>The letters of Russian; those of other languages by the Russian letters of the same sound.</summary>
    public static Alphabet Cyrillic { get; } = new(
        "абвгдежзийклмнопрстуфхцчшщыэюя",
        ("е", "ёєѐ"), ("и", "іїѝ"), ("г", "ґғѓҕ"), ("у", "ўүұ"), ("о", "ө"), ("а", "ә"), ("н", "ңњ"), ("к", "қќҡ"), ("х", "һҳ"), ("й", "ј"), ("л", "љ"), ("ч", "ћҷ"),
        ("дж", "ђџ"), ("з", "ѕҙ"), ("с", "ҫ"), ("", "ьъ"));

    /// <summary>The letters of Hebrew, final forms as plain ones.</summary>
    public static Alphabet Hebrew { get; } = new(
        "אבגדהוזחטיכלמנסעפצקרשת", ("כ", "ך"), ("מ", "ם"), ("נ", "ן"), ("פ", "ף"), ("צ", "ץ"), ("וו", "װ"), ("וי", "ױ"), ("יי", "ײ"));

    /// <summary>The letters in the order of their numbers.</summary>
    public string Letters { get; }

    /// <summary>The alphabet of a script that is compared by learned costs; null for the others.</summary>
    public static Alphabet? Of(Script script) => script switch
    {
        Script.Latin => Latin,
        Script.Arabic => Arabic,
        Script.Cyrillic => Cyrillic,
        Script.Hebrew => Hebrew,
        _ => null,
    };

    /// <summary>The alphabet's own letters for a folded letter; empty where it has none.</summary>
    public string Spell(char folded) => _spelled.GetValueOrDefault(folded, "");

    /// <summary>The number of one of the alphabet's own letters, 0 to 31.</summary>
    public byte IndexOf(char letter) => _index[letter];
}
