namespace Entente.Node.Demo;

/// <summary>Names of the region, each in several spellings and in its own script: the table names.csv. They are everybody's names; put together they are nobody's.</summary>
internal sealed class NameTable
{
    private NameTable(IEnumerable<NameRow> rows) =>
        Rows = rows.GroupBy(row => (row.Group, row.Part)).ToDictionary(g => g.Key, g => (IReadOnlyList<NameRow>)[.. g]);

    /// <summary>The table that is in the program.</summary>
    public static NameTable OfTheProgram { get; } = new(Resource.Lines("demo.names.csv").Skip(1).Select(Read));

    /// <summary>The rows of a group and part: surname, given-f, given-m.</summary>
    public IReadOnlyDictionary<(string Group, string Part), IReadOnlyList<NameRow>> Rows { get; }

    private static NameRow Read(string line) => line.Split(',') is [var group, var part, var spellings, var original]
        ? new NameRow(group, part, spellings.Split('|'), original)
        : throw new InvalidOperationException("A row of names.csv has other columns than group, part, spellings, original.");
}

/// <summary>One part of a name.</summary>
/// <param name="Group">Where it is at home; parts of one group go together.</param>
/// <param name="Part">surname, given-f or given-m.</param>
/// <param name="Spellings">How documents write it in Latin letters.</param>
/// <param name="Original">In its own script.</param>
internal sealed record NameRow(string Group, string Part, IReadOnlyList<string> Spellings, string Original);
