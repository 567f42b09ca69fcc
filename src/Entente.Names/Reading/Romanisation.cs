namespace Entente.Names.Reading;

/// <summary>
/// One plain Latin spelling for the letters of each other script. It makes names of different scripts comparable where no
/// learned correspondence exists, and is what the index measures edits in. Sources: ISO 9 and GOST 7.79 (Cyrillic, simplified),
/// ELOT 743 (Greek), the IRCAM alphabet (Tifinagh), and the commonest passport spellings (Arabic, Hebrew).
/// </summary>
internal static class Romanisation
{
    private static readonly Dictionary<char, string> Spelled = Load(
        "ا a ب b ت t ث th ج j ح h خ kh د d ذ d ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m ن n ه h و u ي i ة a پ p چ ch گ g",
        "а a б b в v г g д d е e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю iu я ia",
        "א a ב b ג g ד d ה h ו u ז z ח h ט t י i כ k ל l מ m נ n ס s ע a פ p צ ts ק k ר r ש sh ת t",
        "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o",
        "ⴰ a ⴱ b ⴳ g ⴷ d ⴹ d ⴻ e ⴼ f ⴽ k ⵀ h ⵃ h ⵄ a ⵅ kh ⵇ q ⵉ i ⵊ j ⵍ l ⵎ m ⵏ n ⵓ u ⵔ r ⵕ r ⵖ gh ⵙ s ⵚ s ⵛ sh ⵜ t ⵟ t ⵡ w ⵢ y ⵣ z ⵥ z ⵯ w ⴲ b ⴴ g ⴵ dj ⴸ d ⴾ k ⵁ h ⵝ th ⵞ ch ⵑ ng ⵠ v ⵒ p");

    /// <summary>The Latin letters for one folded letter of another script; empty where it has none.</summary>
    public static string Of(char folded) => Spelled.GetValueOrDefault(folded, "");

    private static Dictionary<char, string> Load(params string[] alphabets)
    {
        var spelled = new Dictionary<char, string>();
        foreach (var alphabet in alphabets)
        {
            var words = alphabet.Split(' ');
            for (var i = 0; i < words.Length; i += 2)
            {
                spelled[words[i][0]] = words[i + 1];
            }
        }

        return spelled;
    }
}
