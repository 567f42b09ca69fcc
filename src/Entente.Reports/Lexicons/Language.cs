namespace Entente.Reports.Lexicons;

/// <summary>A language that reports are read in.</summary>
internal enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>French.</summary>
    French,

    /// <summary>Spanish.</summary>
    Spanish,

    /// <summary>Arabic: names, offices, dates, places, and the commonest verbs.</summary>
    Arabic,
}
