using System.Text;

namespace Entente.Names.Reading;

/// <summary>Words that were written as one and are taken apart, and the one form that all spellings of them get.</summary>
internal static class Fused
{
    private static readonly string[] FaithEndings = ["uddine", "eddine", "uddin", "eddin", "udine", "udeen", "edine", "aldin", "eldin", "udin", "edin", "adin", "iddin", "idin"];
    private static readonly string[] GodEndings = ["ulah", "alah", "olah", "elah", "oulah"];
    private static readonly string[] PatronymicEndings = ["ovich", "evich", "ovych", "evych", "avich", "ovna", "evna", "ivna", "yivna", "auna", "euna", "ovitch", "evitch", "ович", "евич", "овна", "евна", "ична", "івна", "ювич"];

    private static readonly string[] Prefixes = ["ben", "bin", "ibn", "bel", "al", "el"];

    /// <summary>"of God" as it stands in a comparable form.</summary>
    public static string God(Script script) => script switch { Script.Arabic => "اله", Script.Cyrillic => "алах", Script.Hebrew => "אלה", _ => "alah" };

    /// <summary>"of the faith" as it stands in a comparable form.</summary>
    public static string Faith(Script script) => script switch { Script.Arabic => "دين", Script.Cyrillic => "дин", Script.Hebrew => "דין", _ => "din" };

    /// <summary>The one form of a word that may have abd, al-din or allah fused to it.</summary>
    public static string Canonical(string letters, Script script)
    {
        if (script == Script.Arabic)
        {
            return letters is "عبدالله" or "عبداله" ? "عبداله"
                : letters.Length > 6 && letters.EndsWith("الله", StringComparison.Ordinal) ? letters[..^4] + God(script)
                : letters.Length > 6 && letters.StartsWith("عبدال", StringComparison.Ordinal) ? "عبد" + letters[5..]
                : letters;
        }

        if (script != Script.Latin)
        {
            return letters;
        }

        return WithoutServantVowels(letters) ?? WithEnding(letters, FaithEndings, "din") ?? WithEnding(letters, GodEndings, "alah") ?? letters;
    }

    /// <summary>The word without an article written into it (ال); null where there is none to take off.</summary>
    public static string? WithoutArticle(string letters, Script script) => script switch
    {
        Script.Arabic when letters.Length >= 5 && letters.StartsWith("ال", StringComparison.Ordinal) => letters[2..],
        _ => null,
    };

    /// <summary>The word without a small word that is fused to its beginning or end; null where there is none to take off.</summary>
    public static string? Bare(string letters, Script script)
    {
        if (script != Script.Latin)
        {
            return WithoutServant(letters, script) ?? WithoutArticle(letters, script);
        }

        if (letters.Length >= 6 && letters.EndsWith("din", StringComparison.Ordinal))
        {
            return letters[..^3];
        }

        if (WithoutServant(letters, script) is { } bearer)
        {
            return bearer;
        }

        // A sun letter of two letters is written twice: Ashshami, Echcherif.
        if (letters.Length >= 7 && IsVowel(letters[0]) && letters[1..3] == letters[3..5])
        {
            return letters[3..];
        }

        // The article of the Amazigh north runs into a name in h: Lahcen, Lhoussaine.
        if (letters.Length >= 6 && letters[0] == 'l' && (letters[1] == 'h' || letters.StartsWith("lah", StringComparison.Ordinal)))
        {
            return letters[(letters[1] == 'h' ? 1 : 2)..];
        }

        var prefix = letters.Length >= 6 ? Array.Find(Prefixes, p => letters.StartsWith(p, StringComparison.Ordinal)) : null;
        return prefix is not null && letters.Length - prefix.Length >= 3 ? Canonical(letters[prefix.Length..], script) : null;
    }

    /// <summary>The bearer's word without "servant" in front, as papers of the east leave it out (Abdul Hanif, Hanif); null where there is none, and for the servant of God.</summary>
    public static string? WithoutServant(string letters, Script script)
    {
        var servant = Servant(script);
        return letters.Length >= servant.Length + (script == Script.Latin ? 4 : 3) && letters.StartsWith(servant, StringComparison.Ordinal) && letters[servant.Length..] != God(script) && !IsVowel(letters[servant.Length])
            ? letters[servant.Length..]
            : null;
    }

    /// <summary>"servant of" as it stands in a comparable form.</summary>
    public static string Servant(Script script) => script switch { Script.Arabic => "عبد", Script.Cyrillic => "абд", Script.Hebrew => "עבד", _ => "abd" };

    /// <summary>The word without al-din or allah at its end; null where it has none.</summary>
    public static string? WithoutEnding(string letters, Script script) =>
        script == Script.Latin && FaithEndings.FirstOrDefault(e => letters.EndsWith(e, StringComparison.Ordinal)) is { } ending ? letters[..^ending.Length] : null;

    /// <summary>Whether the word is made from the father's name.</summary>
    public static bool IsPatronymic(string letters, Script script) =>
        script is Script.Latin or Script.Cyrillic && letters.Length >= 7 && letters[^1] is 'h' or 'a' or 'ч' or 'а' && PatronymicEndings.Any(e => letters.EndsWith(e, StringComparison.Ordinal));

    /// <summary>The father's name in a comparable form that is made from it; null in any other.</summary>
    public static string? WithoutPatronymic(string comparable) =>
        IsPatronymic(comparable, Script.Latin) ? comparable[..^PatronymicEndings.Where(e => comparable.EndsWith(e, StringComparison.Ordinal)).Max(e => e.Length)] : null;

    /// <summary>abdulrahman, abderrahmane, abdelkader: abd and what follows the article. Doubled letters are single already.</summary>
    private static string? WithoutServantVowels(string letters)
    {
        if (letters.Length < 7 || !letters.StartsWith("abd", StringComparison.Ordinal) || !IsVowel(letters[3]))
        {
            return null;
        }

        var at = 3;
        while (at < letters.Length && IsVowel(letters[at]))
        {
            at++;
        }

        var rest = letters[at..];
        if (rest is "lah" or "la" or "lahi")
        {
            return "abdalah";
        }

        return rest.Length >= 4 && rest[0] == 'l' ? "abd" + rest[1..] : "abd" + rest;
    }

    private static string? WithEnding(string letters, string[] endings, string canonical)
    {
        // All of them end in one of these, and few words do.
        if (letters[^1] is not ('n' or 'e' or 'h'))
        {
            return null;
        }

        foreach (var ending in endings)
        {
            if (letters.Length >= ending.Length + 3 && letters.EndsWith(ending, StringComparison.Ordinal))
            {
                return letters[..^ending.Length] + canonical;
            }
        }

        return null;
    }

    public static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
