namespace Entente.Names.Reading;

/// <summary>The scripts that are read letter by letter. Names in others compare exactly.</summary>
public enum Script
{
    /// <summary>A script that is not read: compared letter by letter as it stands.</summary>
    Other,

    /// <summary>Latin with all its diacritics.</summary>
    Latin,

    /// <summary>Arabic with the letters of Persian, Urdu, Pashto and the Maghreb.</summary>
    Arabic,

    /// <summary>Cyrillic of the Slavic, Turkic and Mongolic languages.</summary>
    Cyrillic,

    /// <summary>Hebrew.</summary>
    Hebrew,

    /// <summary>Greek.</summary>
    Greek,

    /// <summary>Tifinagh, the script of the Amazigh languages.</summary>
    Tifinagh,
}

/// <summary>Tells scripts apart, letter by letter.</summary>
internal static class Scripts
{
    /// <summary>The script of a letter by its Unicode block.</summary>
    public static Script Of(char letter) => letter switch
    {
        < '\u0250' => Script.Latin,
        >= '\u1E00' and <= '\u1EFF' => Script.Latin,
        >= '\u0250' and <= '\u02AF' => Script.Latin,
        >= '\u0370' and <= '\u03FF' => Script.Greek,
        >= '\u1F00' and <= '\u1FFF' => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        >= '\u0600' and <= '\u077F' => Script.Arabic,
        >= '\uFB50' and <= '\uFDFF' => Script.Arabic,
        >= '\uFE70' and <= '\uFEFC' => Script.Arabic,
        >= '\uFB1D' and <= '\uFB4F' => Script.Hebrew,
        >= '\u2D30' and <= '\u2D7F' => Script.Tifinagh,
        _ => Script.Other,
    };
}
