namespace Entente.Node.Desk;

/// <summary>A figure: numbers by category and series, drawn by the component Chart and written out in a table beneath.</summary>
/// <param name="Id">Unique on the page; lower-case letters and hyphens.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Head">What the categories are, above their column.</param>
/// <param name="Categories">The categories in their order.</param>
/// <param name="Series">The series in their order.</param>
internal sealed record Chart(string Id, ChartKind Kind, string Title, string Head, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>A sentence beneath the title; empty for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>Lines across columns.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    /// <summary>Whether every how manieth category is named beneath columns; the table names all.</summary>
    public int NameEvery { get; init; } = 1;

    /// <summary>The series that are drawn.</summary>
    public IEnumerable<ChartSeries> Drawn => Series.Where(s => !s.InTableOnly);

    /// <summary>What is drawn of a category together.</summary>
    public long TotalOf(int category) => Drawn.Sum(s => s.Values[category]);

    /// <summary>Everything that is drawn.</summary>
    public long Total => Categories.Select((_, i) => TotalOf(i)).Sum();

    /// <summary>Round numbers for an axis from 0 to the largest value or more: steps of 1, 2 or 5 and noughts, five at most.</summary>
    public static IReadOnlyList<long> Axis(long largest)
    {
        var step = 1L;
        for (var i = 0; step * 5 < largest; i++)
        {
            step = (i % 3) switch { 0 => step * 2, 1 => step / 2 * 5, _ => step * 2 };
        }

        return [.. Enumerable.Range(0, (int)Math.Max(1, (largest + step - 1) / step) + 1).Select(i => i * step)];
    }
}

/// <summary>How a figure is drawn.</summary>
internal enum ChartKind
{
    /// <summary>A column for each category, its series one on the other: hours, days.</summary>
    Columns,

    /// <summary>Columns without space between them: a distribution.</summary>
    Histogram,

    /// <summary>A bar for each category, its series side by side: lists, posts, carriers.</summary>
    Bars,
}

/// <summary>A series of a figure.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">A number for each category.</param>
/// <param name="Pattern">0 to 9: the pattern it is drawn with, the same wherever the series means the same.</param>
/// <param name="InTableOnly">Whether it stands in the table and is not drawn.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<long> Values, int Pattern, bool InTableOnly = false);

/// <summary>A line across columns.</summary>
/// <param name="Name">What it marks.</param>
/// <param name="At">Where: 2.5 is the middle of the third category.</param>
internal sealed record ChartMark(string Name, double At);
