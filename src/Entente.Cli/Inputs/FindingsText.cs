using Entente.Cli.Outputs;
using Entente.Formats.Reading;

namespace Entente.Cli.Inputs;

/// <summary>Counts and findings of one input as lines of text.</summary>
internal static class FindingsText
{
    private const int PlacesShown = 3;

    /// <summary>One line of counts, then the findings.</summary>
    public static void Write(TextWriter writer, string name, string format, Journal journal)
    {
        var refused = journal.Refused > 0 ? $", {journal.Refused:N0} refused" : "";
        var dated = journal.Dated is { } date ? $", dated {date:yyyy-MM-dd}" : "";
        writer.WriteLine($"{Wording.Shown(name)}: {format}{dated}, {journal.Read:N0} records read, {journal.Accepted:N0} accepted{refused}");
        WriteFindings(writer, journal);
    }

    /// <summary>One line for each code, with the first places.</summary>
    public static void WriteFindings(TextWriter writer, Journal journal)
    {
        foreach (var (code, count) in journal.Counts)
        {
            var kept = journal.Findings.Where(f => f.Code == code).Take(PlacesShown).ToList();
            if (kept.Count == 0)
            {
                writer.WriteLine($"  {code}: {count:N0}");
                continue;
            }

            // A place may have commas of its own: "document 4, line 2, position 10".
            var places = string.Join("; ", kept.Select(f => f.Place)) + (count > kept.Count ? "; ..." : "");
            var effect = kept[0].Refused ? "refused" : "noted";
            writer.WriteLine($"  {code}: {count:N0} {effect} ({places}): {Wording.Shown(kept[0].Message)}");
        }
    }
}
