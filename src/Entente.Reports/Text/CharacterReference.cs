namespace Entente.Reports.Text;

/// <summary>Character references of HTML: numbers, the names of Latin-1 in their order from U+00A0 on, and those of signs that newspapers set.</summary>
internal static class CharacterReference
{
    private const int LongestName = 10;

    private static readonly Dictionary<string, string> Names = Build();

    /// <summary>Reads the reference at an ampersand; its length is 0 where there is none.</summary>
    public static (string Text, int Length) Read(string raw, int at)
    {
        var end = raw.IndexOf(';', at, Math.Min(LongestName + 2, raw.Length - at));
        if (end < 0)
        {
            return ("", 0);
        }

        var name = raw.AsSpan(at + 1, end - at - 1);
        if (name is ['#', .. var digits])
        {
            var isHexadecimal = digits is ['x' or 'X', ..];
            var style = isHexadecimal ? System.Globalization.NumberStyles.AllowHexSpecifier : System.Globalization.NumberStyles.None;
            return int.TryParse(isHexadecimal ? digits[1..] : digits, style, null, out var code) && code is > 0 and < 0xD800 or > 0xDFFF and <= 0x10FFFF
                ? (char.ConvertFromUtf32(code), end - at + 1)
                : ("", 0);
        }

        return Names.TryGetValue(name.ToString(), out var text) ? (text, end - at + 1) : ("", 0);
    }

    private static Dictionary<string, string> Build()
    {
        const string latin = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest "
            + "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig "
            + "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
        var names = latin.Split(' ').Select((name, index) => (name, Text: ((char)(0xA0 + index)).ToString())).ToDictionary(n => n.name, n => n.Text, StringComparer.Ordinal);
        (string Name, string Text)[] further =
        [
            ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("ndash", "–"), ("mdash", "—"), ("lsquo", "‘"), ("rsquo", "’"), ("sbquo", "‚"), ("ldquo", "“"), ("rdquo", "”"),
            ("bdquo", "„"), ("hellip", "…"), ("euro", "€"), ("oelig", "œ"), ("OElig", "Œ"), ("bull", "•"), ("lsaquo", "‹"), ("rsaquo", "›"), ("thinsp", " "), ("ensp", " "), ("emsp", " "), ("trade", "™"),
        ];
        foreach (var (name, text) in further)
        {
            names[name] = text;
        }

        return names;
    }
}
