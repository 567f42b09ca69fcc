using System.Collections.Frozen;
using Entente.Names.Reading;
using Entente.Names.Tables;

namespace Entente.Names.Comparing;

/// <summary>
/// Given names that have a form of their own in each language: John and Juan, Yevgeny and Yauhen, Solomon and Suleiman; and the
/// patronymics made from them: Nikolayevich and Mykolayovych.
/// </summary>
internal static class NameForms
{
    private static readonly FrozenDictionary<string, int> Rows = TableFile.Rows("given-names")
        .SelectMany((row, at) => row[0].Split(' ').Select(form => (form, Number: at + 1)))
        .ToFrozenDictionary(f => f.form, f => f.Number, StringComparer.Ordinal);

    // Patronymics are other names than those they are made from.
    private static readonly int Patronymics = Rows.Values.Max();

    // What stands between the father's name and the ending, or gives way to it: Nikola(i)-evich, Mykola-y-ovych.
    private static readonly string[] Lost = ["i", "y"];

    /// <summary>The number of the name that a comparable form is a form of; 0 for all others.</summary>
    public static int Of(string comparable) =>
        OfGiven(comparable) is > 0 and var number ? number
        : Fused.WithoutPatronymic(comparable) is { } father && OfFather(father) is > 0 and var made ? Patronymics + made
        : 0;

    /// <summary>The table ends in i or y what many spell iy: Dmitriy, Vasiliy.</summary>
    private static int OfGiven(string form) =>
        Rows.TryGetValue(form, out var number) ? number
        : form.EndsWith("iy", StringComparison.Ordinal) ? Rows.GetValueOrDefault(form[..^1])
        : 0;

    private static int OfFather(string stem)
    {
        if (OfGiven(stem) is > 0 and var number)
        {
            return number;
        }

        var lost = Array.Find(Lost, l => Rows.ContainsKey(stem + l));
        return lost is not null ? Rows[stem + lost]
            : stem[^1] is 'i' or 'y' ? Rows.GetValueOrDefault(stem[..^1])
            : 0;
    }
}
