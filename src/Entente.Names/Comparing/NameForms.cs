using System.Collections.Frozen;
using Entente.Names.Tables;

namespace Entente.Names.Comparing;

/// <summary>Given names that have a form of their own in each language: John and Juan, Yevgeny and Yauhen, Solomon and Suleiman.</summary>
internal static class NameForms
{
    private static readonly FrozenDictionary<string, int> Rows = TableFile.Rows("given-names")
        .SelectMany((row, at) => row[0].Split(' ').Select(form => (form, Number: at + 1)))
        .ToFrozenDictionary(f => f.form, f => f.Number, StringComparer.Ordinal);

    /// <summary>The number of the name that a comparable form is a form of; 0 for all others.</summary>
    public static int Of(string comparable) => Rows.GetValueOrDefault(comparable);
}
